import { RAD_PER_DEG } from '../../geometry/angles.ts';
import { apply, applyTransposed, type Mat3 } from '../../geometry/rotation.ts';
import { dot, scale, subtract, type Vec3 } from '../../geometry/vector.ts';

/** A segment that tips further than this is bent. */
const BENT_RAD = 12 * RAD_PER_DEG;
/** How long before a bend it may have stood upright, s. */
const BEFORE_S = 3;
/** Of frames that are as good as the most upright one the last is taken: straps turn before, not after. */
const AS_UPRIGHT_RAD = 1 * RAD_PER_DEG;

/**
 * The rate at which a segment's long axis sweeps, per frame, in the axes of its sensor as it was when
 * the segment last stood upright. The shank turns in as the knee bends, in everybody the same way, and
 * takes the sensor along: in the sensor's own axes the plane of the movement then seems to turn out by
 * half of that. Upright is looked for bend by bend, so that a strap that turned before shows as it sits.
 * @param toEarth sensor to an earth that is level, per frame
 * @param rates of the sensor, rad/s in its own axes
 * @param up the long axis in the sensor, as of standing
 */
export function sweepFromUpright(
  toEarth: readonly Mat3[],
  rates: readonly Vec3[],
  up: Vec3,
  rateHz: number,
): Vec3[] {
  const upright = uprightBefore(
    toEarth.map((m) => Math.acos(Math.min(1, apply(m, up)[2]))),
    Math.round(BEFORE_S * rateHz),
  );
  return toEarth.map((m, i) => {
    const sweep = subtract(rates[i], scale(up, dot(rates[i], up)));
    return applyTransposed(toEarth[upright[i]], apply(m, sweep));
  });
}

/** Of each frame the upright one that its bend began from; between bends, of the last bend. */
function uprightBefore(tiltsRad: readonly number[], beforeFrames: number): Int32Array {
  const found = new Int32Array(tiltsRad.length);
  let upright = 0;
  let bent = false;
  let straightSince = 0;
  for (const [i, tiltRad] of tiltsRad.entries()) {
    const isBent = tiltRad > BENT_RAD;
    if (bent && !isBent) straightSince = i;
    if (!bent && isBent && i > 0) {
      const before = tiltsRad.slice(Math.max(straightSince, i - beforeFrames), i);
      const least = Math.min(...before) + AS_UPRIGHT_RAD;
      upright = i - before.length + before.findLastIndex((each) => each <= least);
      found.fill(upright, upright, i);
    }
    bent = isBent;
    found[i] = upright;
  }
  return found;
}
