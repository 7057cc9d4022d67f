import { describe, expect, it } from 'vitest';
import { WireError } from '../../../src/protocols/wireError.ts';
import {
  batteryPercentIn,
  encodeRate,
  encodeRead,
  FrameStream,
  magneticFieldIn,
  percentAt,
  quaternionIn,
  RATES_HZ,
  type RegisterFrame,
  SAVE,
  temperatureIn,
  UNLOCK,
} from '../../../src/protocols/witMotion/index.ts';
import { bytesOf } from '../wireHelpers.ts';
import { registerFrame } from './frameBytes.ts';

function answerOf(register: number, values: readonly number[]): RegisterFrame {
  const [frame] = new FrameStream().push(registerFrame(register, values));
  if (frame?.kind !== 'register') throw new Error('no answer came');
  return frame;
}

describe('the registers of a WitMotion', () => {
  it('are answered between the frames of motion', () => {
    const values = [1, -2, 3, -4, 5, -6, 7, -8];
    expect(answerOf(0x51, values)).toEqual({
      kind: 'register',
      register: 0x51,
      values: Int16Array.from(values),
    });
  });

  it('hold field, temperature and orientation', () => {
    expect(magneticFieldIn(answerOf(0x3a, [1200, -600, 60]))).toEqual([10, -5, 0.5]);
    expect(temperatureIn(answerOf(0x40, [2537]))).toBe(25.37);
    expect(quaternionIn(answerOf(0x51, [16384, -16384, 8192, -32768]))).toEqual([
      0.5, -0.5, 0.25, -1,
    ]);
  });

  it.each([
    [420, 100],
    [397, 100],
    [396, 90],
    [394, 90],
    [393, 75],
    [388, 75],
    [383, 60],
    [380, 50],
    [378, 40],
    [374, 30],
    [371, 20],
    [369, 15],
    [355, 10],
    [341, 5],
    [340, 0],
    [0, 0],
  ])('hold at %d hundredths of a volt a charge of %d %%', (hundredths, percent) => {
    expect(batteryPercentIn(answerOf(0x64, [hundredths]))).toBe(percent);
    expect(percentAt(hundredths / 100)).toBe(percent);
  });

  it('are not taken for one another', () => {
    expect(() => batteryPercentIn(answerOf(0x40, [2537]))).toThrow(WireError);
    expect(() => batteryPercentIn(answerOf(0x40, [2537]))).toThrow(
      'register.battery: expected the answer to 100, found 64',
    );
  });
});

describe('the commands to a WitMotion', () => {
  it('are the bytes of the source', () => {
    expect(encodeRead('battery')).toEqual(bytesOf('FF AA 27 64 00'));
    expect(encodeRead('quaternion')).toEqual(bytesOf('FF AA 27 51 00'));
    expect(encodeRead('magneticField')).toEqual(bytesOf('FF AA 27 3A 00'));
    expect(encodeRead('temperature')).toEqual(bytesOf('FF AA 27 40 00'));
    expect(UNLOCK).toEqual(bytesOf('FF AA 69 88 B5'));
    expect(SAVE).toEqual(bytesOf('FF AA 00 00 00'));
  });

  it('set the rates that were read in a source, and no other', () => {
    expect(RATES_HZ.map((rateHz) => [rateHz, encodeRate(rateHz)])).toEqual([
      [10, bytesOf('FF AA 03 06 00')],
      [50, bytesOf('FF AA 03 08 00')],
      [100, bytesOf('FF AA 03 09 00')],
      [200, bytesOf('FF AA 03 0B 00')],
    ]);
    expect(() => encodeRate(60)).toThrow('rate: expected one of 10, 50, 100, 200 Hz, found 60');
  });
});
