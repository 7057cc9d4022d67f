import type { Quat } from '../geometry/quaternion.ts';
import type { Placement } from '../model/placement.ts';
import type { SensorConfiguration, SensorDescription } from '../model/sensor.ts';

/** Six counts: acceleration x y z, then angular rate x y z. */
export const COUNTS_PER_SAMPLE = 6;

/** What an inertial unit can be told to measure. */
export type UnitConfiguration = Omit<SensorConfiguration, 'magnetometer'>;

/**
 * The inertial unit inside a simulated sensor: what its ADC reads at each tick of its own
 * sampling clock. The same feed serves a virtual radio sensor and a file of packets.
 */
export interface ImuFeed {
  /** Scales of the counts and the nominal rate stand in the description. */
  readonly sensor: SensorDescription;
  readonly placement: Placement;
  /**
   * Writes the six int16 counts of sample `index` (0 at the start of the motion) into `out`.
   * Called with increasing indices; the noise is seeded, so the same sequence of calls gives the
   * same counts.
   * @param atS true time at which it is taken, after that of sample 0; default `index / rateHz`,
   * as by a unit that keeps its nominal rate
   */
  read(index: number, out: Int16Array, atS?: number): void;
  /**
   * Writes the three counts of the magnetometer at the time that `read` was told into `out`, after it.
   * Absent, or not to be called, where the description has no `magneticScaleUt`.
   */
  readMagnetic?(out: Int16Array, atS: number): void;
  /**
   * The same unit measuring otherwise: its sample 0 is taken `startS` seconds after the start of the
   * motion. Null where the unit has no such rate or range; absent where it measures one way only.
   */
  configured?(configuration: UnitConfiguration, startS: number): ImuFeed | null;
  /**
   * The same unit built into another make of sensor: at any rate and range, else as `configured`.
   * Absent where it measures one way only.
   */
  measuring?(configuration: UnitConfiguration, startS: number): ImuFeed;
  /**
   * How the sensor lies at the time that `read` is told: sensor axes to earth (z up), for makes that
   * fuse on board. Absent where that is not known.
   */
  attitudeAt?(atS: number): Quat;
}
