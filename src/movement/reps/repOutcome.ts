import type { RepRejection } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { DetectedRep } from './detectedRep.ts';

/** What a detector made of a movement that is over. */
export type RepOutcome =
  | { readonly kind: 'rep'; readonly rep: DetectedRep }
  | { readonly kind: 'rejected'; readonly rejection: RepRejection };

/** A movement of flexion up and down, before it is known which leg it was of. */
export interface FlexionSpan {
  readonly startUs: number;
  readonly endUs: number;
  /** Above standing, degrees. */
  readonly peakDeg: number;
}

export function repOf(
  { startUs, endUs, peakDeg }: FlexionSpan,
  stance: Side | null,
  order: DetectedRep['order'] = 'downFirst',
): RepOutcome {
  return { kind: 'rep', rep: { startUs, endUs, peakDeg, stance, order } };
}

export function rejectedFor(reason: string, { startUs, endUs, peakDeg }: FlexionSpan): RepOutcome {
  return {
    kind: 'rejected',
    rejection: { startUs, endUs, peakFlexionDeg: peakDeg, reason },
  };
}
