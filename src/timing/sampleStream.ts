import type {
  ClockExchange,
  DecodedBlock,
  DriverTiming,
  SampleBlock,
  TimedSamples,
} from '../model/sensor.ts';
import { blockPart } from './blockPart.ts';
import { mostMissing, RATE_SLACK } from './mostMissing.ts';
import { SampleClock, type SampleClockState } from './sampleClock.ts';
import type { SampleCounter } from './sampleCounter.ts';
import { sampleCounterFor } from './sampleCounterFor.ts';
import { type LedgerEntry, type LostSamples, SampleLedger } from './sampleLedger.ts';
import { CRYSTAL_SKEW_PPM, SAMPLING_RATE_SKEW_PPM } from './skewLimits.ts';

/** What does not follow for this long, and so often, is no stray packet: the sensor counts anew. */
const RESTART_AFTER_US = 1_000_000;
const RESTART_STRAYS = 5;
/** The sensor's clock and its index must advance together, within the slack of the rate and this, s. */
const CLOCK_SLACK_S = 0.05;
/** After a longer pause the sensor's clock may have wrapped unseen: it is followed anew, s. */
const LONGEST_FOLLOWED_PAUSE_S = 1800;

export interface SampleStreamOptions {
  readonly rateHz: number;
  readonly timing: DriverTiming;
}

/** What one block brought; a sample is in it once, whatever the radio repeats. */
export interface StreamStep {
  /** The samples that go on behind the newest so far; null where the block has none. */
  readonly next: TimedSamples | null;
  /** What is missing between the newest so far and `next`. */
  readonly lost: LostSamples | null;
  /** Samples that had been missing, oldest first. */
  readonly recovered: readonly TimedSamples[];
  /** Samples of the block that are in neither. */
  readonly late: number;
  /** The sensor counts its samples anew from here on. */
  readonly restarted: boolean;
  /** Index of the block's first sample. */
  readonly firstIndex: number;
}

const NOTHING: LedgerEntry = { next: null, lost: null, recovered: [] };

/** One sensor's blocks in order of arrival: which of their samples are new, and when each was taken. */
export class SampleStream {
  readonly #rateHz: number;
  readonly #timing: DriverTiming;
  #clock: SampleClock;
  /** null where the packets tell the index. */
  #counter: SampleCounter | null;
  #ledger = new SampleLedger();
  /** Arrival of the newest packet that followed on. */
  #acceptedUs = Number.NEGATIVE_INFINITY;
  /** Arrival of the first packet that did not follow since the last that did, and how many did not. */
  #strayUs: number | null = null;
  #strays = 0;
  /** The newest block whose clock reading was believed. */
  #believed: SampleBlock | null = null;

  constructor({ rateHz, timing }: SampleStreamOptions) {
    this.#rateHz = rateHz;
    this.#timing = timing;
    this.#clock = this.#newClock();
    this.#counter = sampleCounterFor(timing, rateHz);
  }

  /** The link came back; `goesOn` tells whether the sensor counted on meanwhile. */
  relink(goesOn: boolean): void {
    this.#followed();
    if (!goesOn) this.#beginAnew();
  }

  /** The sensor answered how its clock stands to the hub's. */
  exchanged(exchange: ClockExchange): void {
    this.#clock.exchanged(exchange);
  }

  /** How the sensor's clock stands to the hub's. */
  get clock(): SampleClockState {
    return this.#clock.state;
  }

  /** From one sample to the next, µs: a unit's own, up to a few percent off its nominal one. */
  get samplePeriodUs(): number {
    return this.#clock.samplePeriodUs;
  }

  enter(decoded: DecodedBlock | TimedSamples, arrivalUs: number): StreamStep {
    const restarted =
      this.#strayFor(arrivalUs) > RESTART_AFTER_US && this.#strays >= RESTART_STRAYS;
    if (restarted) this.#beginAnew();
    // Only now: the counter of a sensor that tells no index begins anew with it.
    const block = this.#counted(decoded, arrivalUs);
    const { next, lost, recovered } = this.#ledgerEntry(block, arrivalUs);
    if (next) {
      this.#followed();
      if (!block.refilled) this.#acceptedUs = arrivalUs;
      this.#believed = block;
    } else if (recovered.length === 0 && !block.refilled) {
      this.#strayUs ??= arrivalUs;
      this.#strays++;
    }
    const part = next && blockPart(block, next, this.#rateHz);
    const samples = part && this.#timed(part, arrivalUs);
    const again = recovered.flatMap((range) => {
      const timed = this.#timedAgain(blockPart(block, range, this.#rateHz));
      return timed ? [timed] : [];
    });
    const fresh = again.reduce((sum, { count }) => sum + count, samples?.count ?? 0);
    const late = block.count - fresh;
    const { firstIndex } = block;
    return { next: samples, lost, recovered: again, late, restarted, firstIndex };
  }

  #counted(block: DecodedBlock | TimedSamples, arrivalUs: number): SampleBlock | TimedSamples {
    if (isTimed(block) || isCounted(block)) return block;
    if (this.#counter) return this.#counter.count(block, arrivalUs);
    throw new Error(`a sensor whose packets tell the index (${this.#timing.kind}) told none`);
  }

  #ledgerEntry(block: SampleBlock | TimedSamples, arrivalUs: number): LedgerEntry {
    const pauseS = (arrivalUs - this.#acceptedUs) / 1e6;
    if (pauseS > LONGEST_FOLLOWED_PAUSE_S) this.#followAnew();
    if (!isTimed(block) && !this.#clockAgrees(block)) return NOTHING;
    const most = mostMissing(this.#rateHz, pauseS);
    return this.#ledger.enter(block.firstIndex, block.count, most);
  }

  /** Also samples that were asked for again may go on behind the newest: they are put in their place. */
  #timed(part: SampleBlock | TimedSamples, arrivalUs: number): TimedSamples | null {
    if (isTimed(part)) return part;
    return part.refilled ? this.#clock.stampRefilledNext(part) : this.#clock.stamp(part, arrivalUs);
  }

  #timedAgain(part: SampleBlock | TimedSamples): TimedSamples | null {
    return isTimed(part) ? part : this.#clock.stampRefilled(part);
  }

  #beginAnew(): void {
    this.#ledger = new SampleLedger();
    this.#counter = sampleCounterFor(this.#timing, this.#rateHz);
    this.#acceptedUs = Number.NEGATIVE_INFINITY;
    this.#followAnew();
    this.#followed();
  }

  #followAnew(): void {
    this.#clock = this.#newClock();
    this.#believed = null;
  }

  #newClock(): SampleClock {
    const isCrystal = this.#timing.kind !== 'arrivals';
    return new SampleClock({
      rateHz: this.#rateHz,
      wrapUs: 'wrapUs' in this.#timing ? this.#timing.wrapUs : null,
      largestSkewPpm: isCrystal ? CRYSTAL_SKEW_PPM : SAMPLING_RATE_SKEW_PPM,
    });
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
    const dueUs = (samples * 1e6) / this.#rateHz;
    const offUs = this.#apart(block.deviceTimeUs - before.deviceTimeUs - dueUs);
    return offUs <= (RATE_SLACK - 1) * Math.abs(dueUs) + CLOCK_SLACK_S * 1e6;
  }

  /** The size of a difference of clock readings, which the counter of the sensor knows modulo its wrap. */
  #apart(differenceUs: number): number {
    if (!('wrapUs' in this.#timing)) return Math.abs(differenceUs);
    const { wrapUs } = this.#timing;
    const ahead = ((differenceUs % wrapUs) + wrapUs) % wrapUs;
    return Math.min(ahead, wrapUs - ahead);
  }
}

function isCounted(block: DecodedBlock): block is SampleBlock {
  return block.firstIndex !== null && block.deviceTimeUs !== null;
}

function isTimed(block: DecodedBlock | TimedSamples): block is TimedSamples {
  return 'timeUs' in block;
}
