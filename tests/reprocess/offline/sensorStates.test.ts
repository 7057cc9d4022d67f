import { describe, expect, it } from 'vitest';
import {
  quatConjugate,
  quatMultiply,
  quatToRotationVector,
} from '../../../src/geometry/quaternion.ts';
import { norm } from '../../../src/geometry/vector.ts';
import { hasFlag } from '../../../src/model/quality.ts';
import type { SensorDescription, TimedSamples } from '../../../src/model/sensor.ts';
import { SampleColumns } from '../../../src/reprocess/offline/sampleColumns.ts';
import { SensorStates } from '../../../src/reprocess/offline/sensorStates.ts';
import { trueRateHz } from '../../../src/reprocess/offline/trueRate.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';

const START_US = Date.UTC(2026, 0, 1) * 1000;
const DEG = Math.PI / 180;
const { sensor } = simulateSquatSession({ seed: 1 }).feeds[0];
const NOMINAL: SensorDescription = { ...sensor, rateHz: 100 };
/** To and fro about the vertical: `AMPLITUDE` sin(ω t). */
const AMPLITUDE = 40 * DEG;
const OMEGA = 2;

/**
 * One sample of a sensor that turns about its z, which points up, at `timeS`: its rate is the mean of
 * the period before, as of sensors that filter before they sample.
 */
function sampleAt(timeS: number, index: number, clipped = false, periodS = 0.01): TimedSamples {
  const turned = AMPLITUDE * (Math.sin(OMEGA * timeS) - Math.sin(OMEGA * (timeS - periodS)));
  return {
    sensorId: NOMINAL.id,
    firstIndex: index,
    count: 1,
    deviceTimeUs: Math.round(timeS * 1e6),
    timeUs: Float64Array.of(START_US + Math.round(timeS * 1e6)),
    acceleration: Float64Array.of(0, 0, 9.81),
    angularRate: Float64Array.of(0, 0, turned / periodS),
    clipped,
  };
}

interface Taken {
  readonly rateHz?: number;
  readonly seconds?: number;
  readonly isMissing?: (index: number) => boolean;
  readonly isClipped?: (index: number) => boolean;
}

function columnsOf({
  rateHz = 100,
  seconds = 30,
  isMissing,
  isClipped,
}: Taken = {}): SampleColumns {
  const columns = new SampleColumns(NOMINAL);
  for (let i = 0; i < seconds * rateHz; i++) {
    if (isMissing?.(i)) continue;
    columns.push(sampleAt(i / rateHz, i, isClipped?.(i) ?? false, 1 / rateHz));
  }
  return columns;
}

function statesOf(taken: Taken = {}): SensorStates {
  return new SensorStates(columnsOf(taken).samples());
}

/** How far the sensor turned between two instants, degrees. */
function turnDeg(states: SensorStates, fromS: number, toS: number): number {
  const [a, b] = [fromS, toS].map((timeS) => states.at(START_US + timeS * 1e6)!.orientation);
  return norm(quatToRotationVector(quatMultiply(quatConjugate(a), b))) / DEG;
}

function trueTurnDeg(fromS: number, toS: number): number {
  return Math.abs(AMPLITUDE * (Math.sin(OMEGA * toS) - Math.sin(OMEGA * fromS))) / DEG;
}

describe('states of a sensor from all its samples', () => {
  it.each([97.5, 100, 102])('turn as it did at %f Hz, whatever the nominal rate is', (rateHz) => {
    const columns = columnsOf({ rateHz }).samples();
    expect(Math.abs(trueRateHz(columns) / rateHz - 1)).toBeLessThan(1e-6);
    // Rates are exact: what is left is the bias that a filter sees in a sensor that never rests. A
    // rate that is 2 % off would leave 0.9°.
    const turned = turnDeg(new SensorStates(columns), 10, 10.9);
    expect(Math.abs(turned - trueTurnDeg(10, 10.9))).toBeLessThan(0.1);
  });

  it.each([
    ['too short', { rateHz: 102, seconds: 8 }],
    ['too far off', { rateHz: 110 }],
  ] as const)('go by the nominal rate where the samples are %s', (_, taken) => {
    expect(trueRateHz(columnsOf(taken).samples())).toBe(100);
  });

  it('are those between two samples, and none across a gap', () => {
    const states = statesOf({ isMissing: (i) => (i >= 1500 && i < 1520) || i === 1000 });
    expect(states.at(START_US - 1)).toBeNull();
    expect(states.at(START_US + 40e6)).toBeNull();
    expect(states.at(START_US + 15.1e6)).toBeNull();
    expect(hasFlag(states.at(START_US + 10e6)!.quality, 'interpolated')).toBe(true);
    expect(states.at(START_US + 9.995e6)!.quality).not.toBe(states.at(START_US + 5.005e6)!.quality);
    expect(states.at(START_US + 5.005e6)!.quality).toBe(0);
    // Asked for backward too, as one leg after the other is.
    expect(states.at(START_US + 2e6)).toEqual(statesOf().at(START_US + 2e6));
    expect(turnDeg(states, 14.9, 15.3)).toBeGreaterThan(trueTurnDeg(14.9, 15.3) - 1);
  });

  it('keep the heading across a long gap as if the sensor had turned least', () => {
    const states = statesOf({ isMissing: (i) => i >= 1000 && i < 1500 });
    expect(turnDeg(states, 9.99, 15)).toBeLessThan(0.1);
    expect(Math.abs(turnDeg(states, 15, 15.9) - trueTurnDeg(15, 15.9))).toBeLessThan(0.1);
  });

  it('take samples that came later among the others', () => {
    const late = new SampleColumns(NOMINAL);
    for (let i = 0; i < 3000; i++) if (i < 1000 || i >= 1200) late.push(sampleAt(i / 100, i));
    for (let i = 1000; i < 1200; i++) late.push(sampleAt(i / 100, i));
    const states = new SensorStates(late.samples());
    const whole = statesOf();
    for (const timeS of [5, 10.555, 11, 12.5, 29]) {
      expect(states.at(START_US + timeS * 1e6)).toEqual(whole.at(START_US + timeS * 1e6));
    }
  });

  it('flag what was clipped, for 0.3 s', () => {
    const states = statesOf({ isClipped: (i) => i === 1000 });
    const isClipped = [9.9, 10, 10.29, 10.32].map((timeS) =>
      hasFlag(states.at(START_US + timeS * 1e6)!.quality, 'clipped'),
    );
    expect(isClipped).toEqual([false, true, true, false]);
  });

  it('begin anew where the sensor counts anew', () => {
    const columns = columnsOf({ seconds: 15 });
    for (let i = 0; i < 1500; i++) columns.push(sampleAt(15 + i / 100, i));
    const samples = columns.samples();
    expect(samples.runs).toEqual([0, 1500]);
    expect(trueRateHz(samples)).toBeCloseTo(100, 6);
    expect(
      Math.abs(turnDeg(new SensorStates(samples), 20, 20.9) - trueTurnDeg(20, 20.9)),
    ).toBeLessThan(0.1);
  });

  it('are none of a sensor that said nothing', () => {
    expect(new SensorStates(new SampleColumns(NOMINAL).samples()).at(START_US)).toBeNull();
  });
});
