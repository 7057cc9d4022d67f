import { describe, expect, it } from 'vitest';
import { sensorId } from '../../../src/model/sensor.ts';
import { answerCommand } from '../../../src/simulator/radio/answerCommand.ts';
import { infoOf } from '../../../src/simulator/radio/infoOf.ts';

const sensor = {
  id: sensorId('A'),
  driver: 'plumbline',
  name: 'A',
  firmware: '1',
  rateHz: 100,
  accelerationScaleMps2: (16 * 9.80665) / 32768,
  angularRateScaleRadps: (2000 * Math.PI) / 180 / 32768,
} as const;

function answered(hex: string, { streaming = false, canStream = true } = {}) {
  const done: string[] = [];
  const status = answerCommand(Buffer.from(hex, 'hex'), sensor, {
    streaming,
    canStream,
    setStreaming: (on) => done.push(on ? 'start' : 'stop'),
    identify: (durationS) => done.push(`blink ${durationS} s`),
  });
  return [status, ...done];
}

describe('a virtual sensor', () => {
  it('announces the ranges that its scales give', () => {
    expect(infoOf(sensor, 0)).toMatchObject({ accelerationRangeG: 16, angularRateRangeDps: 2000 });
  });

  it('starts, stops and blinks', () => {
    expect(answered('0101')).toEqual(['ok', 'start']);
    expect(answered('0201')).toEqual(['ok', 'stop']);
    expect(answered('04010a')).toEqual(['ok', 'blink 10 s']);
  });

  it('does not start where one sample does not fit', () => {
    expect(answered('0101', { canStream: false })).toEqual(['notNow']);
  });

  it('accepts its own configuration, and only while stopped', () => {
    expect(answered('030164001000d00700')).toEqual(['ok']);
    expect(answered('0301c8001000d00700')).toEqual(['unsupported']);
    expect(answered('030164001000d00700', { streaming: true })).toEqual(['notNow']);
  });

  it('refuses what it cannot read with the fitting status, and does nothing', () => {
    expect(answered('0a01')).toEqual(['unknownCommand']);
    expect(answered('010100')).toEqual(['malformed']);
    expect(answered('04011f')).toEqual(['outOfRange']);
  });
});
