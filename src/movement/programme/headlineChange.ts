import type { Headline } from '../../model/movement.ts';
import { detectableChange, type SiteRepeatability } from '../detectableChange.ts';
import { REPEATED_QUANTITIES } from '../repeatedMeasures.ts';

/** What a degree of knee angle is as knee position, as in the hysteresis of bands. */
export const CM_PER_DEG = 0.4;

export interface HeadlineChange {
  /** In the headline's unit. */
  readonly mdc95: number;
  /** `assumed`: 0.4 cm for each degree of the knee angle's default, until a site measures its own. */
  readonly source: 'site' | 'default' | 'assumed';
}

/**
 * The least change of a headline between two mountings that counts as one: two sessions, or the two
 * legs, each with sensors of its own.
 * @returns null where nothing is known of the quantity
 */
export function headlineChange(
  { measure, unit }: Headline,
  site: SiteRepeatability | null,
): HeadlineChange | null {
  const known = REPEATED_QUANTITIES.find((each) => each.measure === measure);
  const change = known ? detectableChange(known.measure, 'newMounting', site) : null;
  if (change) return change;
  const angle = unit === 'cm' ? detectableChange('fppaDeg', 'newMounting', null) : null;
  return angle && { mdc95: CM_PER_DEG * angle.mdc95, source: 'assumed' };
}

/** Degrees as the headline's unit. */
export function inUnit(degrees: number, { unit }: Headline): number {
  return unit === 'cm' ? CM_PER_DEG * degrees : degrees;
}

/** `3.2 cm`, `5.0°`. */
export function shown(value: number, { unit }: Headline): string {
  return unit === 'cm' ? `${value.toFixed(1)} cm` : `${value.toFixed(1)}°`;
}
