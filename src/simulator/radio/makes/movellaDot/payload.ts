import { DEG_PER_RAD, STANDARD_GRAVITY } from '../../../../geometry/angles.ts';
import { quatFromMatrix, quatRotate } from '../../../../geometry/quaternion.ts';
import { rotationFromVector } from '../../../../geometry/rotation.ts';
import { scale } from '../../../../geometry/vector.ts';
import {
  LONG_PAYLOAD,
  MEDIUM_PAYLOAD,
  SHORT_PAYLOAD,
} from '../../../../protocols/movellaDot/uuids.ts';
import { eulerAnglesDeg } from '../eulerAngles.ts';
import { int16Of } from '../int16.ts';
import { f32, u16, u32 } from '../littleEndian.ts';
import { FIELD_STRENGTH_UT, magneticFieldUt } from '../magneticField.ts';
import type { UnitReading } from '../runningUnit.ts';

/** What a payload may hold behind its timestamp. */
type Part =
  | 'quaternion'
  | 'euler'
  | 'freeAcceleration'
  | 'acceleration'
  | 'angularRate'
  | 'turn'
  | 'velocityChange'
  | 'magneticField'
  | 'status';

interface PayloadMode {
  /** Characteristic that notifies it. */
  readonly uuid: string;
  readonly parts: readonly Part[];
}

/** Payload modes by number; those with a proprietary packing are not among them. */
export const PAYLOAD_MODES: ReadonlyMap<number, PayloadMode> = new Map([
  [2, medium('quaternion', 'freeAcceleration', 'status')],
  [3, medium('quaternion', 'freeAcceleration')],
  [4, short('euler')],
  [5, short('quaternion')],
  [6, short('freeAcceleration')],
  [7, medium('euler', 'freeAcceleration', 'status')],
  [16, medium('euler', 'freeAcceleration')],
  [18, medium('turn', 'velocityChange', 'magneticField')],
  [19, medium('turn', 'velocityChange')],
  [20, medium('acceleration', 'angularRate', 'magneticField')],
  [21, medium('acceleration', 'angularRate')],
  [22, medium('euler', 'freeAcceleration', 'angularRate')],
  [23, medium('euler', 'freeAcceleration', 'magneticField')],
  [24, medium('quaternion', 'angularRate')],
  [26, long('quaternion', 'acceleration', 'angularRate')],
]);

/** Notifications have the length of their characteristic, whatever they hold. */
const LENGTH: Readonly<Record<string, number>> = {
  [LONG_PAYLOAD]: 63,
  [MEDIUM_PAYLOAD]: 40,
  [SHORT_PAYLOAD]: 20,
};

/** The magnetometer's counts for a field as strong as the earth's. */
const COUNTS_PER_LOCAL_FIELD = 4096;

const CLIPPED_ACCELERATION = 0x1;
const MAGNETOMETER_NEW = 0x200;

/**
 * A payload as it is notified, the bytes it does not need 0.
 * @param timestampUs of the sensor's clock
 * @param periodS from one sample to the next
 */
export function payloadOf(
  { uuid, parts }: PayloadMode,
  reading: UnitReading,
  timestampUs: number,
  periodS: number,
): Uint8Array {
  const payload = new Uint8Array(LENGTH[uuid]!);
  payload.set(u32(timestampUs));
  let end = 4;
  for (const part of parts) {
    const bytes = bytesOf(part, reading, periodS);
    payload.set(bytes, end);
    end += bytes.length;
  }
  return payload;
}

function bytesOf(part: Part, reading: UnitReading, periodS: number): number[] {
  const { specificForce, angularRate } = reading;
  switch (part) {
    case 'quaternion':
      return reading.attitude().flatMap(f32);
    case 'euler':
      return eulerAnglesDeg(reading.attitude()).flatMap(f32);
    case 'freeAcceleration': {
      const [x, y, z] = quatRotate(reading.attitude(), specificForce);
      return [x, y, z - STANDARD_GRAVITY].flatMap(f32);
    }
    case 'acceleration':
      return specificForce.flatMap(f32);
    case 'angularRate':
      return scale(angularRate, DEG_PER_RAD).flatMap(f32);
    case 'turn':
      return quatFromMatrix(rotationFromVector(scale(angularRate, periodS))).flatMap(f32);
    case 'velocityChange':
      return scale(specificForce, periodS).flatMap(f32);
    case 'magneticField':
      return magneticFieldUt(reading.attitude()).flatMap((fieldUt) =>
        u16(int16Of((fieldUt / FIELD_STRENGTH_UT) * COUNTS_PER_LOCAL_FIELD)),
      );
    case 'status':
      return statusOf(reading.clipped);
  }
}

/** Which axes are clipped, then whether the accelerometer's sample is, and the gyroscope's. */
function statusOf(clipped: readonly boolean[]): number[] {
  const bits = clipped.reduce(
    (sum, is, axis) => (is ? sum | (CLIPPED_ACCELERATION << axis) : sum),
    MAGNETOMETER_NEW,
  );
  const samplesOf = (axes: readonly boolean[]) => (axes.includes(true) ? 1 : 0);
  return [...u16(bits), samplesOf(clipped.slice(0, 3)), samplesOf(clipped.slice(3))];
}

function long(...parts: Part[]): PayloadMode {
  return { uuid: LONG_PAYLOAD, parts };
}

function medium(...parts: Part[]): PayloadMode {
  return { uuid: MEDIUM_PAYLOAD, parts };
}

function short(...parts: Part[]): PayloadMode {
  return { uuid: SHORT_PAYLOAD, parts };
}
