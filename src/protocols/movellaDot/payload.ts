import type { Quat } from '../../geometry/quaternion.ts';
import type { Vec3 } from '../../geometry/vector.ts';
import { finiteFloat, floatVector, int16Vector, viewOf } from '../wireBytes.ts';
import { WireError } from '../wireError.ts';
import {
  FIELD_BYTES,
  longestNotificationBytes,
  PAYLOADS,
  type PayloadField,
  type PayloadMode,
  payloadBytes,
  TIMESTAMP_BYTES,
} from './payloadModes.ts';

/** Bits of `PayloadStatus.flags`. */
export const STATUS_FLAG = {
  accelerationClipped: 0x007,
  angularRateClipped: 0x038,
  magneticFieldClipped: 0x1c0,
  magneticFieldNew: 0x200,
} as const;

const MAGNETIC_COUNTS_PER_UNIT = 4096;

export interface PayloadStatus {
  /** `STATUS_FLAG` bits; the three of a clipped quantity are x, y, z from the lowest. */
  readonly flags: number;
  /** Internal samples that were clipped since the payload before. */
  readonly clippedAccelerations: number;
  readonly clippedAngularRates: number;
}

/** One payload in the units of the sensor; what the mode does not hold is absent. */
export interface Payload {
  /** The sensor's clock, µs, modulo 2³². */
  readonly timestampUs: number;
  /** Orientation of the sensor in its local earth frame. */
  readonly quaternion?: Quat;
  /** Roll, pitch, yaw in degrees. */
  readonly eulerAngles?: Vec3;
  /** m/s², in the earth frame and without gravity: not what an accelerometer measures. */
  readonly freeAcceleration?: Vec3;
  /** Rotation during the period that ends now. */
  readonly deltaQuaternion?: Quat;
  /** Integral of the specific force over that period, m/s. */
  readonly deltaVelocity?: Vec3;
  /** Specific force in sensor axes, m/s². */
  readonly acceleration?: Vec3;
  /** Sensor axes, °/s. */
  readonly angularRate?: Vec3;
  /** Sensor axes, in a unit of its own in which the field of the earth is about 1. */
  readonly magneticField?: Vec3;
  readonly status?: PayloadStatus;
}

/**
 * Reads one notification of a measurement; the zeros after the payload are ignored.
 * @throws WireError when bytes are missing, others than zeros follow, or a value is no number
 */
export function decodePayload(mode: PayloadMode, bytes: Uint8Array): Payload {
  const expected = payloadBytes(mode);
  const most = longestNotificationBytes(mode);
  if (bytes.length < expected || bytes.length > most) {
    throw new WireError('payload.length', `${expected} to ${most} bytes of mode ${mode}`, found());
  }
  if (bytes.subarray(expected).some((byte) => byte !== 0)) {
    throw new WireError('payload', `zeros after the ${expected} bytes of mode ${mode}`, 'others');
  }
  const view = viewOf(bytes);
  let payload: Payload = { timestampUs: view.getUint32(0, true) };
  let at = TIMESTAMP_BYTES;
  for (const field of PAYLOADS[mode].fields) {
    payload = { ...payload, [field]: READERS[field](view, at) };
    at += FIELD_BYTES[field];
  }
  return payload;

  function found(): string {
    return bytes.length < expected ? `${bytes.length}, as a small MTU leaves` : `${bytes.length}`;
  }
}

type Reader<F extends PayloadField> = (view: DataView, at: number) => NonNullable<Payload[F]>;

const READERS: { readonly [F in PayloadField]: Reader<F> } = {
  quaternion: (view, at) => quaternionAt('payload.quaternion', view, at),
  eulerAngles: (view, at) => floatVector('payload.eulerAngles', view, at),
  freeAcceleration: (view, at) => floatVector('payload.freeAcceleration', view, at),
  deltaQuaternion: (view, at) => quaternionAt('payload.deltaQuaternion', view, at),
  deltaVelocity: (view, at) => floatVector('payload.deltaVelocity', view, at),
  acceleration: (view, at) => floatVector('payload.acceleration', view, at),
  angularRate: (view, at) => floatVector('payload.angularRate', view, at),
  magneticField: (view, at) => {
    const [x, y, z] = int16Vector(view, at);
    const unit = MAGNETIC_COUNTS_PER_UNIT;
    return [x / unit, y / unit, z / unit];
  },
  status: (view, at) => ({
    flags: view.getUint16(at, true),
    clippedAccelerations: view.getUint8(at + 2),
    clippedAngularRates: view.getUint8(at + 3),
  }),
};

function quaternionAt(field: string, view: DataView, at: number): Quat {
  return [finiteFloat(field, view, at), ...floatVector(field, view, at + 4)];
}
