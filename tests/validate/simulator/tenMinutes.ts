import { DEG_PER_RAD } from '../../../src/geometry/angles.ts';
import { type Quat, quatConjugate, quatRotate } from '../../../src/geometry/quaternion.ts';
import { angleBetween, type Vec3 } from '../../../src/geometry/vector.ts';
import type { LegMeasure } from '../../../src/model/bodyFrame.ts';
import { SIDES } from '../../../src/model/placement.ts';
import { type SquatSession, simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import type { Figure } from '../../tools/figures/row.ts';
import { finitePercentile, rms, standardDeviation } from '../statistics.ts';
import { settingsFor } from './settingsFor.ts';
import { inputsOf, secondsOf, simulatedFrames } from './simulatedFrames.ts';

/** One leg in one session: root mean square errors and noise, degrees. */
export interface LegErrors {
  /** Of the segments, their axes included: what is off about the long axis shows when it tilts. */
  readonly inclination: number;
  /** Of the long axes against the vertical. */
  readonly tilt: number;
  readonly flexion: number;
  readonly valgus: number;
  readonly fppa: number;
  readonly standingNoise: number;
}

/** Ten minutes: eleven sets of twelve squats, quiet standing between them. */
export const TEN_MINUTES = {
  sets: 11,
  reps: 12,
  shankTiltDeg: 28,
  thighTiltDeg: 55,
  fppaDeg: [0, 8, 16, 4],
} as const;

const TARGETS_DEG: Readonly<Record<keyof LegErrors, number | null>> = {
  inclination: 1,
  tilt: 1,
  flexion: 1.5,
  valgus: 2,
  fppa: 3,
  standingNoise: 0.5,
};
const METRICS: Readonly<Record<keyof LegErrors, string>> = {
  inclination: 'inclination RMSE',
  tilt: 'tilt of the long axes RMSE',
  flexion: 'knee flexion RMSE',
  valgus: 'knee valgus RMSE',
  fppa: 'valid FPPA RMSE',
  standingNoise: 'angle noise in quiet standing',
};
const NOISY = ['kneeFlexionDeg', 'kneeValgusDeg', 'fppaDeg'] as const satisfies LegMeasure[];
const UP: Vec3 = [0, 1, 0];
/** A frame is much like the last one: one in this many is scored. */
const STRIDE = 3;
/** After the end of a set, and before the next one begins, s. */
const SETTLED_S = 1.2;
const EARLY_S = 0.3;

/** Both legs of a session against its truth. */
export function legErrors(session: SquatSession): LegErrors[] {
  const rests = restsOf(session);
  const legs = SIDES.map((side) => ({
    side,
    inclination: [] as number[],
    tilt: [] as number[],
    errors: new Map(NOISY.map((measure) => [measure, [] as number[]])),
    atRest: new Map(NOISY.map((measure) => [measure, rests.map(() => [] as number[])])),
  }));
  let count = 0;
  for (const { frames } of simulatedFrames(inputsOf(session), settingsFor(session))) {
    for (const frame of frames) {
      if (count++ % STRIDE !== 0) continue;
      if (frame.legs.every((leg) => Number.isNaN(leg.measures.kneeFlexionDeg))) continue;
      const timeS = secondsOf(frame.timeUs);
      const truths = session.truthAt(timeS);
      const rest = rests.findIndex(([fromS, toS]) => timeS > fromS && timeS < toS);
      for (const of of legs) {
        const leg = frame.legs.find(({ side }) => side === of.side);
        const truth = truths.find(({ side }) => side === of.side);
        if (!leg || !truth || leg.quality.projection !== 0) continue;
        for (const segment of ['thigh', 'shank'] as const) {
          of.inclination.push(inclinationBetween(leg[segment], truth[segment]));
          of.tilt.push(tiltDeg(leg[segment]) - tiltDeg(truth[segment]));
        }
        for (const measure of NOISY) {
          const error = leg.measures[measure] - truth.measures[measure];
          of.errors.get(measure)?.push(error);
          if (rest >= 0 && Number.isFinite(error)) of.atRest.get(measure)?.[rest].push(error);
        }
      }
    }
  }
  return legs.map(({ inclination, tilt, errors, atRest }) => ({
    inclination: rms(inclination),
    tilt: rms(tilt),
    flexion: rms(errors.get('kneeFlexionDeg') ?? []),
    valgus: rms(errors.get('kneeValgusDeg') ?? []),
    fppa: rms(errors.get('fppaDeg') ?? []),
    standingNoise: Math.max(
      ...NOISY.map((measure) => rms((atRest.get(measure) ?? []).map(standardDeviation))),
    ),
  }));
}

/** Median and worst over legs and seeds; the target is that of the median. */
export function tenMinuteFigures(seeds: readonly number[]): Figure[] {
  const sessions = seeds.map((seed) => legErrors(simulateSquatSession({ ...TEN_MINUTES, seed })));
  const legs = sessions.flat();
  return (Object.keys(METRICS) as (keyof LegErrors)[]).flatMap((key): Figure[] => {
    const target = TARGETS_DEG[key];
    const values = legs.map((leg) => leg[key]);
    const met = sessions.filter((both) => both.every((leg) => leg[key] <= (target ?? 0)));
    return [
      {
        metric: `${METRICS[key]}, median`,
        value: finitePercentile(values, 50),
        unit: 'deg',
        target,
        note:
          target === null
            ? `of both legs of ${seeds.length} seeds`
            : `of both legs of ${seeds.length} seeds; ${met.length} of ${seeds.length} seeds meet it on both legs`,
      },
      {
        metric: `${METRICS[key]}, worst leg`,
        value: Math.max(...values),
        unit: 'deg',
        target: null,
      },
    ];
  });
}

/** Quiet standing between sets, s. */
function restsOf({ reps, options }: SquatSession): [number, number][] {
  const rests: [number, number][] = [];
  for (let i = options.reps; i < reps.length; i += options.reps) {
    rests.push([reps[i - 1].endS + SETTLED_S, reps[i].startS - EARLY_S]);
  }
  return rests;
}

function inclinationBetween(a: Quat, b: Quat): number {
  return (
    angleBetween(quatRotate(quatConjugate(a), UP), quatRotate(quatConjugate(b), UP)) * DEG_PER_RAD
  );
}

function tiltDeg(segment: Quat): number {
  return angleBetween(quatRotate(segment, UP), UP) * DEG_PER_RAD;
}
