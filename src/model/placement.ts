/** Where a sensor is worn, and which leg a quantity belongs to. */

export type Side = 'left' | 'right';

/** Right first: the order of every per-leg list, file column and wire block. */
export const SIDES = ['right', 'left'] as const satisfies readonly Side[];

/** The mirror sign s of docs/conventions.md: +1 on the right leg, −1 on the left. */
export function sideSign(side: Side): 1 | -1 {
  return side === 'right' ? 1 : -1;
}

export type LegSegment = 'thigh' | 'shank' | 'foot';

/** `right_shank`, `left_thigh`, …, or `pelvis`. */
export type Placement = 'pelvis' | `${Side}_${LegSegment}`;

export const PLACEMENTS = [
  'pelvis',
  'right_thigh',
  'right_shank',
  'right_foot',
  'left_thigh',
  'left_shank',
  'left_foot',
] as const satisfies readonly Placement[];

export function isPlacement(text: string): text is Placement {
  return (PLACEMENTS as readonly string[]).includes(text);
}

export function placementOf(side: Side, segment: LegSegment): Placement {
  return `${side}_${segment}`;
}
