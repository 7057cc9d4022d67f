import { DEG_PER_RAD, RAD_PER_DEG } from '../../geometry/angles.ts';
import { column, type Mat3, multiply } from '../../geometry/rotation.ts';
import { norm, type Vec3 } from '../../geometry/vector.ts';
import type { LegMeasures } from '../../model/bodyFrame.ts';
import type { LegCalibration } from '../../model/calibration.ts';
import type { Side } from '../../model/placement.ts';
import type { QualityBits } from '../../model/quality.ts';
import { qualityBit } from '../../model/quality.ts';
import { AttachedSegment, type LegRest } from '../attached/attachedSegment.ts';
import type { AttachedState } from '../attached/attachedState.ts';
import { FOOT_TIP } from '../attached/tipDirection.ts';
import { IMPACT_HOLD_S, IMPACT_MPS2 } from '../calibration/linkAcceleration.ts';
import { FootPlanted } from '../footPlanted.ts';
import { kneeOverToeDeg } from '../frontalMeasures.ts';
import { INCLINATION_SD_DEG, writeAnkleMeasures } from './ankleMeasures.ts';

/** A foot turns as a whole when it is lifted, so no axis is left out. */
const NO_AXIS: Vec3 = [0, 0, 0];
/** A foot's heading less sure than this is no better than the toe line that was entered. */
const MAX_HEADING_SD_RAD = 6 * RAD_PER_DEG;

/** What the shank and the leg's heading say at one frame. */
export interface AnkleSurroundings {
  /** Shank to the subject's world, and earth of the thigh's sensor to it. */
  readonly shank: Mat3;
  readonly earthToSubject: Mat3;
}

/** The ankle of a leg whose foot wears a sensor: its angles, and whether the foot is planted. */
export class AnkleEstimator {
  readonly #side: Side;
  readonly #axisSdDeg: number;
  readonly #segment: AttachedSegment;
  readonly #planted: FootPlanted;
  readonly #holdFrames: number;
  #impactFrames = 0;
  #foot: Mat3 | null = null;
  #isPlanted: boolean | null = null;
  #quality: QualityBits = 0;

  constructor(calibration: LegCalibration, rateHz: number, ageS: number) {
    const { foot, legForwardRad, axisSdDeg, side } = calibration;
    this.#side = side;
    this.#axisSdDeg = axisSdDeg;
    this.#segment = new AttachedSegment(rateHz, FOOT_TIP, foot, legForwardRad, ageS);
    this.#planted = new FootPlanted(rateHz);
    this.#holdFrames = Math.round(IMPACT_HOLD_S * rateHz);
  }

  /** Whether the foot's own sensor finds it planted; null without one. */
  get planted(): boolean | null {
    return this.#isPlanted;
  }

  /** Flags of the foot's signal; none while it does not deliver. */
  get quality(): QualityBits {
    return this.#quality;
  }

  step(worn: AttachedState | null, rest: LegRest): void {
    this.#foot = this.#segment.step(worn, rest);
    const state = worn?.state;
    if (!state) {
      this.#isPlanted = null;
      this.#quality = 0;
      return;
    }
    this.#isPlanted = this.#planted.step(state.acceleration, state.angularRate, NO_AXIS);
    this.#quality = state.quality;
    if (norm(state.acceleration) > IMPACT_MPS2) this.#impactFrames = this.#holdFrames;
    if (this.#impactFrames > 0) {
      this.#impactFrames--;
      this.#quality |= qualityBit('impact');
    }
  }

  /** Writes what a foot sensor tells beyond thigh and shank; nothing where it tells nothing. */
  write(measures: LegMeasures, { shank, earthToSubject }: AnkleSurroundings): void {
    if (this.#foot === null) return;
    const foot = multiply(earthToSubject, this.#foot);
    const headingSdRad = this.#segment.headingSdRad;
    writeAnkleMeasures(measures, shank, foot, this.#side, {
      axisSdDeg: this.#axisSdDeg,
      headingSdRad,
      directionSdRad: this.#segment.directionSdRad,
    });
    if (headingSdRad > MAX_HEADING_SD_RAD) return;
    const toes = column(foot, 0);
    measures.kneeOverToeDeg = kneeOverToeDeg(
      column(shank, 1),
      Math.atan2(-toes[2], toes[0]),
      this.#side,
    );
    const headingSdDeg = Math.hypot(headingSdRad * DEG_PER_RAD, this.#axisSdDeg);
    const tilt = Math.sin(measures.shankTiltDeg * RAD_PER_DEG);
    measures.kneeOverToeSdDeg = Math.hypot(INCLINATION_SD_DEG, headingSdDeg * tilt);
  }

  interrupt(): void {
    this.#segment.interrupt();
    this.#planted.interrupt();
    this.#foot = null;
    this.#isPlanted = null;
    this.#quality = 0;
  }
}
