import type { Calibration } from '../model/calibration.ts';
import type { SensorId } from '../model/sensor.ts';

/** The calibration of the part of a session that broke off, until it can be used again. */
export class KeptCalibration {
  #calibration: Calibration | null = null;

  /** One whose axes failed their checks is not kept. */
  keep(calibration: Calibration | null): void {
    this.#calibration = calibration?.verdict === 'redo' ? null : calibration;
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
}
