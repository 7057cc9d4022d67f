import type { CalibrationCheck, CalibrationCheckName } from '../../../model/calibration.ts';
import { CHECK_LIMITS, verdictOn } from './checkLimits.ts';

/** A check of one leg. */
export type LegCheck = (
  name: CalibrationCheckName,
  value: number,
  reason: string,
  limit?: number,
) => CalibrationCheck;

/** @param reason told where it is short of good */
export function check(
  name: CalibrationCheckName,
  about: CalibrationCheck['about'],
  value: number,
  reason: string,
  limit = CHECK_LIMITS[name].limit,
): CalibrationCheck {
  // A limit that was widened leaves the distance to redo as it is.
  const verdict = verdictOn(name, value - (limit - CHECK_LIMITS[name].limit));
  const { unit } = CHECK_LIMITS[name];
  return { name, about, value, limit, unit, verdict, reason: verdict === 'good' ? '' : reason };
}

export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
