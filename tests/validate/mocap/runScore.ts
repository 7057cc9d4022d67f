import { mean } from '../../../src/signal/statistics.ts';
import { HALF_WIDTH, STATED } from '../statedMeasures.ts';
import { rms } from '../statistics.ts';
import { type LegTruth, TRUE_MEASURES, type TrueMeasure, valueAt } from './mocapTruth.ts';
import type { Playback } from './playback.ts';
import { liesIn, matchReps, type RepMatch, type TrueRep, trueReps } from './repScore.ts';
import type { WornFrame, WornRun } from './wornRun.ts';

/** Stated only where every flag of the projections is clear. */
const PROJECTIONS: readonly TrueMeasure[] = ['fppaDeg', 'kneeMedialDeviationM', 'shankLeanDeg'];
/** A rep whose end is not played cannot be found, s. */
const UNFINISHED_S = 2;
/** Half of the time around the deepest instant over which a rep's valgus is averaged, s. */
const BOTTOM_S = 0.05;
const TRUTH_STEP_S = 0.01;

/** One leg in one mounting against optics. */
export interface RunScore {
  /** RMSE over the frames after calibration; NaN where the product states nothing. */
  readonly rmse: Readonly<Record<TrueMeasure, number>>;
  /** Percent of these frames whose 95 % interval holds the truth; NaN where none is stated. */
  readonly coverage: Readonly<Record<TrueMeasure, number>>;
  /** RMSE of each rep's valgus at the bottom, less its mean over the reps. */
  readonly valgusChangeDeg: number;
  readonly reps: RepMatch;
}

/** @returns null for a run without a calibration */
export function scoreRun(run: WornRun, truth: LegTruth, playback: Playback): RunScore | null {
  const { frames, calibratedS } = run;
  if (calibratedS === null) return null;
  const lastS = playback.durationS - UNFINISHED_S;
  const within = (timeS: number): boolean => timeS > calibratedS && timeS < lastS;
  const played = playedReps(truth, playback);
  const reps = played.filter(({ from, to }) => within(from) && within(to));
  const cutOff = played.filter((rep) => !reps.includes(rep));
  const found = run.bottomsS.filter(
    (instant) => within(instant) && !cutOff.some((rep) => liesIn(instant, rep)),
  );
  const rmse: Record<string, number> = {};
  const coverage: Record<string, number> = {};
  for (const measure of TRUE_MEASURES) {
    const stated = PROJECTIONS.includes(measure)
      ? frames.filter(({ projectionOk }) => projectionOk)
      : frames;
    rmse[measure] = rms(
      stated.map(({ timeS, measures }) => {
        return measures[measure] - valueAt(truth[measure], playback.rowAt(timeS));
      }),
    );
    coverage[measure] = coveragePercent(stated, measure, truth, playback);
  }
  return {
    rmse: rmse as Record<TrueMeasure, number>,
    coverage: coverage as Record<TrueMeasure, number>,
    valgusChangeDeg: valgusChange(frames, truth, playback, reps),
    reps: matchReps(found, reps),
  };
}

/** Every bend of the knee in the order it is played, s. */
export function playedReps(truth: LegTruth, playback: Playback): TrueRep[] {
  const steps = Math.floor(playback.durationS / TRUTH_STEP_S);
  const timesS = Array.from({ length: steps }, (_, i) => i * TRUTH_STEP_S);
  const flexion = timesS.map((timeS) => valueAt(truth.kneeFlexionDeg, playback.rowAt(timeS)));
  return trueReps(flexion, timesS);
}

function coveragePercent(
  frames: readonly WornFrame[],
  measure: TrueMeasure,
  truth: LegTruth,
  playback: Playback,
): number {
  const sd = STATED.find(({ value }) => value === measure)?.sd;
  let held = 0;
  let asked = 0;
  for (const { timeS, measures } of sd === undefined ? [] : frames) {
    const error = measures[measure] - valueAt(truth[measure], playback.rowAt(timeS));
    if (sd === undefined || !Number.isFinite(error)) continue;
    asked++;
    if (Math.abs(error) <= HALF_WIDTH * measures[sd]) held++;
  }
  return (100 * held) / asked;
}

function valgusChange(
  frames: readonly WornFrame[],
  truth: LegTruth,
  playback: Playback,
  reps: readonly TrueRep[],
): number {
  const errors = reps.flatMap(({ deepest }) => {
    const near = frames.filter(({ timeS }) => Math.abs(timeS - deepest) <= BOTTOM_S);
    if (near.length === 0) return [];
    return mean(
      near.map(
        ({ timeS, measures }) =>
          measures.kneeValgusDeg - valueAt(truth.kneeValgusDeg, playback.rowAt(timeS)),
      ),
    );
  });
  const common = mean(errors);
  return errors.length < 2 ? Number.NaN : rms(errors.map((error) => error - common));
}
