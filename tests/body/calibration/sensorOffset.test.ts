import { beforeAll, describe, expect, it } from 'vitest';
import { inStep, MOST_APPLIED_MS } from '../../../src/body/calibration/inStep.ts';
import type { SensorState } from '../../../src/body/sensorState.ts';
import type { Side } from '../../../src/model/placement.ts';
import { placementOf, SIDES } from '../../../src/model/placement.ts';
import { RATE_HZ, statesOn, type WornSensors, wear } from './wornSensors.ts';

const STANDING = { fromS: 2, toS: 5.5 };

/**
 * Squats calibrated on, nominal noise: 0.6 ms of root mean square over fourteen seeds and both legs,
 * through the hub's clocks; the largest was 1.7.
 */
const RMS_MS = 1;
/** Half a sample: other offsets are whole ones, with this or without. */
const HALF_MS = 5;
const SEEDS = [1, 2, 3, 4];
const OFFSETS_MS = [0, 5, -5, 10, -10, 20, -20, 40, -40];

/** By what the shanks are late, ms. */
const worn = new Map<number, readonly WornSensors[]>();

beforeAll(() => {
  for (const lateMs of [0, HALF_MS]) {
    const late = { right_shank: lateMs / 1000, left_shank: lateMs / 1000 };
    worn.set(
      lateMs,
      SEEDS.map((seed) => wear({ seed, reps: 0, noise: 'nominal' }, late)),
    );
  }
});

/** Every leg with its shank late by `lateMs`. */
function pairs(lateMs: number): { thigh: SensorState[]; shank: SensorState[] }[] {
  const restMs = Math.abs(lateMs % 10);
  const late = ((lateMs - restMs) * RATE_HZ) / 1000;
  return worn.get(restMs)!.flatMap((each) =>
    SIDES.map((side: Side) => {
      const thighs = statesOn(each, placementOf(side, 'thigh'));
      const shanks = statesOn(each, placementOf(side, 'shank'));
      const thigh: SensorState[] = [];
      const shank: SensorState[] = [];
      for (let i = STANDING.fromS * RATE_HZ; i < thighs.length - 10; i++) {
        thigh.push(thighs[i]);
        shank.push(shanks[i - late]);
      }
      return { thigh, shank };
    }),
  );
}

function found(lateMs: number) {
  const standing = (STANDING.toS - STANDING.fromS) * RATE_HZ;
  return pairs(lateMs).map(({ thigh, shank }) => inStep(thigh, shank, standing, RATE_HZ));
}

describe('the offset in time between thigh and shank', () => {
  it.each(OFFSETS_MS)(
    'of %d ms is found in slow squats, and known as well as it says',
    (lateMs) => {
      const errors = found(lateMs).map(({ offset }) => ({
        ms: offset!.offsetMs - lateMs,
        sds: (offset!.offsetMs - lateMs) / offset!.sdMs,
      }));
      const rms = (values: readonly number[]): number =>
        Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
      expect(rms(errors.map(({ ms }) => ms))).toBeLessThan(RMS_MS);
      // Eight legs: the root mean square of what is stated honestly exceeds 1.5 in 1 of 47 draws.
      expect(rms(errors.map(({ sds }) => sds))).toBeLessThan(1.5);
    },
  );

  it('is left alone where it is not sure, and set right to a few ms where it is', () => {
    expect(found(0).map(({ appliedMs }) => appliedMs)).toEqual(new Array(8).fill(0));
    for (const { offset, appliedMs } of found(20)) expect(appliedMs).toBe(offset!.offsetMs);
  });

  it('is not set right where frames would have to wait for longer than 40 ms', () => {
    for (const { offset, appliedMs } of found(50)) {
      expect(offset!.offsetMs).toBeGreaterThan(MOST_APPLIED_MS);
      expect(appliedMs).toBe(0);
    }
  });

  it.each([20, -20])('of %d ms is gone from the states once it is set right', (lateMs) => {
    const standing = (STANDING.toS - STANDING.fromS) * RATE_HZ;
    for (const { thigh, shank } of found(lateMs)) {
      const again = inStep(thigh, shank, standing, RATE_HZ);
      // What was found was taken away: nothing but a straight line between two samples is left.
      expect(Math.abs(again.offset!.offsetMs)).toBeLessThan(1);
      expect(again.appliedMs).toBe(0);
    }
  });

  it('is unknown where there is no movement', () => {
    const [{ thigh, shank }] = pairs(0);
    const still = inStep(thigh.slice(0, 300), shank.slice(0, 300), 200, RATE_HZ);
    expect(still).toMatchObject({ offset: null, appliedMs: 0 });
  });
});
