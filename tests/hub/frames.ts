import {
  type BodyFrame,
  emptyLegMeasures,
  LEG_MEASURES,
  type LegFrame,
} from '../../src/model/bodyFrame.ts';
import type { Side } from '../../src/model/placement.ts';

export const FRAME_STEP_US = 10_000;

/** Frame `index` of a deterministic body: every value differs and survives a 32-bit float. */
export function testFrame(
  index: number,
  sides: readonly Side[] = ['right', 'left'],
  startUs = 1_800_000_000_000_000,
): BodyFrame {
  const timeUs = startUs + index * FRAME_STEP_US;
  return {
    timeUs,
    arrivalUs: timeUs + 4000,
    legs: sides.map((side, leg) => testLeg(side, Math.fround(index / 8 + leg * 1000))),
  };
}

function testLeg(side: Side, base: number): LegFrame {
  const measures = emptyLegMeasures();
  LEG_MEASURES.forEach(({ key }, i) => {
    measures[key] = base + i * 0.125;
  });
  return {
    side,
    measures,
    quality: { knee: 0, ankle: 1 << 6, projection: 1 << 5 },
    thigh: [1, 0, 0.25, 0],
    shank: [0.5, 0.5, -0.5, 0.5],
    custom: [],
  };
}
