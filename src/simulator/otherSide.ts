import type { Side } from '../model/placement.ts';

export function otherSide(side: Side): Side {
  return side === 'right' ? 'left' : 'right';
}
