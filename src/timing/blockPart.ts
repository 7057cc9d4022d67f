import type { SampleBlock } from '../model/sensor.ts';
import type { IndexRange } from '../signal/indexRanges.ts';

/**
 * The samples of a block in `range`, which lies within it; the block itself where that is all of it.
 * The clock of the part is reckoned at the nominal rate, as it is within every block.
 */
export function blockPart(
  block: SampleBlock,
  { first, end }: IndexRange,
  rateHz: number,
): SampleBlock {
  const { firstIndex, count, deviceTimeUs, acceleration, angularRate, magneticField } = block;
  if (first === firstIndex && end === firstIndex + count) return block;
  const from = 3 * (first - firstIndex);
  const to = 3 * (end - firstIndex);
  return {
    ...block,
    firstIndex: first,
    count: end - first,
    deviceTimeUs: deviceTimeUs + Math.round(((first - firstIndex) * 1e6) / rateHz),
    acceleration: acceleration.slice(from, to),
    angularRate: angularRate.slice(from, to),
    ...(magneticField && { magneticField: magneticField.slice(from, to) }),
  };
}
