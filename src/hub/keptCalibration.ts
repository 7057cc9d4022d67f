import type { Calibration } from '../model/calibration.ts';
import { placementOf } from '../model/placement.ts';
import type { SensorId } from '../model/sensor.ts';

/** The calibration of the part or session before this one, until it can be used again. */
export class KeptCalibration {
  #calibration: Calibration | null = null;
  /** Given, and in use once the person has stood still. */
  #given: Calibration | null = null;

  /** One whose axes failed their checks is not kept. */
  keep(calibration: Calibration | null): void {
    this.#calibration = calibration?.verdict === 'redo' ? null : calibration;
    this.#given = null;
  }

  /** What waits for its sensors, or for the person to stand still. */
  get pending(): Calibration | null {
    return this.#calibration ?? this.#given;
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

  /** Was taken, and asked of the pipeline. */
  given(calibration: Calibration): void {
    this.#given = calibration;
  }
}

/** Whether every sensor of a calibration is worn where it was. */
export function isWornAsThen(
  { legs }: Calibration,
  wearerOf: (placement: ReturnType<typeof placementOf>) => string | null,
): boolean {
  return legs.every(
    ({ side, thigh, shank }) =>
      wearerOf(placementOf(side, 'thigh')) === thigh.sensorId &&
      wearerOf(placementOf(side, 'shank')) === shank.sensorId,
  );
}
