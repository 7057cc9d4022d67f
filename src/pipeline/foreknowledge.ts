import type { LegHeadings } from '../body/legHeadings.ts';
import type { SensorState } from '../body/sensorState.ts';
import type { LegFrame } from '../model/bodyFrame.ts';
import type { Calibration, LegCalibration } from '../model/calibration.ts';
import type { SensorId } from '../model/sensor.ts';

/**
 * What is known of a recording before its first frame is reckoned, because all of it was read once:
 * attitudes and headings judged by what came before and after each instant. A pipeline that has it
 * is the offline pass; one without is the live one, and all else is the same.
 */
export interface Foreknowledge {
  /** The frame at this instant is reckoned next; instants ascend, µs. */
  at(timeUs: number): void;
  /** State of a sensor at `timeUs`, null where no two samples near enough enclose it. */
  stateAt(sensorId: SensorId, timeUs: number): SensorState | null;
  /** Headings of a leg from `timeUs` on, at the instants told by `at`. */
  headingsOf(leg: LegCalibration, calibration: Calibration, timeUs: number): LegHeadings;
  /** Mean knee flexion of the legs of a frame without noise and lag, degrees; NaN where one has none. */
  flexionDeg(legs: readonly LegFrame[]): number;
}
