import type { Placement, Side } from '../../../../src/model/placement.ts';

export const SIDE_NAME: Readonly<Record<Side, string>> = { left: 'Left', right: 'Right' };

/** `Left shank`. */
export function placementName(placement: Placement): string {
  return placement.charAt(0).toUpperCase() + placement.slice(1).replace('_', ' ');
}
