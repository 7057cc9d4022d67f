import type { SensorState } from '../body/sensorState.ts';
import { type QualityBits, qualityBit } from '../model/quality.ts';
import type {
  ClockExchange,
  DecodedBlock,
  Packet,
  SampleBlock,
  SensorDescription,
  TimedSamples,
} from '../model/sensor.ts';
import { BODY_ORIENTATION } from '../orientation/settings.ts';
import { Vqf } from '../orientation/vqf.ts';
import { type PacketDecoder, packetDecoder, timingOf } from '../protocols/index.ts';
import type { SampleClockState } from '../timing/sampleClock.ts';
import type { LostSamples } from '../timing/sampleLedger.ts';
import { SampleStream } from '../timing/sampleStream.ts';
import type { Foreknowledge } from './foreknowledge.ts';
import { Heard } from './heard.ts';
import { StateQueue } from './stateQueue.ts';

/** A frame is never interpolated across more than this. */
export const MAX_BRACKET_US = 50_000;
export const INTERPOLATED_PERIODS = 1.5;
export const LOW_RATE_HZ = 59;
/** The filter needs this long after its start or after a long gap, s. */
export const SETTLING_S = 3;
/** Gaps up to this are bridged in the filter by a straight line between their ends, s. */
export const MAX_BRIDGE_S = 1;
export const CLIPPED_HOLD_S = 0.3;
/** A sensor on no segment is never asked for its states: they must not pile up, s. */
const MAX_WAITING_S = 2;
/** Nor many of them, whatever rate a file names. */
const MAX_WAITING = 4096;

export interface Accepted {
  /** What goes on behind the newest sample so far; null where the packet has nothing of it. */
  readonly samples: TimedSamples | null;
  readonly lost: LostSamples | null;
  /** Samples that had been lost, oldest first; the attitude goes on without them. */
  readonly recovered: readonly TimedSamples[];
  /** Samples that are in neither. */
  readonly late: number;
  /** The sensor counts its samples anew from here on. */
  readonly restarted: boolean;
  /** Index of the packet's first sample. */
  readonly firstIndex: number;
}

/** One sensor from decoded blocks to states at any instant: ledger, clock, orientation. */
export class SensorTrack {
  readonly sensor: SensorDescription;
  readonly #known: Foreknowledge | null;
  readonly #filter: Vqf;
  readonly #baseQuality: QualityBits;
  readonly #queue: StateQueue;
  /** When it was last heard, on the clock of the grid. */
  readonly heard: Heard;
  #run: number | undefined;
  #decoder: PacketDecoder;
  readonly #stream: SampleStream;
  #settledFrom = 0;
  #count = 0;
  #clippedUntilUs = Number.NEGATIVE_INFINITY;
  #lastBlock: SampleBlock | null = null;
  /** Its times are this late against its partner's: it is read this much ahead of the frame, µs. */
  aheadUs = 0;

  /** @param known what to say of the sensor's states instead of what was found as samples came */
  constructor(sensor: SensorDescription, heard = new Heard(), known: Foreknowledge | null = null) {
    this.sensor = sensor;
    this.#known = known;
    this.#run = sensor.run;
    this.#decoder = packetDecoder(sensor);
    this.heard = heard;
    this.#filter = new Vqf(sensor.rateHz, BODY_ORIENTATION);
    this.#stream = new SampleStream({ rateHz: sensor.rateHz, timing: timingOf(sensor.driver) });
    this.#baseQuality = sensor.rateHz < LOW_RATE_HZ ? qualityBit('lowRate') : 0;
    this.#queue = new StateQueue(Math.min(MAX_WAITING, Math.ceil(MAX_WAITING_S * sensor.rateHz)));
    this.#settledFrom = Math.round(SETTLING_S * sensor.rateHz);
  }

  /** First instant of which it can tell, ∞ before the first sample. */
  get earliestUs(): number {
    return this.#queue.length === 0
      ? Number.POSITIVE_INFINITY
      : this.#queue.timeUs(0) - this.aheadUs;
  }

  /** Last instant of which it can tell, −∞ before the first sample. */
  get latestUs(): number {
    return this.newestUs - this.aheadUs;
  }

  /** Time of the newest sample, −∞ before the first. */
  get newestUs(): number {
    const { length } = this.#queue;
    return length === 0 ? Number.NEGATIVE_INFINITY : this.#queue.timeUs(length - 1);
  }

  /** The link came back. Unless the sensor's run went on, its stream begins anew. */
  relink(run: number | undefined): void {
    const goesOn = run !== undefined && run === this.#run;
    this.#run = run;
    this.#decoder = packetDecoder(this.sensor);
    this.#stream.relink(goesOn);
    if (!goesOn) this.#settleAgain();
  }

  /** @throws PacketError when the packet cannot be read */
  decode(packet: Packet): readonly (DecodedBlock | TimedSamples)[] {
    return this.#decoder.decode(packet);
  }

  /** The sensor answered how its clock stands to the hub's. */
  exchanged(exchange: ClockExchange): void {
    this.#stream.exchanged(exchange);
  }

  /** How the sensor's clock stands to the hub's. */
  get clock(): SampleClockState {
    return this.#stream.clock;
  }

  accept(block: DecodedBlock | TimedSamples, arrivalUs: number): Accepted {
    const step = this.#stream.enter(block, arrivalUs);
    const { next, lost, recovered, restarted, firstIndex } = step;
    if (restarted) this.#settleAgain();
    // The packet of a file is no better than the file: time never goes back here.
    if (next === null || next.timeUs[0] <= this.newestUs) {
      const late = step.late + (next?.count ?? 0);
      return { samples: null, lost: null, recovered, late, restarted, firstIndex };
    }
    if (lost) this.#bridge(lost.count, next);
    if (next.clipped) this.#clippedUntilUs = next.timeUs[next.count - 1] + CLIPPED_HOLD_S * 1e6;
    this.#filter.samplePeriodS = this.#stream.samplePeriodUs / 1e6;
    for (let i = 0; i < next.count; i++) {
      if (this.#known === null) this.#filter.updateAt(next.acceleration, next.angularRate, 3 * i);
      this.#count++;
      const timeUs = next.timeUs[i];
      this.#queue.push(timeUs, next, i, this.#filter, this.#quality(timeUs));
    }
    this.#lastBlock = next;
    return { samples: next, lost, recovered, late: step.late, restarted, firstIndex };
  }

  /** State at the instant `frameUs`, null where no two samples near enough enclose it. */
  at(frameUs: number): SensorState | null {
    const queue = this.#queue;
    const timeUs = frameUs + this.aheadUs;
    // What lies before the enclosing pair is never asked for again.
    while (queue.length > 1 && queue.timeUs(1) <= timeUs) queue.shift();
    if (this.#known) return this.#known.stateAt(this.sensor.id, timeUs);
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
    this.#filter.interrupt();
    this.#settledFrom = this.#count + Math.round(SETTLING_S * this.sensor.rateHz);
  }

  #quality(timeUs: number): QualityBits {
    let quality = this.#baseQuality;
    if (this.#count < this.#settledFrom) quality |= qualityBit('settling');
    if (timeUs <= this.#clippedUntilUs) quality |= qualityBit('clipped');
    return quality;
  }
}

function mix(a: number, b: number, u: number): number {
  return a + u * (b - a);
}
