import { DEG_PER_RAD, RAD_PER_DEG } from '../../geometry/angles.ts';
import {
  add,
  cross,
  dot,
  normalize,
  scale,
  type Vec3,
  X_AXIS,
  Z_AXIS,
} from '../../geometry/vector.ts';

/** How far a segment has to tip until that tells which way is forward, degrees. */
export interface TipLimits {
  /** Less than this is not looked at. */
  readonly leastDeg: number;
  /** Once it was this much. */
  readonly tellingDeg: number;
  /** A tip that goes further than this is none: the person sat or lay down. */
  readonly mostDeg: number;
  /** Whether what came before the zeroing stand counts: a person who sits up leans any way. */
  readonly before: boolean;
}

/** A foot rolls, and toes are lifted, by ten degrees and more; so far it tips only as its heel rises. */
export const FOOT_TIP: TipLimits = { leastDeg: 15, tellingDeg: 30, mostDeg: 75, before: true };
/** A pelvis leans forward with the trunk in every squat. */
export const PELVIS_TIP: TipLimits = { leastDeg: 4, tellingDeg: 7, mostDeg: 45, before: false };

/** Of the kept verticals, half a second of movement. */
const LEAST_COUNT = 10;
/** Tipping that is not along one line tells no direction: the lesser over the greater variance. */
const MAX_SPREAD = 0.15;
/** And neither does what goes as far back as forward: 1 is one way only, 0 both alike. */
const MIN_ONE_SIDED = 0.25;
const DIRECTION_SD_RAD = 3 * RAD_PER_DEG;

export interface ForwardDirection {
  /** Unit vector square to the standing vertical, sensor axes. */
  readonly forward: Vec3;
  readonly sdRad: number;
}

/**
 * Which way is forward in a sensor worn in any mounting, from how its segment tips: a foot whose
 * heel rises and a pelvis that leans tip forward, further than they ever tip back. The principal
 * component of where the vertical goes in the sensor; no heading enters.
 * @param verticals unit vectors, sensor axes
 * @param up the vertical of standing, sensor axes
 * @returns null where it did not tip far and long enough, and along one line
 */
export function tipDirection(
  verticals: Iterable<Vec3>,
  up: Vec3,
  limits: TipLimits,
): ForwardDirection | null {
  const x = sensorForward(up);
  const y = cross(up, x);
  const tips = tipsOf(verticals, up, limits).map((each) => [dot(each, x), dot(each, y)] as const);
  let [xx, xy, yy, largest] = [0, 0, 0, 0];
  for (const [a, b] of tips) {
    largest = Math.max(largest, Math.hypot(a, b));
    xx += a * a;
    xy += a * b;
    yy += b * b;
  }
  const largestDeg = Math.asin(Math.min(1, largest)) * DEG_PER_RAD;
  if (tips.length < LEAST_COUNT || largestDeg < limits.tellingDeg) return null;
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const along = c * c * xx + 2 * c * s * xy + s * s * yy;
  const across = Math.max(0, xx + yy - along);
  if (across > MAX_SPREAD * along) return null;
  const skew = tips.reduce((sum, [a, b]) => sum + (c * a + s * b) ** 3, 0);
  if (Math.abs(skew) < MIN_ONE_SIDED * along * largest) return null;
  // A segment that tips forward takes the vertical backward in its own axes.
  const sign = -Math.sign(skew);
  return {
    forward: normalize(add(scale(x, sign * c), scale(y, sign * s))),
    sdRad: Math.hypot(DIRECTION_SD_RAD, Math.atan(Math.sqrt(across / along)) / 2),
  };
}

/** What is tipped far enough to look at, except where it went on to lie. */
function tipsOf(verticals: Iterable<Vec3>, up: Vec3, limits: TipLimits): Vec3[] {
  const leastUp = Math.cos(limits.leastDeg * RAD_PER_DEG);
  const mostUp = Math.cos(limits.mostDeg * RAD_PER_DEG);
  const tips: Vec3[] = [];
  let tip: Vec3[] = [];
  let lies = false;
  for (const vertical of verticals) {
    const upright = dot(vertical, up);
    if (upright < leastUp) {
      tip.push(vertical);
      lies ||= upright < mostUp;
      continue;
    }
    if (!lies) tips.push(...tip);
    tip = [];
    lies = false;
  }
  return lies ? tips : [...tips, ...tip];
}

/** The sensor's x axis made level, or its z axis where x is upright. */
export function sensorForward(up: Vec3): Vec3 {
  const axis = Math.abs(up[0]) < 0.8 ? X_AXIS : Z_AXIS;
  return normalize(add(axis, scale(up, -dot(axis, up))));
}
