import type { Cue, Headline } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';

/** One degree of knee angle against one centimetre of knee position, as the band hysteresis has it. */
const CM_PER_DEG = 0.4;
/** Beyond the threshold by this much, the cue is at its strongest. */
const INTENSITY_SPAN_DEG = 8;
/** Legs nearer to each other than this are cued together. */
const BOTH_WITHIN_DEG = 2;

/** Units of the headline that stand for one degree. */
export function unitPerDeg(unit: Headline['unit']): number {
  return unit === 'cm' ? CM_PER_DEG : 1;
}

/** 0 at the threshold … 1. */
export function intensityOf(value: number, threshold: number, unit: Headline['unit']): number {
  const span = INTENSITY_SPAN_DEG * unitPerDeg(unit);
  return Math.min(1, Math.max(0, (value - threshold) / span));
}

export interface LegBeyond {
  readonly side: Side;
  readonly value: number;
  readonly threshold: number;
}

/** The worse of the legs that are beyond their threshold, `both` where they are alike. */
export function cuedSide(
  beyond: readonly LegBeyond[],
  unit: Headline['unit'],
): { readonly side: Cue['side']; readonly worse: LegBeyond } | null {
  if (beyond.length === 0) return null;
  const worse = beyond.reduce((a, b) => (b.value > a.value ? b : a));
  const alike = BOTH_WITHIN_DEG * unitPerDeg(unit);
  const isBoth = beyond.some((leg) => leg !== worse && worse.value - leg.value < alike);
  return { side: isBoth ? 'both' : worse.side, worse };
}
