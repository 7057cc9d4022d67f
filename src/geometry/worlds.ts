import type { Mat3 } from './rotation.ts';
import type { Vec3 } from './vector.ts';

/**
 * The one border between the two worlds of docs/conventions.md.
 * Orientation works in an earth frame with z up (x forward, y left, z up when its heading
 * is the subject's); the body works in the ISB world: X forward, Y up, Z to the right.
 */
export const EARTH_TO_ISB: Mat3 = [1, 0, 0, 0, 0, 1, 0, -1, 0];

export function earthToIsb(v: Vec3): Vec3 {
  return [v[0], v[2], -v[1]];
}

export function isbToEarth(v: Vec3): Vec3 {
  return [v[0], -v[2], v[1]];
}
