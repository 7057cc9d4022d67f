import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { Side } from '../../model/placement.ts';
import { QUALITY_OK, type QualityBits } from '../../model/quality.ts';

const NEAR_BOTTOM_US = 100_000;
/** Flags on fewer of its frames than this leave a rep good, unless they fall on its bottom. */
const TOLERATED_SHARE = 0.05;

export interface RepQuality {
  /** What the rep rests on. */
  readonly bits: QualityBits;
  /** Frames with a flag, of all. */
  readonly badShare: number;
}

/** Flags that a rep rests on: all near its bottom, elsewhere those of more than a few frames. */
export function repQualityOf(
  frames: readonly BodyFrame[],
  side: Side,
  bottomUs: number,
): RepQuality {
  let near: QualityBits = QUALITY_OK;
  let anywhere: QualityBits = QUALITY_OK;
  let bad = 0;
  for (const { timeUs, legs } of frames) {
    const bits = legs.find((leg) => leg.side === side)?.quality.projection ?? QUALITY_OK;
    if (bits === QUALITY_OK) continue;
    bad++;
    anywhere |= bits;
    if (Math.abs(timeUs - bottomUs) <= NEAR_BOTTOM_US) near |= bits;
  }
  const badShare = bad / frames.length;
  return { bits: badShare > TOLERATED_SHARE ? anywhere : near, badShare };
}
