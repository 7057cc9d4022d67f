import { describe, expect, it } from 'vitest';
import { emptyLegMeasures } from '../../../src/model/bodyFrame.ts';
import { type LegTruth, TRUE_MEASURES, type TrueMeasure, valueAt } from './mocapTruth.ts';
import { Playback } from './playback.ts';
import { scoreRun } from './runScore.ts';
import type { WornFrame, WornRun } from './wornRun.ts';

const RATE_HZ = 100;
const ROWS = 1200;
/** Three bends of 4 s; every rep's valgus is 10 degrees at its deepest. */
const playback = new Playback(ROWS, RATE_HZ, 0, 8, 60);
const bend = Float64Array.from(
  { length: ROWS },
  (_, row) => 0.5 - 0.5 * Math.cos((2 * Math.PI * row) / (4 * RATE_HZ)),
);
const truth = Object.fromEntries(
  TRUE_MEASURES.map((measure) => [measure, bend.map((share) => 10 * share)]),
) as Record<TrueMeasure, Float64Array> satisfies LegTruth;

/** What a product with known faults would state, from 12 s on. */
function run(valgusErrorDeg: (timeS: number) => number, bottomsS: readonly number[]): WornRun {
  const frames: WornFrame[] = [];
  for (let i = 12 * RATE_HZ; i < 60 * RATE_HZ; i++) {
    const timeS = i / RATE_HZ;
    const row = playback.rowAt(timeS);
    const at = (measure: TrueMeasure): number => valueAt(truth[measure], row);
    const projectionOk = i % 2 === 0;
    const measures = {
      ...emptyLegMeasures(),
      kneeFlexionDeg: at('kneeFlexionDeg') + 2,
      kneeValgusDeg: at('kneeValgusDeg') + valgusErrorDeg(timeS),
      shankLeanDeg: at('shankLeanDeg') + (projectionOk ? 1 : 50),
    };
    frames.push({ timeS, measures, projectionOk });
  }
  return { frames, bottomsS, calibratedS: 12, instruction: '' };
}

describe('the score of a run', () => {
  it('is the RMSE of what is stated, projections only where they are valid', () => {
    const score = scoreRun(
      run(() => 3, []),
      truth,
      playback,
    );
    expect(score?.rmse.kneeFlexionDeg).toBeCloseTo(2, 9);
    expect(score?.rmse.kneeValgusDeg).toBeCloseTo(3, 9);
    expect(score?.rmse.shankLeanDeg).toBeCloseTo(1, 9);
    expect(score?.rmse.footRollDeg).toBeNaN();
  });

  it('tells how many intervals hold the truth, where a standard deviation is stated', () => {
    const good = run(() => 3, []);
    // 3° of error within ± 1.96 · 1.6° in every second frame, beyond ± 1.96 · 1.5° in the others.
    const frames = good.frames.map((frame, i) => ({
      ...frame,
      measures: { ...frame.measures, kneeValgusSdDeg: i % 2 === 0 ? 1.6 : 1.5 },
    }));
    const score = scoreRun({ ...good, frames }, truth, playback);
    expect(score?.coverage.kneeValgusDeg).toBeCloseTo(50, 1);
    expect(score?.coverage.ankleDorsiflexionDeg).toBeNaN();
  });

  it('takes a constant fault out of the change between reps, and leaves a growing one in', () => {
    const constant = scoreRun(
      run(() => 3, []),
      truth,
      playback,
    );
    expect(constant?.valgusChangeDeg).toBeCloseTo(0, 9);
    const growing = scoreRun(
      run((timeS) => 0.1 * timeS, []),
      truth,
      playback,
    );
    const reps = growing?.reps.trueReps ?? 0;
    expect(reps).toBeGreaterThan(8);
    // Reps about 4 s apart: the standard deviation of 0.4 · (0, 1, … n − 1).
    expect(growing?.valgusChangeDeg).toBeCloseTo(0.4 * Math.sqrt((reps ** 2 - 1) / 12), 1);
  });

  it('counts the reps that were not found', () => {
    const score = scoreRun(
      run(() => 0, []),
      truth,
      playback,
    );
    expect(score?.reps.wrong).toBe(score?.reps.trueReps);
  });

  it('is none without a calibration', () => {
    const never = { ...run(() => 0, []), calibratedS: null };
    expect(scoreRun(never, truth, playback)).toBeNull();
  });
});
