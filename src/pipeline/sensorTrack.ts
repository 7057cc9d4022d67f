import type { SensorState } from '../body/sensorState.ts';
import { type QualityBits, qualityBit } from '../model/quality.ts';
import type {
  DecodedBlock,
  Packet,
  SampleBlock,
  SensorDescription,
  TimedSamples,
} from '../model/sensor.ts';
import { BODY_ORIENTATION } from '../orientation/settings.ts';
import { Vqf } from '../orientation/vqf.ts';
import { type PacketDecoder, packetDecoder } from '../protocols/index.ts';
import { SampleClock } from '../timing/sampleClock.ts';
import { type LostSamples, SampleLedger } from '../timing/sampleLedger.ts';
import { CRYSTAL_SKEW_PPM } from '../timing/skewLimits.ts';
import { Heard } from './heard.ts';
import { StateQueue } from './stateQueue.ts';

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
/** Nor many of them, whatever rate a file names. */
const MAX_WAITING = 4096;

/** A crystal and a host's clock differ by less, and a burst delays a packet by less than so many s. */
const RATE_SLACK = 1.05;
const ARRIVAL_SLACK_S = 10;
/** What does not follow for this long, and so often, is no stray packet: the sensor counts anew. */
const RESTART_AFTER_US = 1_000_000;
const RESTART_STRAYS = 5;
/** The sensor's clock and its index must advance together, within the slack of the rate and this, s. */
const CLOCK_SLACK_S = 0.05;
/** After a longer pause the sensor's clock may have wrapped unseen: it is followed anew, s. */
const LONGEST_FOLLOWED_PAUSE_S = 1800;
const WRAP_US = 2 ** 32;

export interface Accepted {
  readonly samples: TimedSamples;
  readonly lost: LostSamples | null;
  /** The sensor counts its samples anew from here on. */
  readonly restarted: boolean;
}

/** One sensor from decoded blocks to states at any instant: ledger, clock, orientation. */
export class SensorTrack {
  readonly sensor: SensorDescription;
  readonly #filter: Vqf;
  readonly #baseQuality: QualityBits;
  readonly #queue: StateQueue;
  /** When it was last heard, on the clock of the grid. */
  readonly heard: Heard;
  #run: number | undefined;
  #decoder: PacketDecoder;
  #clock: SampleClock;
  #ledger = new SampleLedger();
  #settledFrom = 0;
  #count = 0;
  #clippedUntilUs = Number.NEGATIVE_INFINITY;
  #lastBlock: SampleBlock | null = null;
  /** Arrival of the newest packet that followed on. */
  #acceptedUs = Number.NEGATIVE_INFINITY;
  /** Arrival of the first packet that did not follow since the last that did, and how many did not. */
  #strayUs: number | null = null;
  #strays = 0;
  /** The newest block whose clock reading was believed. */
  #believed: SampleBlock | null = null;

  constructor(sensor: SensorDescription, heard = new Heard()) {
    this.sensor = sensor;
    this.#run = sensor.run;
    this.#decoder = packetDecoder(sensor);
    this.heard = heard;
    this.#filter = new Vqf(sensor.rateHz, BODY_ORIENTATION);
    this.#clock = newClock(sensor);
    this.#baseQuality = sensor.rateHz < LOW_RATE_HZ ? qualityBit('lowRate') : 0;
    this.#queue = new StateQueue(Math.min(MAX_WAITING, Math.ceil(MAX_WAITING_S * sensor.rateHz)));
    this.#settledFrom = Math.round(SETTLING_S * sensor.rateHz);
  }

  /** Time of the oldest sample that is kept, ∞ before the first. */
  get earliestUs(): number {
    return this.#queue.length === 0 ? Number.POSITIVE_INFINITY : this.#queue.timeUs(0);
  }

  /** Time of the newest sample, −∞ before the first. */
  get latestUs(): number {
    const { length } = this.#queue;
    return length === 0 ? Number.NEGATIVE_INFINITY : this.#queue.timeUs(length - 1);
  }

  /** The link came back. Unless the sensor's run went on, its stream begins anew; the attitude does not. */
  relink(run: number | undefined): void {
    const goesOn = run !== undefined && run === this.#run;
    this.#run = run;
    this.#decoder = packetDecoder(this.sensor);
    this.#followed();
    if (!goesOn) this.#beginAnew();
  }

  /** @throws PacketError when the packet cannot be read */
  decode(packet: Packet): readonly (DecodedBlock | TimedSamples)[] {
    return this.#decoder.decode(packet);
  }

  /** @returns null for a block that was received before, or does not follow on the one before */
  accept(block: SampleBlock | TimedSamples, arrivalUs: number): Accepted | null {
    const restarted =
      this.#strayFor(arrivalUs) > RESTART_AFTER_US && this.#strays >= RESTART_STRAYS;
    if (restarted) this.#beginAnew();
    const pauseS = (arrivalUs - this.#acceptedUs) / 1e6;
    if (pauseS > LONGEST_FOLLOWED_PAUSE_S) this.#followAnew();
    const mostMissing = RATE_SLACK * (pauseS + ARRIVAL_SLACK_S) * this.sensor.rateHz;
    const clockAgrees = isTimed(block) || this.#clockAgrees(block);
    const { firstIndex, count } = block;
    const verdict = clockAgrees ? this.#ledger.enter(firstIndex, count, mostMissing) : null;
    if (!verdict?.accept) {
      this.#strayUs ??= arrivalUs;
      this.#strays++;
      return null;
    }
    const { lost } = verdict;
    this.#followed();
    this.#acceptedUs = arrivalUs;
    this.#believed = block;
    const samples = isTimed(block) ? block : this.#clock.stamp(block, arrivalUs);
    // The packet of a file is no better than the file: time never goes back here.
    if (samples.timeUs[0] <= this.latestUs) return null;
    if (lost) this.#bridge(lost.count, block);
    if (block.clipped)
      this.#clippedUntilUs = samples.timeUs[block.count - 1] + CLIPPED_HOLD_S * 1e6;
    for (let i = 0; i < block.count; i++) {
      this.#filter.updateAt(block.acceleration, block.angularRate, 3 * i);
      this.#count++;
      const timeUs = samples.timeUs[i];
      this.#queue.push(timeUs, block, i, this.#filter, this.#quality(timeUs));
    }
    this.#lastBlock = block;
    return { samples, lost, restarted };
  }

  /** State at `timeUs`, null where no two samples near enough enclose it. */
  at(timeUs: number): SensorState | null {
    const queue = this.#queue;
    // What lies before the enclosing pair is never asked for again.
    while (queue.length > 1 && queue.timeUs(1) <= timeUs) queue.shift();
    if (queue.length === 0) return null;
    const beforeUs = queue.timeUs(0);
    if (beforeUs === timeUs) return queue.oldest();
    if (beforeUs > timeUs || queue.length === 1) return null;
    const bracketUs = queue.timeUs(1) - beforeUs;
    if (bracketUs > MAX_BRACKET_US) return null;
    const state = queue.between((timeUs - beforeUs) / bracketUs);
    const wide = bracketUs * this.sensor.rateHz > INTERPOLATED_PERIODS * 1e6;
    return wide ? { ...state, quality: state.quality | qualityBit('interpolated') } : state;
  }

  #beginAnew(): void {
    this.#ledger = new SampleLedger();
    this.#acceptedUs = Number.NEGATIVE_INFINITY;
    this.#followAnew();
    this.#followed();
    this.#settleAgain();
  }

  #followAnew(): void {
    this.#clock = newClock(this.sensor);
    this.#believed = null;
  }

  #followed(): void {
    this.#strayUs = null;
    this.#strays = 0;
  }

  #strayFor(arrivalUs: number): number {
    return this.#strayUs === null ? 0 : arrivalUs - this.#strayUs;
  }

  /** False for a clock reading that the index contradicts: one such packet would shift all that follow. */
  #clockAgrees(block: SampleBlock): boolean {
    const before = this.#believed;
    if (before === null) return true;
    const samples = block.firstIndex - before.firstIndex;
    const dueUs = (samples * 1e6) / this.sensor.rateHz;
    const wrapped =
      (((block.deviceTimeUs - before.deviceTimeUs - dueUs) % WRAP_US) + WRAP_US) % WRAP_US;
    const offUs = Math.min(wrapped, WRAP_US - wrapped);
    return offUs <= (RATE_SLACK - 1) * Math.abs(dueUs) + CLOCK_SLACK_S * 1e6;
  }

  /** A straight line from the last sample that came to the first of `block`. */
  #bridge(missing: number, block: SampleBlock): void {
    const last = this.#lastBlock;
    if (last === null) return;
    if (missing > MAX_BRIDGE_S * this.sensor.rateHz) {
      this.#settleAgain();
      return;
    }
    const from = 3 * (last.count - 1);
    const force = new Float64Array(3);
    const rate = new Float64Array(3);
    for (let i = 1; i <= missing; i++) {
      const u = i / (missing + 1);
      for (let axis = 0; axis < 3; axis++) {
        force[axis] = mix(last.acceleration[from + axis], block.acceleration[axis], u);
        rate[axis] = mix(last.angularRate[from + axis], block.angularRate[axis], u);
      }
      this.#filter.updateAt(force, rate, 0);
      this.#count++;
    }
  }

  #settleAgain(): void {
    this.#settledFrom = this.#count + Math.round(SETTLING_S * this.sensor.rateHz);
  }

  #quality(timeUs: number): QualityBits {
    let quality = this.#baseQuality;
    if (this.#count < this.#settledFrom) quality |= qualityBit('settling');
    if (timeUs <= this.#clippedUntilUs) quality |= qualityBit('clipped');
    return quality;
  }
}

function newClock({ rateHz }: SensorDescription): SampleClock {
  return new SampleClock({ rateHz, wrapUs: WRAP_US, largestSkewPpm: CRYSTAL_SKEW_PPM });
}

function isTimed(block: SampleBlock | TimedSamples): block is TimedSamples {
  return 'timeUs' in block;
}

function mix(a: number, b: number, u: number): number {
  return a + u * (b - a);
}
