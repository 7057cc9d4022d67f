import type { SensorState } from '../body/sensorState.ts';
import { emptyLegMeasures, type LegFrame } from '../model/bodyFrame.ts';
import { NO_CUSTOM_VALUES } from '../model/customMeasures.ts';
import type { Side } from '../model/placement.ts';
import { type QualityBits, qualityBit } from '../model/quality.ts';

const NO_ORIENTATION = [Number.NaN, Number.NaN, Number.NaN, Number.NaN] as const;

/** Angles on axes that failed their checks are better than none, and never look sound. */
export function distrusted(leg: LegFrame): LegFrame {
  return flagged(leg, qualityBit('uncalibrated'));
}

/** Everything of a leg on which a sensor moved. */
export function moved(leg: LegFrame): LegFrame {
  return flagged(leg, qualityBit('slip'));
}

/** A leg of which nothing can be stated, and why. */
export function blankLeg(
  side: Side,
  thigh: SensorState | null,
  shank: SensorState | null,
  isCalibrated: boolean,
): LegFrame {
  let bits = (thigh?.quality ?? 0) | (shank?.quality ?? 0);
  if (!thigh || !shank) bits |= qualityBit('stale');
  if (!isCalibrated) bits |= qualityBit('uncalibrated');
  return {
    side,
    measures: emptyLegMeasures(),
    quality: { knee: bits, ankle: bits, projection: bits },
    thigh: NO_ORIENTATION,
    shank: NO_ORIENTATION,
    custom: NO_CUSTOM_VALUES,
  };
}

function flagged(leg: LegFrame, bit: QualityBits): LegFrame {
  const { knee, ankle, projection } = leg.quality;
  return {
    ...leg,
    quality: { knee: knee | bit, ankle: ankle | bit, projection: projection | bit },
  };
}
