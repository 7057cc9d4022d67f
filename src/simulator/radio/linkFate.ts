import { Random } from '../random.ts';
import { AirTally } from './airTally.ts';
import { BurstLoss } from './burstLoss.ts';
import type { RadioConditions } from './radioConditions.ts';
import { RandomIntervals } from './randomIntervals.ts';

export type LinkSide = 'central' | 'peripheral';

export interface LinkFateOptions {
  readonly conditions: RadioConditions;
  /** Of the peripheral; each has random streams of its own. */
  readonly address: string;
  /** Silences of the whole band. */
  readonly sharedStalls: RandomIntervals;
  readonly originUs: number;
}

/** The quantile of the normal distribution at 0.99. */
const Z_99 = 2.326347874;

/**
 * What the air has in store for one peripheral, over all its links. Every purpose draws from a
 * stream of its own, so that one more packet of a kind shifts nothing else.
 */
export class LinkFate {
  readonly tally = new AirTally();
  readonly #conditions: RadioConditions;
  readonly #sharedStalls: RandomIntervals;
  readonly #stalls: RandomIntervals;
  readonly #absences: RandomIntervals;
  readonly #overflow: BurstLoss;
  readonly #repeat: Record<LinkSide, Random>;
  readonly #hostDelay: Random;
  readonly #duplicate: Random;
  readonly #overtaken: Random;
  #stalledUntilUs = 0;

  constructor({ conditions, address, sharedStalls, originUs }: LinkFateOptions) {
    const stream = (purpose: string) => new Random(conditions.seed, `${purpose} ${address}`);
    this.#conditions = conditions;
    this.#sharedStalls = sharedStalls;
    this.#stalls = new RandomIntervals(stream('stall'), conditions.linkStalls, originUs);
    this.#absences = new RandomIntervals(stream('absence'), conditions.absences, originUs);
    this.#overflow = new BurstLoss(stream('overflow'), conditions.overflow);
    this.#repeat = { central: stream('repeat to'), peripheral: stream('repeat from') };
    this.#hostDelay = stream('host delay');
    this.#duplicate = stream('duplicate');
    this.#overtaken = stream('overtaken');
  }

  /** Whether the next packet of one side is heard at this connection event. */
  crosses(from: LinkSide): boolean {
    this.tally.attempts++;
    const heard = this.#repeat[from].uniform(0, 1) >= this.#conditions.repeatProbability;
    if (!heard) this.tally.repeats++;
    return heard;
  }

  /** When a link that cannot be heard at `nowUs` can be heard again; null when it can. */
  stalledUntilUs(nowUs: number): number | null {
    const own = this.#stalls.endAt(nowUs);
    const shared = this.#sharedStalls.endAt(nowUs);
    if (own === null && shared === null) return null;
    const untilUs = Math.max(own ?? 0, shared ?? 0);
    if (nowUs >= this.#stalledUntilUs) this.tally.stalls++;
    this.#stalledUntilUs = untilUs;
    return untilUs;
  }

  /** Delay of the next packet between controller and host. */
  hostDelayUs(): number {
    const { median, p99 } = this.#conditions.hostDelayMs;
    if (median === 0) return 0;
    return 1000 * median * Math.exp((Math.log(p99 / median) / Z_99) * this.#hostDelay.gaussian());
  }

  /** Whether the sensor's queue throws the next packet away. */
  overflows(): boolean {
    return this.#overflow.next();
  }

  /** Whether the peripheral is out of reach. */
  absentAt(nowUs: number): boolean {
    return this.#absences.endAt(nowUs) !== null;
  }

  /** Whether the host gets the next notification twice. */
  duplicates(): boolean {
    return this.#duplicate.uniform(0, 1) < this.#conditions.duplicateProbability;
  }

  /** Whether the next notification is overtaken by the packet behind it. */
  isOvertaken(): boolean {
    return this.#overtaken.uniform(0, 1) < this.#conditions.overtakenProbability;
  }
}
