import { RAD_PER_DEG, STANDARD_GRAVITY } from '../geometry/angles.ts';
import { type Quat, quatFromMatrix } from '../geometry/quaternion.ts';
import { applyTransposed, column, multiply, transpose } from '../geometry/rotation.ts';
import { add, scale, Y_AXIS } from '../geometry/vector.ts';
import { EARTH_TO_ISB } from '../geometry/worlds.ts';
import type { Placement } from '../model/placement.ts';
import { type SensorDescription, sensorId } from '../model/sensor.ts';
import type { SegmentPose } from './bodyPose.ts';
import type { ImuErrors } from './imuErrors.ts';
import type { ImuFeed, UnitConfiguration } from './imuFeed.ts';
import {
  type InertialSignals,
  inertialSignals,
  positionOf,
  type SensorMount,
} from './inertialSignals.ts';
import type { MagneticWorld } from './magneticWorld.ts';
import type { MagnetometerErrors } from './magnetometerErrors.ts';
import type { StencilCache } from './stencilCache.ts';

/** What the simulated unit can be told to measure, as units of this class can. */
const RATES_HZ = [60, 100, 120, 200, 400];
const ACCELERATION_RANGES_G = [2, 4, 8, 16];
const ANGULAR_RATE_RANGES_DPS = [125, 250, 500, 1000, 2000];
const WIDEST = { accelerationRangeG: 16, angularRateRangeDps: 2000 } as const;

const COUNTS_PER_RANGE = 32768;

export interface SimulatedImuOptions {
  readonly placement: Placement;
  readonly rateHz: number;
  readonly motion: StencilCache;
  readonly mount: SensorMount;
  /** The unit's errors at a sampling rate; null is a unit with no fault but its resolution. */
  readonly errorsAt: ((rateHz: number) => ImuErrors) | null;
  /** ± g and ± °/s; default the widest, 16 and 2000. */
  readonly ranges?: Omit<UnitConfiguration, 'rateHz'>;
  /** Time of sample 0 from the start of the motion, s; default 0. */
  readonly startS?: number;
  /** Specific force that impacts add along the segment's long axis, g, at a time of the motion. */
  readonly ringingG?: (timeS: number) => number;
  /** False turn about the vertical that the gyroscope reports, °/s, at a time of the motion. */
  readonly verticalDriftDegps?: (timeS: number) => number;
  /** Absent in a unit without one; `errors` null is one with no fault but its resolution. */
  readonly magnetometer?: {
    readonly world: MagneticWorld;
    readonly errors: () => MagnetometerErrors | null;
  };
}

/** One count of the magnetometer, µT. */
const MAGNETIC_SCALE_UT = 0.1;

/** One inertial sensor on a moving body: true signals, its errors, rounded to counts. */
export class SimulatedImu implements ImuFeed {
  readonly sensor: SensorDescription;
  readonly placement: Placement;
  private readonly options: SimulatedImuOptions;
  private readonly errors: ImuErrors | null;
  private readonly magnetometerErrors: MagnetometerErrors | null;
  private lastIndex = 0;

  constructor(options: SimulatedImuOptions) {
    const { placement, rateHz, errorsAt, ranges = WIDEST } = options;
    const unit = describe(placement, { rateHz, ...ranges });
    const { magnetometer } = options;
    this.sensor = magnetometer ? { ...unit, magneticScaleUt: MAGNETIC_SCALE_UT } : unit;
    this.placement = placement;
    this.options = options;
    this.errors = errorsAt?.(rateHz) ?? null;
    this.magnetometerErrors = magnetometer?.errors() ?? null;
  }

  read(index: number, out: Int16Array, atS = index / this.sensor.rateHz): void {
    const { motion, mount, startS = 0 } = this.options;
    const { rateHz, accelerationScaleMps2, angularRateScaleRadps } = this.sensor;
    const stencil = motion.segmentAt(startS + atS, this.placement);
    const truth = this.disturbed(inertialSignals(stencil, mount), stencil[2], startS + atS);
    const signals = this.withErrors(truth, (index - this.lastIndex) / rateHz);
    this.lastIndex = index;
    for (let i = 0; i < 3; i++) {
      out[i] = toCounts(signals.specificForce[i], accelerationScaleMps2);
      out[3 + i] = toCounts(signals.angularRate[i], angularRateScaleRadps);
    }
  }

  readMagnetic(out: Int16Array, atS: number): void {
    const { motion, mount, startS = 0, magnetometer } = this.options;
    if (!magnetometer) return;
    const segment = motion.segmentAt(startS + atS, this.placement)[2];
    const field = magnetometer.world(positionOf(segment, mount.positionM));
    const truth = applyTransposed(mount.rotation, applyTransposed(segment.rotation, field));
    const read = this.magnetometerErrors?.read(truth) ?? truth;
    for (let i = 0; i < 3; i++) out[i] = toCounts(read[i], MAGNETIC_SCALE_UT);
  }

  configured(wanted: UnitConfiguration, startS: number): ImuFeed | null {
    const { rateHz, accelerationRangeG, angularRateRangeDps } = wanted;
    const can =
      RATES_HZ.includes(rateHz) &&
      ACCELERATION_RANGES_G.includes(accelerationRangeG) &&
      ANGULAR_RATE_RANGES_DPS.includes(angularRateRangeDps);
    if (!can) return null;
    return this.measuring(wanted, startS);
  }

  measuring({ rateHz, ...ranges }: UnitConfiguration, startS: number): ImuFeed {
    return new SimulatedImu({ ...this.options, rateHz, ranges, startS });
  }

  attitudeAt(atS: number): Quat {
    const { motion, mount, startS = 0 } = this.options;
    const segment = motion.segmentAt(startS + atS, this.placement)[2];
    return quatFromMatrix(multiply(transpose(EARTH_TO_ISB), segment.rotation, mount.rotation));
  }

  private disturbed(
    signals: InertialSignals,
    { rotation }: SegmentPose,
    timeS: number,
  ): InertialSignals {
    const { mount, ringingG, verticalDriftDegps } = this.options;
    const alongMps2 = (ringingG?.(timeS) ?? 0) * STANDARD_GRAVITY;
    const driftRadps = (verticalDriftDegps?.(timeS) ?? 0) * RAD_PER_DEG;
    if (alongMps2 === 0 && driftRadps === 0) return signals;
    const along = applyTransposed(mount.rotation, Y_AXIS);
    const up = column(transpose(multiply(rotation, mount.rotation)), 1);
    return {
      specificForce: add(signals.specificForce, scale(along, alongMps2)),
      angularRate: add(signals.angularRate, scale(up, driftRadps)),
    };
  }

  private withErrors(truth: InertialSignals, elapsedS: number): InertialSignals {
    return this.errors ? this.errors.read(truth, elapsedS) : truth;
  }
}

function describe(placement: Placement, unit: UnitConfiguration): SensorDescription {
  return {
    id: sensorId(`SIM-${placement.replace('_', '-')}`),
    driver: 'plumbline',
    name: `Simulated ${placement.replace('_', ' ')}`,
    firmware: 'simulated',
    rateHz: unit.rateHz,
    accelerationScaleMps2: (unit.accelerationRangeG * STANDARD_GRAVITY) / COUNTS_PER_RANGE,
    angularRateScaleRadps: (unit.angularRateRangeDps * RAD_PER_DEG) / COUNTS_PER_RANGE,
  };
}

/** Nearest count, held at the ends of the range as the converter does. */
function toCounts(value: number, scale: number): number {
  const counts = Math.round(value / scale);
  return Math.max(-COUNTS_PER_RANGE, Math.min(COUNTS_PER_RANGE - 1, counts));
}
