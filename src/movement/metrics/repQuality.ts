import type { Side } from '../../model/placement.ts';
import { QUALITY_OK, type QualityBits } from '../../model/quality.ts';
import type { FrameColumns } from './frameColumns.ts';
import type { Range } from './windows.ts';

const NEAR_BOTTOM_US = 100_000;
/** Flags on fewer of its frames than this leave a rep good, unless they fall on its bottom. */
const TOLERATED_SHARE = 0.05;

export interface RepQuality {
  /** What the rep rests on. */
  readonly bits: QualityBits;
  /** Frames with a flag, of all. */
  readonly badShare: number;
}

/**
 * Flags that a rep rests on: all near its bottom, elsewhere those of more than a few frames.
 * @param span rows of the rep
 */
export function repQualityOf(
  frames: FrameColumns,
  { first, end }: Range,
  side: Side,
  bottomUs: number,
): RepQuality {
  let near: QualityBits = QUALITY_OK;
  let anywhere: QualityBits = QUALITY_OK;
  let bad = 0;
  const { times } = frames;
  for (let row = first; row < end; row++) {
    const bits = frames.flagsAt(row, side);
    if (bits === QUALITY_OK) continue;
    bad++;
    anywhere |= bits;
    if (Math.abs(times[row] - bottomUs) <= NEAR_BOTTOM_US) near |= bits;
  }
  const badShare = bad / (end - first);
  return { bits: badShare > TOLERATED_SHARE ? anywhere : near, badShare };
}
