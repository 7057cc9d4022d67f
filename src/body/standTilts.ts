import { DEG_PER_RAD, RAD_PER_DEG } from '../geometry/angles.ts';
import { quatToMatrix } from '../geometry/quaternion.ts';
import { applyTransposed, type Mat3 } from '../geometry/rotation.ts';
import { norm, type Vec3 } from '../geometry/vector.ts';
import type { LegCalibration } from '../model/calibration.ts';
import { verticalInSensor } from './calibration/segmentFrames.ts';
import type { SensorState } from './sensorState.ts';

const REST_RADPS = 10 * RAD_PER_DEG;
/** A sensor that slipped this far still shows as one that stands. */
const UPRIGHT_COSINE = Math.cos(40 * RAD_PER_DEG);
const STAND_S = 1;
/** How long a stand lasts until its tilts are told again, s. */
const TOLD_EVERY_S = 0.5;

/** How far a segment seems to lean in a quiet stand, against the calibration stand; degrees. */
export interface SegmentTilt {
  /** + forward. */
  readonly forwardDeg: number;
  /** + to the subject's right. */
  readonly rightDeg: number;
}

/** Tilts of one leg over a stretch of quiet standing. */
export interface StandTilt {
  readonly thigh: SegmentTilt;
  readonly shank: SegmentTilt;
}

/**
 * The tilts that a leg's two sensors show whenever it rests. A slip turns the vertical in one
 * sensor; the gate is wide, so that a large one does not hide itself by failing it.
 */
export class StandTilts {
  readonly #thighFrame: Mat3;
  readonly #shankFrame: Mat3;
  readonly #standFrames: number;
  readonly #tellFrames: number;
  readonly #sum = new Float64Array(6);
  #restFrames = 0;
  #summed = 0;

  constructor(leg: Pick<LegCalibration, 'thigh' | 'shank'>, rateHz: number) {
    this.#thighFrame = quatToMatrix(leg.thigh.segmentToSensor);
    this.#shankFrame = quatToMatrix(leg.shank.segmentToSensor);
    this.#standFrames = Math.round(STAND_S * rateHz);
    this.#tellFrames = Math.round(TOLD_EVERY_S * rateHz);
  }

  /** @returns the mean of the last half second, each half second of a stand from its first on */
  step(thigh: SensorState, shank: SensorState): StandTilt | null {
    if (norm(thigh.angularRate) > REST_RADPS || norm(shank.angularRate) > REST_RADPS) {
      this.interrupt();
      return null;
    }
    const thighUp = applyTransposed(this.#thighFrame, verticalInSensor(thigh));
    const shankUp = applyTransposed(this.#shankFrame, verticalInSensor(shank));
    if (thighUp[1] < UPRIGHT_COSINE || shankUp[1] < UPRIGHT_COSINE) {
      this.interrupt();
      return null;
    }
    this.#restFrames++;
    if (this.#restFrames <= this.#standFrames - this.#tellFrames) return null;
    for (let i = 0; i < 3; i++) {
      this.#sum[i] += thighUp[i];
      this.#sum[3 + i] += shankUp[i];
    }
    if (++this.#summed < this.#tellFrames) return null;
    const [a, b, c, d, e, f] = this.#sum;
    this.#sum.fill(0);
    this.#summed = 0;
    return { thigh: tiltOf([a, b, c]), shank: tiltOf([d, e, f]) };
  }

  interrupt(): void {
    this.#restFrames = 0;
    this.#summed = 0;
    this.#sum.fill(0);
  }
}

/** The vertical in a segment that leans forward points to its back. */
function tiltOf([x, y, z]: Vec3): SegmentTilt {
  return {
    forwardDeg: Math.atan2(-x, y) * DEG_PER_RAD,
    rightDeg: Math.atan2(-z, y) * DEG_PER_RAD,
  };
}
