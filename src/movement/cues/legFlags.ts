import type { LegFrame } from '../../model/bodyFrame.ts';
import type { QualityBits } from '../../model/quality.ts';

/** All flags of a leg: a cue rests on its sensors as a whole. */
export function legFlags({ quality }: LegFrame): QualityBits {
  return quality.knee | quality.ankle | quality.projection;
}
