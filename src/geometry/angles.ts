export const DEG_PER_RAD = 180 / Math.PI;
export const RAD_PER_DEG = Math.PI / 180;

/** Standard gravity, m/s². */
export const STANDARD_GRAVITY = 9.80665;

/** The same angle in −π..π. */
export function wrapAngle(rad: number): number {
  return rad - 2 * Math.PI * Math.round(rad / (2 * Math.PI));
}
