import type { LegFrame, LegMeasure } from '../../src/model/bodyFrame.ts';
import { SIDES, type Side } from '../../src/model/placement.ts';
import { calibratedUs, type RecordedSession } from './recordedSession.ts';

export interface Accuracy {
  /** Root mean square error against the truth, in the unit of the measure. */
  readonly rmse: number;
  /** Share of the calibrated frames that state a value this was taken over, 0..1. */
  readonly share: number;
}

/** Measures a task stands on, their bounds, and the frames that are held against them. */
export const ACCURACY_BOUNDS = [
  { measure: 'kneeFlexionDeg', unit: 'deg', bound: 1.5, validOnly: false },
  { measure: 'kneeValgusDeg', unit: 'deg', bound: 3, validOnly: false },
  { measure: 'fppaDeg', unit: 'deg', bound: 3.5, validOnly: true },
  { measure: 'kneeMedialDeviationM', unit: 'm', bound: 0.015, validOnly: false },
] as const satisfies readonly {
  measure: LegMeasure;
  unit: string;
  bound: number;
  validOnly: boolean;
}[];

/**
 * Every frame after calibration against the truth of its instant, however good its quality;
 * with `validOnly` those whose projection is `ok`.
 */
export function accuracyOf(
  session: RecordedSession,
  side: Side,
  measure: LegMeasure,
  validOnly: boolean,
): Accuracy {
  let sum = 0;
  let count = 0;
  const pairs = calibratedPairs(session, side);
  for (const { leg, truth } of pairs) {
    const error = leg.measures[measure] - truth[measure];
    if (!Number.isFinite(error) || (validOnly && leg.quality.projection !== 0)) continue;
    sum += error * error;
    count++;
  }
  return { rmse: Math.sqrt(sum / count), share: count / pairs.length };
}

/**
 * By how much the pose in a frame is older than the frame's time says, microseconds: what the
 * clock estimate cannot know of the way to the hub, and what filters add. Least squares of
 * `estimate − truth = −lag · rate` on knee flexion, which has the largest rates.
 */
export function lagUs(session: RecordedSession): number {
  let product = 0;
  let square = 0;
  for (const side of SIDES) {
    const pairs = calibratedPairs(session, side);
    for (let i = 1; i < pairs.length - 1; i++) {
      const { leg, truth } = pairs[i];
      const rate =
        (pairs[i + 1].truth.kneeFlexionDeg - pairs[i - 1].truth.kneeFlexionDeg) /
        (pairs[i + 1].timeUs - pairs[i - 1].timeUs);
      const error = leg.measures.kneeFlexionDeg - truth.kneeFlexionDeg;
      if (!Number.isFinite(error)) continue;
      product -= error * rate;
      square += rate * rate;
    }
  }
  return product / square;
}

interface Pair {
  readonly timeUs: number;
  readonly leg: LegFrame;
  readonly truth: LegFrame['measures'];
}

function calibratedPairs(session: RecordedSession, side: Side): Pair[] {
  const fromUs = calibratedUs(session);
  const truths = new Map(session.truth.map(({ timeUs, legs }) => [timeUs, legs]));
  return session.frames.flatMap(({ timeUs, legs }) => {
    if (timeUs <= fromUs) return [];
    const leg = legs.find((each) => each.side === side);
    const truth = truths.get(timeUs)?.find((each) => each.side === side);
    if (!leg || !truth) {
      throw new Error(`${session.path}: frame ${timeUs} has no ${side} leg, or no truth of it`);
    }
    return [{ timeUs, leg, truth: truth.measures }];
  });
}
