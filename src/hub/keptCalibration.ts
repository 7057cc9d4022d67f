import type { Calibration } from '../model/calibration.ts';
import { type Placement, placementOf } from '../model/placement.ts';
import { ANONYMOUS } from '../model/pseudonym.ts';
import type { SensorId } from '../model/sensor.ts';

/** The calibration of the part or session before this one, until it can be used again. */
export class KeptCalibration {
  /** Who wears the sensors. */
  #subject: string;
  #calibration: Calibration | null = null;
  /** Taken, and in use once the person has stood still. */
  #given: Calibration | null = null;

  constructor(subject: string) {
    this.#subject = subject;
  }

  /** Before anything is calibrated. */
  isOf(subject: string): void {
    this.#subject = subject;
  }

  /** One whose axes failed their checks is not kept. */
  keep(calibration: Calibration | null): void {
    this.#calibration = calibration?.verdict === 'redo' ? null : calibration;
    this.#given = null;
  }

  /**
   * A part or session begins. What was in force, or waited, is kept where it is of the same person and
   * its sensors are worn as they were.
   * @returns `isOfAnother`: what was found so far is of another person. Whom nobody named may be who is
   * named now.
   */
  goesOn(
    subject: string,
    inForce: Calibration | null,
    wearerOf: (placement: Placement) => string | null,
  ): { readonly isOfAnother: boolean } {
    const former = this.#subject;
    const calibration = inForce ?? this.#calibration ?? this.#given;
    const holds = subject === former && calibration && isWornAsThen(calibration, wearerOf);
    this.keep(holds ? calibration : null);
    this.#subject = subject;
    return { isOfAnother: subject !== former && former !== ANONYMOUS };
  }

  /**
   * Gives it once, when all its sensors are back: with some of them it would hold for these alone.
   * @returns null before that, and where none was kept
   */
  take(isBack: (sensorId: SensorId) => boolean): Calibration | null {
    const calibration = this.#calibration;
    const isComplete = calibration?.legs.every(
      ({ thigh, shank }) => isBack(thigh.sensorId) && isBack(shank.sensorId),
    );
    if (!isComplete) return null;
    this.#calibration = null;
    return calibration;
  }

  /** It was taken, and asked of the pipeline. */
  given(calibration: Calibration): void {
    this.#given = calibration;
  }
}

function isWornAsThen(
  { legs }: Calibration,
  wearerOf: (placement: Placement) => string | null,
): boolean {
  return legs.every(
    ({ side, thigh, shank }) =>
      wearerOf(placementOf(side, 'thigh')) === thigh.sensorId &&
      wearerOf(placementOf(side, 'shank')) === shank.sensorId,
  );
}
