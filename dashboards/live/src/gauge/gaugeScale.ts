import type { Headline } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import type { BandIndex } from '../store/band.ts';

/** Where the needle stands against its stop. */
const FULL_SHARE = 1.35;
/** The stops, from upright. */
export const MOST_DEG = 75;

/** A part of the dial: from how many degrees from upright to how many, on screen, + clockwise. */
export interface DialPart {
  readonly band: BandIndex;
  readonly fromDeg: number;
  readonly toDeg: number;
}

/**
 * Degrees from upright of the needle, + to the right on screen: the needle leans as the knee does in a
 * mirror, so that `in` is to the right for the left leg.
 * @param value in the headline's unit
 */
export function needleDeg(value: number, side: Side, headline: Headline): number {
  const full = headline.bandEdges[2] * FULL_SHARE;
  const inwards = Math.min(1, Math.max(-1, value / full)) * MOST_DEG;
  return side === 'left' ? inwards : -inwards;
}

/** The parts of the dial from neutral inwards, and outwards what is wide. */
export function dialParts(side: Side, headline: Headline): DialPart[] {
  const [slightly, inside, far] = headline.bandEdges;
  const end = far * FULL_SHARE;
  const [wide, farWide] = headline.wideEdges ?? [-inside, -far];
  const bounds: readonly (readonly [BandIndex, number, number])[] = [
    [0, Math.max(wide, -end), slightly],
    [1, slightly, inside],
    [2, inside, far],
    [3, far, end],
    [1, Math.max(farWide, -end), Math.max(wide, -end)],
    [2, -end, Math.max(farWide, -end)],
  ];
  return bounds
    .filter(([, from, to]) => to > from)
    .map(([band, from, to]) => {
      const ends = [needleDeg(from, side, headline), needleDeg(to, side, headline)] as const;
      return { band, fromDeg: Math.min(...ends), toDeg: Math.max(...ends) };
    });
}
