import type { SensorState } from '../body/sensorState.ts';
import { quatSlerp } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vector.ts';
import { qualityBit } from '../model/quality.ts';
import type { SampleBlock, SensorDescription, TimedSamples } from '../model/sensor.ts';
import { BODY_ORIENTATION } from '../orientation/settings.ts';
import { Vqf } from '../orientation/vqf.ts';
import { SampleClock } from '../timing/sampleClock.ts';
import { type LostSamples, SampleLedger } from '../timing/sampleLedger.ts';

/** A frame is never interpolated across more than this. */
const MAX_BRACKET_US = 50_000;
const INTERPOLATED_PERIODS = 1.5;
const LOW_RATE_HZ = 59;
/** The filter needs this long after its start or after a long gap, s. */
const SETTLING_S = 3;
/** Gaps up to this are bridged in the filter by a straight line between their ends, s. */
const MAX_BRIDGE_S = 1;
const CLIPPED_HOLD_S = 0.3;
/** A sensor on no segment is never asked for its states: they must not pile up, s. */
const MAX_WAITING_S = 2;

interface OrientedSample {
  readonly timeUs: number;
  readonly state: SensorState;
}

export interface Accepted {
  readonly samples: TimedSamples;
  readonly lost: LostSamples | null;
}

/** One sensor from decoded blocks to states at any instant: ledger, clock, orientation. */
export class SensorTrack {
  readonly sensor: SensorDescription;
  readonly #filter: Vqf;
  readonly #baseQuality: number;
  #clock: SampleClock;
  #ledger = new SampleLedger();
  #queue: OrientedSample[] = [];
  #settledFrom = 0;
  #count = 0;
  #clippedUntilUs = Number.NEGATIVE_INFINITY;
  #last: { force: Vec3; rate: Vec3 } | null = null;

  constructor(sensor: SensorDescription) {
    this.sensor = sensor;
    this.#filter = new Vqf(sensor.rateHz, BODY_ORIENTATION);
    this.#clock = new SampleClock(sensor.rateHz);
    this.#baseQuality = sensor.rateHz < LOW_RATE_HZ ? qualityBit('lowRate') : 0;
    this.#settledFrom = Math.round(SETTLING_S * sensor.rateHz);
  }

  /** Time of the newest sample, −∞ before the first. */
  get latestUs(): number {
    return this.#queue.length === 0
      ? Number.NEGATIVE_INFINITY
      : this.#queue[this.#queue.length - 1].timeUs;
  }

  /** The link came back: its stream begins anew, the attitude goes on. */
  relink(): void {
    this.#ledger = new SampleLedger();
    this.#clock = new SampleClock(this.sensor.rateHz);
    this.#settleAgain();
  }

  /** @returns null for a block that was received before */
  accept(block: SampleBlock | TimedSamples, arrivalUs: number): Accepted | null {
    const { accept, lost } = this.#ledger.enter(block.firstIndex, block.count);
    if (!accept) return null;
    const samples = isTimed(block) ? block : this.#clock.stamp(block, arrivalUs);
    // The packet of a file is no better than the file: time never goes back here.
    if (samples.timeUs[0] <= this.latestUs) return null;
    if (lost) this.#bridge(lost.count, sampleOf(block, 0));
    if (block.clipped)
      this.#clippedUntilUs = samples.timeUs[block.count - 1] + CLIPPED_HOLD_S * 1e6;
    for (let i = 0; i < block.count; i++) {
      const sample = sampleOf(block, i);
      this.#update(sample);
      this.#queue.push({
        timeUs: samples.timeUs[i],
        state: this.#state(sample, samples.timeUs[i]),
      });
      this.#last = sample;
    }
    const surplus = this.#queue.length - MAX_WAITING_S * this.sensor.rateHz;
    if (surplus > 0) this.#queue.splice(0, surplus);
    return { samples, lost };
  }

  /** State at `timeUs`, null where no two samples near enough enclose it. */
  at(timeUs: number): SensorState | null {
    const queue = this.#queue;
    let i = 0;
    while (i + 1 < queue.length && queue[i + 1].timeUs <= timeUs) i++;
    // What lies before the enclosing pair is never asked for again.
    if (i > 0) queue.splice(0, i);
    const a = queue[0];
    if (a === undefined || a.timeUs > timeUs) return null;
    if (a.timeUs === timeUs) return a.state;
    const b = queue[1];
    if (b === undefined) return null;
    const bracketUs = b.timeUs - a.timeUs;
    if (bracketUs > MAX_BRACKET_US) return null;
    const wide = bracketUs * this.sensor.rateHz > INTERPOLATED_PERIODS * 1e6;
    return between(a.state, b.state, (timeUs - a.timeUs) / bracketUs, wide);
  }

  #update({ force, rate }: { force: Vec3; rate: Vec3 }): void {
    this.#filter.update(force[0], force[1], force[2], rate[0], rate[1], rate[2]);
    this.#count++;
  }

  #bridge(missing: number, to: { force: Vec3; rate: Vec3 }): void {
    const from = this.#last;
    if (from === null) return;
    if (missing > MAX_BRIDGE_S * this.sensor.rateHz) {
      this.#settleAgain();
      return;
    }
    for (let i = 1; i <= missing; i++) {
      const u = i / (missing + 1);
      this.#update({ force: mix(from.force, to.force, u), rate: mix(from.rate, to.rate, u) });
    }
  }

  #settleAgain(): void {
    this.#settledFrom = this.#count + Math.round(SETTLING_S * this.sensor.rateHz);
  }

  #state({ force, rate }: { force: Vec3; rate: Vec3 }, timeUs: number): SensorState {
    const gyroBias = this.#filter.bias;
    let quality = this.#baseQuality;
    if (this.#count < this.#settledFrom) quality |= qualityBit('settling');
    if (timeUs <= this.#clippedUntilUs) quality |= qualityBit('clipped');
    return {
      orientation: this.#filter.quaternion(),
      acceleration: force,
      angularRate: [rate[0] - gyroBias[0], rate[1] - gyroBias[1], rate[2] - gyroBias[2]],
      gyroBias,
      quality,
    };
  }
}

function isTimed(block: SampleBlock | TimedSamples): block is TimedSamples {
  return 'timeUs' in block;
}

function sampleOf(block: SampleBlock, i: number): { force: Vec3; rate: Vec3 } {
  const { acceleration: a, angularRate: g } = block;
  return {
    force: [a[3 * i], a[3 * i + 1], a[3 * i + 2]],
    rate: [g[3 * i], g[3 * i + 1], g[3 * i + 2]],
  };
}

function mix(a: Vec3, b: Vec3, u: number): Vec3 {
  return [a[0] + u * (b[0] - a[0]), a[1] + u * (b[1] - a[1]), a[2] + u * (b[2] - a[2])];
}

function between(a: SensorState, b: SensorState, u: number, wide: boolean): SensorState {
  return {
    orientation: quatSlerp(a.orientation, b.orientation, u),
    acceleration: mix(a.acceleration, b.acceleration, u),
    angularRate: mix(a.angularRate, b.angularRate, u),
    gyroBias: mix(a.gyroBias, b.gyroBias, u),
    quality: a.quality | b.quality | (wide ? qualityBit('interpolated') : 0),
  };
}
