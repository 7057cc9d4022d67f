import { QUAT_IDENTITY, type Quat } from '../../../geometry/quaternion.ts';
import type { Vec3 } from '../../../geometry/vector.ts';
import { COUNTS_PER_SAMPLE, type ImuFeed, type UnitConfiguration } from '../../imuFeed.ts';
import { SampleInstants } from '../sampleInstants.ts';
import { SampleMemory } from '../sampleMemory.ts';
import { HIGHEST_COUNT, LOWEST_COUNT } from './int16.ts';

/** Longer than any stream lets a sample wait. */
const KEPT_S = 3;

/** What an inertial unit felt at one of its ticks, in sensor axes. */
export interface UnitReading {
  /** True time at which it was taken, µs. */
  readonly atUs: number;
  /** m/s². */
  readonly specificForce: Vec3;
  /** rad/s. */
  readonly angularRate: Vec3;
  /** Whether each axis sat at an end of its range: acceleration x y z, then angular rate x y z. */
  readonly clipped: readonly boolean[];
  /** Sensor axes to earth (z up), as the sensor's own fusion has it: the truth. */
  attitude(): Quat;
}

export interface RunningUnitOptions {
  readonly feed: ImuFeed;
  readonly configuration: UnitConfiguration;
  /** True time at which the motion that the feed measures began, µs. */
  readonly motionUs: number;
  /** True time of power-on, at which sample 0 is taken, µs. */
  readonly onUs: number;
  readonly rateErrorPpm: number;
}

/**
 * An inertial unit that samples from power-on at one rate, whoever listens: all that is streamed of
 * it shares its ticks.
 */
export class RunningUnit {
  readonly instants: SampleInstants;
  readonly #feed: ImuFeed;
  readonly #onUs: number;
  readonly #memory: SampleMemory;

  constructor({ feed, configuration, motionUs, onUs, rateErrorPpm }: RunningUnitOptions) {
    const { rateHz } = configuration;
    this.instants = new SampleInstants(onUs, rateHz, rateErrorPpm);
    // A feed that measures one way only is read at these ticks all the same.
    this.#feed = feed.measuring?.(configuration, (onUs - motionUs) / 1e6) ?? feed;
    this.#onUs = onUs;
    this.#memory = new SampleMemory(this.#feed, Math.ceil(KEPT_S * rateHz), this.instants.rateHz);
  }

  /** Takes every sample until `nowUs`; those of the last seconds can be read then. */
  takeUntil(nowUs: number): void {
    this.#memory.takeUntil(this.instants.takenUntil(nowUs));
  }

  /** What it felt at a tick that was taken and is kept. */
  read(tick: number): UnitReading {
    const counts = this.#memory.read(tick, 1);
    const { accelerationScaleMps2, angularRateScaleRadps } = this.#feed.sensor;
    const atUs = this.instants.at(tick);
    const scaled = (first: number, scale: number): Vec3 => [
      counts[first]! * scale,
      counts[first + 1]! * scale,
      counts[first + 2]! * scale,
    ];
    return {
      atUs,
      specificForce: scaled(0, accelerationScaleMps2),
      angularRate: scaled(COUNTS_PER_SAMPLE / 2, angularRateScaleRadps),
      clipped: Array.from(counts, (count) => count === LOWEST_COUNT || count === HIGHEST_COUNT),
      attitude: () => this.#feed.attitudeAt?.((atUs - this.#onUs) / 1e6) ?? QUAT_IDENTITY,
    };
  }
}
