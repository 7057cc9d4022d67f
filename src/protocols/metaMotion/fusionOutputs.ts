import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { Quat } from '../../geometry/quaternion.ts';
import { scale, type Vec3 } from '../../geometry/vector.ts';
import { finiteFloat, floatVector, requireLength, viewOf } from '../wireBytes.ts';
import { WireError } from '../wireError.ts';
import { MODULE } from './modules.ts';
import type { Notification } from './notifications.ts';

/*
 * What the board's own fusion makes of its sensors. The pipeline fuses by itself and does not use them;
 * they are read so that the two can be compared.
 */

const OUTPUT = {
  correctedAcceleration: 0x04,
  correctedAngularRate: 0x05,
  correctedMagneticField: 0x06,
  quaternion: 0x07,
  eulerAngles: 0x08,
  gravity: 0x09,
  linearAcceleration: 0x0a,
} as const;

export type FusionOutput =
  /** m/s², rad/s or µT in sensor axes, with the accuracy that the board gives it, 0–3. */
  | {
      readonly kind: 'correctedAcceleration' | 'correctedAngularRate' | 'correctedMagneticField';
      readonly vector: Vec3;
      readonly accuracy: number;
    }
  /** m/s²: gravity alone, or what is left without it. */
  | { readonly kind: 'gravity' | 'linearAcceleration'; readonly vector: Vec3 }
  | { readonly kind: 'quaternion'; readonly quaternion: Quat }
  | {
      readonly kind: 'eulerAngles';
      readonly headingDeg: number;
      readonly pitchDeg: number;
      readonly rollDeg: number;
      readonly yawDeg: number;
    };

/** @throws WireError when it is no output of the fusion, of another length, or not of numbers. */
export function fusionOutputIn({ module, register, data }: Notification): FusionOutput {
  if (module !== MODULE.fusion) {
    throw new WireError('fusion.module', String(MODULE.fusion), module);
  }
  switch (register) {
    case OUTPUT.correctedAcceleration:
      return corrected('correctedAcceleration', data, STANDARD_GRAVITY / 1000);
    case OUTPUT.correctedAngularRate:
      return corrected('correctedAngularRate', data, RAD_PER_DEG);
    case OUTPUT.correctedMagneticField:
      return corrected('correctedMagneticField', data, 1);
    case OUTPUT.quaternion:
      return { kind: 'quaternion', quaternion: fourFloats('fusion.quaternion', data) };
    case OUTPUT.eulerAngles: {
      const [headingDeg, pitchDeg, rollDeg, yawDeg] = fourFloats('fusion.eulerAngles', data);
      return { kind: 'eulerAngles', headingDeg, pitchDeg, rollDeg, yawDeg };
    }
    case OUTPUT.gravity:
      return { kind: 'gravity', vector: vector('fusion.gravity', data, 12) };
    case OUTPUT.linearAcceleration:
      return { kind: 'linearAcceleration', vector: vector('fusion.linearAcceleration', data, 12) };
    default: {
      const valid = Object.entries(OUTPUT).map(([kind, output]) => `${output} (${kind})`);
      throw new WireError('fusion.register', valid.join(', '), register);
    }
  }
}

function corrected(
  kind: 'correctedAcceleration' | 'correctedAngularRate' | 'correctedMagneticField',
  data: Uint8Array,
  unit: number,
): FusionOutput {
  return { kind, vector: scale(vector(`fusion.${kind}`, data, 13), unit), accuracy: data[12]! };
}

function vector(field: string, data: Uint8Array, bytes: number): Vec3 {
  requireLength(field, data, bytes);
  return floatVector(field, viewOf(data), 0);
}

function fourFloats(field: string, data: Uint8Array): Quat {
  requireLength(field, data, 16);
  const view = viewOf(data);
  return [finiteFloat(field, view, 0), ...floatVector(field, view, 4)];
}
