import { DEG_PER_RAD } from '../../geometry/angles.ts';
import { type Mat3, multiply, rotationY } from '../../geometry/rotation.ts';
import type { LegMeasures } from '../../model/bodyFrame.ts';
import type { LegCalibration } from '../../model/calibration.ts';
import type { Side } from '../../model/placement.ts';
import { hasFlag } from '../../model/quality.ts';
import { AttachedSegment, type LegRest } from '../attached/attachedSegment.ts';
import type { AttachedState } from '../attached/attachedState.ts';
import { PELVIS_TIP } from '../attached/tipDirection.ts';
import { writeHipMeasures } from './hipMeasures.ts';

/** The hip of a leg while the pelvis wears a sensor. */
export class HipEstimator {
  readonly #side: Side;
  readonly #axisSdDeg: number;
  readonly #segment: AttachedSegment;
  /** The subject's forward direction to the leg's own, about the pelvis' y. */
  readonly #toLeg: Mat3;
  #pelvis: Mat3 | null = null;

  /** @param toeOutRad from the leg's forward direction to the subject's, about the vertical */
  constructor(calibration: LegCalibration, toeOutRad: number, rateHz: number, ageS: number) {
    const { pelvis, legForwardRad, axisSdDeg, side } = calibration;
    this.#side = side;
    this.#axisSdDeg = axisSdDeg;
    this.#toLeg = rotationY(-toeOutRad);
    this.#segment = new AttachedSegment(
      rateHz,
      PELVIS_TIP,
      pelvis,
      legForwardRad + toeOutRad,
      ageS,
    );
  }

  /** A signal that may be wrong leaves the hip blank: the flags of the knee are none of its. */
  step(worn: AttachedState | null, rest: LegRest): void {
    const pelvis = this.#segment.step(worn, rest);
    const quality = worn?.state?.quality ?? 0;
    const isSound = !hasFlag(quality, 'clipped') && !hasFlag(quality, 'settling');
    this.#pelvis = isSound ? pelvis : null;
  }

  /**
   * Writes the hip's angles; nothing where they are not known.
   * @param thigh segment to the subject's world
   * @param earthToSubject earth of the thigh's sensor to that world
   */
  write(measures: LegMeasures, thigh: Mat3, earthToSubject: Mat3): void {
    if (this.#pelvis === null) return;
    const pelvis = multiply(earthToSubject, this.#pelvis);
    const headingSdDeg = Math.hypot(this.#segment.headingSdRad * DEG_PER_RAD, this.#axisSdDeg);
    writeHipMeasures(measures, pelvis, this.#toLeg, thigh, this.#side, {
      headingSdDeg,
      directionSdRad: this.#segment.directionSdRad,
    });
  }

  interrupt(): void {
    this.#segment.interrupt();
    this.#pelvis = null;
  }
}
