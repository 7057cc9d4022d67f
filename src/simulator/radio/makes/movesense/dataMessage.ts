import { DEG_PER_RAD } from '../../../../geometry/angles.ts';
import { scale, type Vec3 } from '../../../../geometry/vector.ts';
import { f32, u32 } from '../littleEndian.ts';
import { magneticFieldUt } from '../magneticField.ts';
import type { UnitReading } from '../runningUnit.ts';
import type { Block } from './path.ts';

/**
 * What is told of some samples: the time of the first, then each block of all samples, one after
 * the other.
 * @param timestampMs since boot
 */
export function dataMessage(
  blocks: readonly Block[],
  readings: readonly UnitReading[],
  timestampMs: number,
): Uint8Array {
  const values = blocks.flatMap((block) => readings.flatMap((reading) => axesOf(block, reading)));
  return Uint8Array.from([...u32(timestampMs), ...values.flatMap(f32)]);
}

/** m/s², °/s or µT. */
function axesOf(block: Block, reading: UnitReading): Vec3 {
  switch (block) {
    case 'acceleration':
      return reading.specificForce;
    case 'angularRate':
      return scale(reading.angularRate, DEG_PER_RAD);
    case 'magneticField':
      return magneticFieldUt(reading.attitude());
  }
}
