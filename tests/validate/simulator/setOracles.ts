import { RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import type { Calibration } from '../../../src/model/calibration.ts';
import type { PipelineEvent } from '../../../src/model/events.ts';
import type { Rep, RepLeg } from '../../../src/model/movement.ts';
import { mean } from '../../../src/signal/statistics.ts';
import { type SquatSession, simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { settingsFor } from './settingsFor.ts';
import { calibrationOf, inputsOf, secondsOf, useCalibration, wholeRun } from './simulatedFrames.ts';

/** What a heading may cost a projection angle, one standard deviation, degrees. */
const BOUND_DEG = 3.5;
/** Frames whose bound is this near to it may fall on either side. */
const MARGIN_DEG = 0.1;
/** Added to the time since the calibration standing: less than makes the relative heading stale, s. */
const AGED_S = 90;

export interface StaleHeading {
  /** Frames of the rep whose bound exceeds 3.5°, and those of them that are `ok` all the same. */
  readonly beyond: number;
  readonly okBeyond: number;
  /** Frames below the bound that are not `ok`. */
  readonly within: number;
  readonly staleWithin: number;
  readonly counted: boolean;
}

/** A deep squat after two minutes without a quiet stand. */
export function staleHeading(seed: number): StaleHeading {
  const session = simulateSquatSession({ seed, reps: 1, shankTiltDeg: 32, thighTiltDeg: 58 });
  const settings = settingsFor(session);
  const inputs = [...inputsOf(session)];
  const calibration = aged(calibrationOf(inputs, settings));
  const [rep] = session.reps;
  const fromS = rep.startS + 0.5;
  const { frames, events } = wholeRun(inputs, settings, [useCalibration(calibration, fromS)]);
  const result = { beyond: 0, okBeyond: 0, within: 0, staleWithin: 0 };
  for (const { timeUs, legs } of frames) {
    const timeS = secondsOf(timeUs);
    if (timeS < fromS || timeS > rep.endS - 0.5) continue;
    // The age counts from the end of the standing.
    const ageS = (timeUs - calibration.standing.toUs) / 1e6;
    const sigmaDeg = Math.hypot(1, 0.1 * Math.sqrt(ageS), 0.01 * ageS);
    for (const { measures, quality } of legs) {
      if (!Number.isFinite(measures.fppaDeg)) continue;
      const tangents = tangent(measures.shankTiltDeg) + tangent(measures.thighTiltDeg);
      const boundDeg = sigmaDeg * Math.abs(tangents);
      const isOk = quality.projection === 0;
      if (boundDeg > BOUND_DEG + MARGIN_DEG) {
        result.beyond++;
        if (isOk) result.okBeyond++;
      } else if (boundDeg < BOUND_DEG - MARGIN_DEG) {
        result.within++;
        if (!isOk) result.staleWithin++;
      }
    }
  }
  return { ...result, counted: repsOf(events).some(({ counted }) => counted) };
}

export interface ContinuousSet {
  /** Of the frames from the first rep to the last. */
  readonly okPercent: number;
  readonly counted: number;
}

/** Twelve reps without a quiet stand between them. */
export function continuousSet(seed: number): ContinuousSet {
  const session = simulateSquatSession({ seed, reps: 12, fppaDeg: [0, 8, 16] });
  const { frames, events } = wholeRun(inputsOf(session), settingsFor(session));
  const fromS = session.reps[0].startS;
  const toS = session.reps[11].endS;
  const inSet = frames.filter(({ timeUs }) => {
    const timeS = secondsOf(timeUs);
    return timeS >= fromS && timeS <= toS;
  });
  const ok = inSet.filter(({ legs }) =>
    legs.every(({ quality }) => quality.projection === 0 && quality.knee === 0),
  );
  return {
    okPercent: (100 * ok.length) / inSet.length,
    counted: repsOf(events).filter(({ counted }) => counted).length,
  };
}

/** Results of a rep that a turn of the person could change. */
const RESULTS = [
  'peakFlexionDeg',
  'kneeValgusAtPeakFlexionDeg',
  'fppaAt60Deg',
  'fppaAtPeakFlexionDeg',
] as const satisfies (keyof RepLeg)[];
type Result = (typeof RESULTS)[number];

export interface TurnEffect {
  /** Largest change of any result of a rep by a turn of 90°, all else the same, degrees. */
  readonly byTurnDeg: number;
  /** Mean over the reps of the second set less that of the first, errors against the truth, degrees. */
  readonly betweenSetsDeg: number;
  readonly reps: number;
}

/** Two sets of the same squats; the person turns round by 90° between them, or does not. */
export function turnEffect(seed: number): TurnEffect {
  const options = { seed, sets: 2, reps: 4, shankTiltDeg: 28, thighTiltDeg: 55, fppaDeg: [0, 12] };
  const turned = simulateSquatSession({ ...options, turnBetweenSetsDeg: 90 });
  // A turn of nothing takes as long.
  const still = simulateSquatSession({ ...options, turnBetweenSetsDeg: 1e-6 });
  const [after, before] = [turned, still].map((session) =>
    repsOf(wholeRun(inputsOf(session), settingsFor(session)).events),
  );
  let byTurnDeg = 0;
  const errors = new Map<string, number[][]>();
  for (const [i, rep] of after.entries()) {
    const set = i < options.reps ? 0 : 1;
    for (const [l, leg] of rep.legs.entries()) {
      const truth = trueResults(turned, rep, l);
      for (const result of RESULTS) {
        const value = leg[result];
        const other = before[i]?.legs[l][result];
        if (value === null || other === null || other === undefined) continue;
        byTurnDeg = Math.max(byTurnDeg, Math.abs(value - other));
        const reference = truth[result];
        if (reference === undefined) continue;
        const key = `${leg.side} ${result}`;
        const sets = errors.get(key) ?? [[], []];
        sets[set].push(value - reference);
        errors.set(key, sets);
      }
    }
  }
  const differences = [...errors.values()].map(([first, second]) => mean(second) - mean(first));
  return {
    byTurnDeg,
    betweenSetsDeg: Math.max(...differences.map(Math.abs)),
    reps: Math.min(after.length, before.length),
  };
}

function trueResults(
  session: SquatSession,
  rep: Rep,
  leg: number,
): Partial<Record<Result, number>> {
  const { measures } = session.truthAt(secondsOf(rep.bottomUs))[leg];
  return {
    peakFlexionDeg: measures.kneeFlexionDeg,
    kneeValgusAtPeakFlexionDeg: measures.kneeValgusDeg,
    fppaAtPeakFlexionDeg: measures.fppaDeg,
  };
}

/** As if its standing had been that much earlier. */
function aged(calibration: Calibration): Calibration {
  const { fromUs, toUs } = calibration.standing;
  const byUs = AGED_S * 1e6;
  return { ...calibration, standing: { fromUs: fromUs - byUs, toUs: toUs - byUs } };
}

function repsOf(events: readonly PipelineEvent[]): Rep[] {
  return events.flatMap((event) => (event.type === 'rep' ? [event.rep] : []));
}

function tangent(deg: number): number {
  return Math.tan(deg * RAD_PER_DEG);
}
