import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sensorId } from '../../../src/model/sensor.ts';
import { Air } from '../../../src/simulator/radio/air.ts';
import { Link } from '../../../src/simulator/radio/link.ts';
import { IDEAL_CONDITIONS } from '../../../src/simulator/radio/radioConditions.ts';
import { VirtualSensor } from '../../../src/simulator/radio/virtualSensor.ts';

const clock = () => performance.now() * 1000;

/** Attribute messages to the handles of Control and its client configuration. */
const SUBSCRIBE = '1209000200';
const POWER_OFF = '1208000905';
const CONFIRMATION = '1e';
const ANSWER = '1d0800090500';

function linkedSensor() {
  const fate = new Air({ clock, advertisingIntervalMs: 20, conditions: IDEAL_CONDITIONS }).fateOf(
    'a',
  );
  const sensor = new VirtualSensor({
    feed: {
      sensor: {
        id: sensorId('A'),
        driver: 'plumbline',
        name: 'A',
        firmware: '1',
        rateHz: 100,
        accelerationScaleMps2: 1,
        angularRateScaleRadps: 1,
      },
      placement: 'right_thigh',
      read: () => {},
    },
    clock,
    address: 'a',
    fate,
    deviceClock: { offsetUs: 0, skewPpm: 0 },
    maxMtu: 247,
    batteryPercent: 80,
  });
  const received: string[] = [];
  const central = {
    received: (message: Uint8Array) => received.push(Buffer.from(message).toString('hex')),
    delivered: () => {},
    closed: () => received.push('closed'),
  };
  const timing = { clock, intervalUs: 15_000, supervisionTimeoutUs: 2_000_000, fate };
  sensor.start(clock());
  const link = new Link(timing, central, sensor.linkEnd());
  sensor.linked(link);
  const write = (hex: string) => link.send('central', Buffer.from(hex, 'hex'));
  return { sensor, received, write };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a virtual sensor that is told to switch itself off', () => {
  it('ends the link when its answer is confirmed', () => {
    const { sensor, received, write } = linkedSensor();
    write(SUBSCRIBE);
    write(POWER_OFF);
    vi.advanceTimersByTime(100);
    expect([received, sensor.on]).toEqual([['13', '13', ANSWER], true]);
    write(CONFIRMATION);
    vi.advanceTimersByTime(30);
    expect([received.at(-1), sensor.on]).toEqual(['closed', false]);
    expect(sensor.advertisement()).toBeNull();
  });

  it('ends the link within half a second although nobody confirms', () => {
    const { sensor, received, write } = linkedSensor();
    write(SUBSCRIBE);
    write(POWER_OFF);
    vi.advanceTimersByTime(400);
    expect([received.at(-1), sensor.on]).toEqual([ANSWER, true]);
    vi.advanceTimersByTime(200);
    expect([received.at(-1), sensor.on]).toEqual(['closed', false]);
  });
});
