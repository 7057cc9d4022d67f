import { apply, fromColumns, type Mat3 } from '../../geometry/rotation.ts';
import { cross, dot, normalize, scale, subtract, type Vec3 } from '../../geometry/vector.ts';

/** Segment to sensor: y the vertical of standing, x forward made square to it. */
export function standingFrame(up: Vec3, forward: Vec3): Mat3 {
  const x = normalize(subtract(forward, scale(up, dot(forward, up))));
  return fromColumns(x, up, cross(x, up));
}

/** Heading of the segment's x in the earth frame that `toEarth` leads to, rad about its z. */
export function forwardHeading(toEarth: Mat3, frame: Mat3): number {
  const x = apply(toEarth, [frame[0], frame[3], frame[6]]);
  return Math.atan2(x[1], x[0]);
}
