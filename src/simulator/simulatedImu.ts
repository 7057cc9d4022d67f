import { RAD_PER_DEG, STANDARD_GRAVITY } from '../geometry/angles.ts';
import type { Placement } from '../model/placement.ts';
import { type SensorDescription, sensorId } from '../model/sensor.ts';
import type { ImuErrors } from './imuErrors.ts';
import type { ImuFeed } from './imuFeed.ts';
import { type InertialSignals, inertialSignals, type SensorMount } from './inertialSignals.ts';
import type { StencilCache } from './stencilCache.ts';

const ACCELERATION_RANGE_G = 16;
const RATE_RANGE_DEGPS = 2000;
const COUNTS_PER_RANGE = 32768;

/** One inertial sensor on a moving body: true signals, its errors, rounded to counts. */
export class SimulatedImu implements ImuFeed {
  readonly sensor: SensorDescription;
  readonly placement: Placement;
  private readonly motion: StencilCache;
  private readonly mount: SensorMount;
  private readonly errors: ImuErrors | null;
  private lastIndex = 0;

  /** `errors` null is a sensor with no fault but its resolution. */
  constructor(
    placement: Placement,
    rateHz: number,
    motion: StencilCache,
    mount: SensorMount,
    errors: ImuErrors | null,
  ) {
    this.sensor = describe(placement, rateHz);
    this.placement = placement;
    this.motion = motion;
    this.mount = mount;
    this.errors = errors;
  }

  read(index: number, out: Int16Array): void {
    const { rateHz, accelerationScaleMps2, angularRateScaleRadps } = this.sensor;
    const truth = inertialSignals(
      this.motion.segmentAt(index / rateHz, this.placement),
      this.mount,
    );
    const signals = this.withErrors(truth, (index - this.lastIndex) / rateHz);
    this.lastIndex = index;
    for (let i = 0; i < 3; i++) {
      out[i] = toCounts(signals.specificForce[i], accelerationScaleMps2);
      out[3 + i] = toCounts(signals.angularRate[i], angularRateScaleRadps);
    }
  }

  private withErrors(truth: InertialSignals, elapsedS: number): InertialSignals {
    return this.errors ? this.errors.read(truth, elapsedS) : truth;
  }
}

function describe(placement: Placement, rateHz: number): SensorDescription {
  return {
    id: sensorId(`SIM-${placement.replace('_', '-')}`),
    driver: 'plumbline',
    name: `Simulated ${placement.replace('_', ' ')}`,
    firmware: 'simulated',
    rateHz,
    accelerationScaleMps2: (ACCELERATION_RANGE_G * STANDARD_GRAVITY) / COUNTS_PER_RANGE,
    angularRateScaleRadps: (RATE_RANGE_DEGPS * RAD_PER_DEG) / COUNTS_PER_RANGE,
  };
}

/** Nearest count, held at the ends of the range as the converter does. */
function toCounts(value: number, scale: number): number {
  const counts = Math.round(value / scale);
  return Math.max(-COUNTS_PER_RANGE, Math.min(COUNTS_PER_RANGE - 1, counts));
}
