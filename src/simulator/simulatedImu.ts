import { RAD_PER_DEG, STANDARD_GRAVITY } from '../geometry/angles.ts';
import { type Quat, quatFromMatrix } from '../geometry/quaternion.ts';
import { multiply, transpose } from '../geometry/rotation.ts';
import { EARTH_TO_ISB } from '../geometry/worlds.ts';
import type { Placement } from '../model/placement.ts';
import { type SensorDescription, sensorId } from '../model/sensor.ts';
import type { ImuErrors } from './imuErrors.ts';
import type { ImuFeed, UnitConfiguration } from './imuFeed.ts';
import { type InertialSignals, inertialSignals, type SensorMount } from './inertialSignals.ts';
import { FaultyMount, NO_MOUNT_FAULTS } from './mountFaults.ts';
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
  /** Where it really sits and how that changes; default at `placement`, as `mount` says. */
  readonly worn?: { readonly at: Placement; readonly mount: FaultyMount };
  /** The unit's errors at a sampling rate; null is a unit with no fault but its resolution. */
  readonly errorsAt: ((rateHz: number) => ImuErrors) | null;
  /** ± g and ± °/s; default the widest, 16 and 2000. */
  readonly ranges?: Omit<UnitConfiguration, 'rateHz'>;
  /** Time of sample 0 from the start of the motion, s; default 0. */
  readonly startS?: number;
}

/** One inertial sensor on a moving body: true signals, its errors, rounded to counts. */
export class SimulatedImu implements ImuFeed {
  readonly sensor: SensorDescription;
  readonly placement: Placement;
  private readonly options: SimulatedImuOptions;
  private readonly errors: ImuErrors | null;
  private readonly worn: { readonly at: Placement; readonly mount: FaultyMount };
  private lastIndex = 0;

  constructor(options: SimulatedImuOptions) {
    const { placement, rateHz, errorsAt, ranges = WIDEST } = options;
    this.sensor = describe(placement, { rateHz, ...ranges });
    this.placement = placement;
    this.options = options;
    this.worn = options.worn ?? {
      at: placement,
      mount: new FaultyMount(options.mount, placement, NO_MOUNT_FAULTS),
    };
    this.errors = errorsAt?.(rateHz) ?? null;
  }

  read(index: number, out: Int16Array, atS = index / this.sensor.rateHz): void {
    const { motion, startS = 0 } = this.options;
    const { at, mount } = this.worn;
    const { rateHz, accelerationScaleMps2, angularRateScaleRadps } = this.sensor;
    const timeS = startS + atS;
    const still = inertialSignals(motion.segmentAt(timeS, at), mount.at(timeS));
    const truth = mount.withSlip(still, timeS);
    const signals = this.withErrors(truth, (index - this.lastIndex) / rateHz);
    this.lastIndex = index;
    for (let i = 0; i < 3; i++) {
      out[i] = toCounts(signals.specificForce[i], accelerationScaleMps2);
      out[3 + i] = toCounts(signals.angularRate[i], angularRateScaleRadps);
    }
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
    const { motion, startS = 0 } = this.options;
    const { at, mount } = this.worn;
    const segment = motion.segmentAt(startS + atS, at)[2];
    const { rotation } = mount.at(startS + atS);
    return quatFromMatrix(multiply(transpose(EARTH_TO_ISB), segment.rotation, rotation));
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
