import { RAD_PER_DEG } from '../../geometry/angles.ts';
import { angleBetween, type Vec3 } from '../../geometry/vector.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { CalibrationLegInput } from './calibrationLegInput.ts';
import { isStill, stillnessBySecond } from './quietStanding.ts';
import { meanDirection, verticalInSensor } from './segmentFrames.ts';
import { poseProgress, type StepProgress } from './stepProgress.ts';

const LYING_S = 3;
const CHECK_S = 0.25;
/** Turned this far out of it, a thigh lies no longer. */
const LEFT_RAD = 45 * RAD_PER_DEG;

/**
 * The second calibration pose: on the back or sitting, legs straight out, kneecaps up. What points up
 * in it is the anterior side of thigh and shank, whatever the movement says of their axes.
 */
export class LyingPose {
  readonly #rateHz: number;
  #frames: (readonly CalibrationLegInput[])[] = [];
  #sinceCheck = 0;
  #up: ReadonlyMap<SensorId, Vec3> | null = null;
  #left = false;

  constructor(rateHz: number) {
    this.#rateHz = rateHz;
  }

  /** The direction that pointed up, sensor axes, per sensor; null until it was seen. */
  get up(): ReadonlyMap<SensorId, Vec3> | null {
    return this.#up;
  }

  /** True once the pose was seen and left again: before that nobody can be standing. */
  get isOver(): boolean {
    return this.#left;
  }

  /** How it goes, until it is left. */
  get progress(): StepProgress {
    const found = poseProgress('lieStill', this.#frames, this.#rateHz, LYING_S);
    return this.#up === null ? found : { ...found, heldS: LYING_S };
  }

  /** @param legs those of which both sensors deliver */
  step(legs: readonly CalibrationLegInput[]): void {
    if (this.#up !== null) {
      this.#left ||= legs.length > 0 && legs.every((leg) => this.#hasLeft(leg));
      return;
    }
    if (legs.length === 0 || legs.length !== this.#frames[0]?.length) this.#frames = [];
    if (legs.length === 0) return;
    this.#frames.push(legs);
    if (++this.#sinceCheck < CHECK_S * this.#rateHz) return;
    this.#sinceCheck = 0;
    const wanted = Math.round(LYING_S * this.#rateHz);
    if (this.#frames.length < wanted) return;
    this.#frames = this.#frames.slice(-wanted);
    if (!stillnessBySecond(this.#frames, this.#rateHz).every(isStill)) return;
    this.#up = new Map(
      legs.flatMap(({ thighSensor, shankSensor }, i): [SensorId, Vec3][] => [
        [thighSensor, this.#meanForce((frame) => frame[i].thigh.acceleration)],
        [shankSensor, this.#meanForce((frame) => frame[i].shank.acceleration)],
      ]),
    );
    this.#frames = [];
  }

  #meanForce(of: (frame: readonly CalibrationLegInput[]) => Vec3): Vec3 {
    return meanDirection(this.#frames.map(of));
  }

  #hasLeft({ thighSensor, thigh }: CalibrationLegInput): boolean {
    const up = this.#up?.get(thighSensor);
    return up !== undefined && angleBetween(up, verticalInSensor(thigh)) > LEFT_RAD;
  }
}
