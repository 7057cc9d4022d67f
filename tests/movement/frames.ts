import {
  type BodyFrame,
  emptyLegMeasures,
  type LegFrame,
  type LegMeasures,
} from '../../src/model/bodyFrame.ts';
import { SIDES, type Side } from '../../src/model/placement.ts';
import type { QualityBits } from '../../src/model/quality.ts';

const UPRIGHT = [1, 0, 0, 0] as const;

export function legFrame(
  side: Side,
  given: Partial<LegMeasures>,
  quality: { readonly projection?: QualityBits; readonly ankle?: QualityBits } = {},
): LegFrame {
  return {
    side,
    measures: { ...emptyLegMeasures(), ...given },
    quality: { knee: 0, ankle: quality.ankle ?? 0, projection: quality.projection ?? 0 },
    thigh: UPRIGHT,
    shank: UPRIGHT,
    custom: [],
  };
}

export function bodyFrame(
  timeUs: number,
  legs: Readonly<Record<Side, Partial<LegMeasures>>>,
  quality: QualityBits = 0,
): BodyFrame {
  return {
    timeUs,
    arrivalUs: timeUs + 20_000,
    legs: SIDES.map((side) => legFrame(side, legs[side], { projection: quality, ankle: quality })),
  };
}
