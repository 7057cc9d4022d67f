import type { Rep, RepLeg } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import { mean } from '../../signal/statistics.ts';
import { isValid, repsOf } from '../metrics/legReps.ts';
import type { Assessment } from './assessments.ts';
import { type ObserverEntries, tickOf } from './observerEntries.ts';
import type { StepDownScore } from './resultCard.ts';

const DEGREE = Math.PI / 180;
/** Knee inside of the foot by more than this: the second toe, and the medial border of the foot. */
const ONE_POINT_CM = 1;
const TWO_POINTS_CM = 4;
const GOOD_UP_TO = 1;
const MEDIUM_UP_TO = 3;

/**
 * The visual score of the lateral step-down (Piva et al. 2006), of which the sensors fill the knee
 * item alone: the knee medial of the second toe one point, of the medial border of the foot two. The
 * other items are what a person saw.
 * @param shankLengthM ankle to knee centre
 */
export function stepDownScore(
  assessment: Assessment,
  side: Side,
  reps: readonly Rep[],
  entries: ObserverEntries,
  shankLengthM: number,
): StepDownScore {
  const inside = repsOf(reps, side)
    .filter(isValid)
    .flatMap(({ leg }) => insideCm(leg, shankLengthM) ?? []);
  const kneeInsideCm = inside.length === 0 ? null : mean(inside);
  const kneePoints = kneeInsideCm === null ? null : pointsOf(kneeInsideCm);
  const items = assessment.observer.filter(({ drives }) => drives === 'score');
  const ticks = items.map((item) => ({
    points: item.points ?? 0,
    tick: tickOf(entries, item, side),
  }));
  const observerPoints = ticks.some(({ tick }) => tick === null)
    ? null
    : ticks.reduce((sum, { points, tick }) => sum + (tick ? points : 0), 0);
  const total = kneePoints === null || observerPoints === null ? null : kneePoints + observerPoints;
  return { side, kneePoints, kneeInsideCm, observerPoints, total, word: wordOf(total) };
}

function pointsOf(cm: number): 0 | 1 | 2 {
  if (cm > TWO_POINTS_CM) return 2;
  return cm > ONE_POINT_CM ? 1 : 0;
}

/** How far the knee is inside of the line of the foot: both tilts are tangents of one direction. */
function insideCm(leg: RepLeg, shankLengthM: number): number | null {
  const overToeDeg = leg.metrics.kneeOverToeDeg?.atPeakFlexion ?? null;
  if (overToeDeg === null || leg.shankTiltDeg === null) return null;
  const inward = Math.tan(overToeDeg * DEGREE);
  const forward = Math.tan(leg.shankTiltDeg * DEGREE);
  return (100 * shankLengthM * inward) / Math.sqrt(1 + inward ** 2 + forward ** 2);
}

function wordOf(total: number | null): StepDownScore['word'] {
  if (total === null) return null;
  if (total <= GOOD_UP_TO) return 'good';
  return total <= MEDIUM_UP_TO ? 'medium' : 'poor';
}
