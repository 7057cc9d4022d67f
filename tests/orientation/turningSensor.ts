import {
  type Quat,
  quatConjugate,
  quatMultiply,
  quatNormalize,
  quatRotate,
} from '../../src/geometry/quaternion.ts';
import type { Vec3 } from '../../src/geometry/vector.ts';
import type { OrientationColumns } from '../../src/orientation/columns.ts';
import { seededNoise } from './seededNoise.ts';

/** A central European field in µT, east north up: 45 µT, dip 69 deg. */
export const EARTH_FIELD: Vec3 = [0, 16, -42];

export interface TurningSensorOptions {
  readonly rateHz: number;
  readonly seconds: number;
  /** Constant gyroscope bias, rad/s. */
  readonly bias?: Vec3;
  /** The magnetic field at an instant, µT, east north up. */
  readonly fieldAt?: (timeS: number) => Vec3;
}

export interface TurningSensor extends OrientationColumns {
  readonly magneticField: Float64Array;
  /** Sensor to east, north, up, per sample. */
  readonly truth: readonly Quat[];
}

/** A sensor that lies still for 10 s, turns about all axes for 10 s, and so on; with seeded noise. */
export function turningSensor(options: TurningSensorOptions): TurningSensor {
  const { rateHz, seconds, bias = [0, 0, 0], fieldAt = () => EARTH_FIELD } = options;
  const n = rateHz * seconds;
  const acceleration = new Float64Array(3 * n);
  const angularRate = new Float64Array(3 * n);
  const magneticField = new Float64Array(3 * n);
  const truth: Quat[] = [];
  const noise = seededNoise(1);
  let q: Quat = [1, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const t = i / rateHz;
    const turning = Math.floor(t / 10) % 2;
    const rate = [0.4, 0.5, 0.8].map((hz) => 2 * turning * Math.sin(2 * Math.PI * hz * t));
    q = quatNormalize(quatMultiply(q, turnOf(rate, 1 / rateHz)));
    truth.push(q);
    const toSensor = quatConjugate(q);
    const force = quatRotate(toSensor, [0, 0, 9.81]);
    const field = quatRotate(toSensor, fieldAt(t));
    for (let axis = 0; axis < 3; axis++) {
      acceleration[3 * i + axis] = force[axis] + 0.1 * noise();
      angularRate[3 * i + axis] = rate[axis] + bias[axis] + 0.01 * noise();
      magneticField[3 * i + axis] = field[axis] + noise();
    }
  }
  return { rateHz, acceleration, angularRate, magneticField, truth };
}

function turnOf(rate: readonly number[], periodS: number): Quat {
  const norm = Math.hypot(...rate);
  if (norm === 0) return [1, 0, 0, 0];
  const half = 0.5 * norm * periodS;
  const [x, y, z] = rate.map((w) => (w / norm) * Math.sin(half));
  return [Math.cos(half), x, y, z];
}
