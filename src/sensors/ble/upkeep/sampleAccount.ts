import type { SensorDescription } from '../../../model/sensor.ts';
import type { PacketContent } from '../../../protocols/index.ts';
import { type IndexRange, IndexRanges } from '../../../signal/indexRanges.ts';
import { mostMissing } from '../../../timing/mostMissing.ts';

/** A sensor whose radio is that bad has its oldest gaps overwritten before their turn comes. */
const MOST_GAPS = 1024;

/** Which samples of one run of a sensor have come, over all its links. */
export class SampleAccount {
  readonly #rateHz: number;
  readonly #ringDepth: number;
  readonly #missing = new IndexRanges();
  #next: number | null = null;
  #heardUs = 0;

  constructor({ rateHz, ringDepthSamples = 0 }: SensorDescription) {
    this.#rateHz = rateHz;
    this.#ringDepth = ringDepthSamples;
  }

  /** What is missing, oldest first. */
  get missing(): readonly IndexRange[] {
    return this.#missing.ranges;
  }

  /**
   * @param nowUs of the hub's clock
   * @returns whether samples are missing from now on that were not before
   */
  enter({ firstIndex, count }: PacketContent, nowUs: number): boolean {
    const expected = this.#next ?? firstIndex;
    const elapsedS = (nowUs - this.#heardUs) / 1e6;
    // An index that cannot have been reached yet is a damaged one: nothing is to be asked for.
    const most = mostMissing(this.#rateHz, elapsedS);
    if (this.#next !== null && firstIndex - expected > most) return false;
    this.#heardUs = nowUs;
    this.#missing.take(firstIndex, count);
    this.#next = Math.max(expected, firstIndex + count);
    if (firstIndex <= expected) return false;
    this.#missing.add(expected, firstIndex - expected);
    this.#missing.keepHighest(MOST_GAPS);
    return true;
  }

  /** Gives up what the sensor's ring buffer has overwritten by now; returns it. */
  giveUpOverwritten(): readonly IndexRange[] {
    const oldest = (this.#next ?? 0) - this.#ringDepth;
    return oldest > 0 ? this.#missing.take(0, oldest) : [];
  }

  /** Gives up samples that cannot be had; returns those of them that were missing. */
  giveUp({ first, end }: IndexRange): readonly IndexRange[] {
    return this.#missing.take(first, end - first);
  }

  isMissing({ first, end }: IndexRange): boolean {
    return this.#missing.ranges.some((range) => range.first < end && first < range.end);
  }
}
