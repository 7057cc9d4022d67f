import type { Logger } from 'pino';

/** What came first is told after this, with what came behind it. */
const FIRST_MS = 1000;
/** The log holds the same sentence back for a minute: what comes later is summed up until it may be told. */
const AGAIN_MS = 61_000;
/** Addresses that are told apart; an attacker may have more. */
const MOST_ADDRESSES = 1000;

const SENTENCES = {
  connection: 'connections were cut, as there were too many',
  request: 'requests were answered with 429, as there were too many in a minute',
  untaken: 'answers were cut, as nothing of them was taken any more',
} as const;

export type Refused = keyof typeof SENTENCES;

interface Sum {
  count: number;
  readonly addresses: Set<string>;
}

/** Tells what the limits of the port refused: summed up, for whoever floods a hub must not flood its log. */
export class RefusalLog {
  readonly #logger: Logger;
  readonly #nowMs: () => number;
  readonly #sums = new Map<Refused, Sum>();
  readonly #toldMs = new Map<Refused, number>();
  #timer: NodeJS.Timeout | null = null;

  /** @param nowMs any clock that only goes forward */
  constructor(logger: Logger, nowMs: () => number = () => performance.now()) {
    this.#logger = logger;
    this.#nowMs = nowMs;
  }

  note(what: Refused, address: string): void {
    const sum = this.#sums.get(what) ?? { count: 0, addresses: new Set() };
    this.#sums.set(what, sum);
    sum.count++;
    if (sum.addresses.size < MOST_ADDRESSES) sum.addresses.add(address);
    this.#timer ??= setInterval(() => this.#tell(), FIRST_MS).unref();
  }

  /** Tells what is left. */
  close(): void {
    for (const [what, sum] of [...this.#sums]) this.#tellOne(what, sum);
    this.#rest();
  }

  #tell(): void {
    for (const [what, sum] of [...this.#sums]) {
      const toldMs = this.#toldMs.get(what) ?? Number.NEGATIVE_INFINITY;
      if (this.#nowMs() - toldMs >= AGAIN_MS) this.#tellOne(what, sum);
    }
    if (this.#sums.size === 0) this.#rest();
  }

  #tellOne(what: Refused, { count, addresses }: Sum): void {
    this.#sums.delete(what);
    this.#toldMs.set(what, this.#nowMs());
    this.#logger.warn({ count, addresses: addresses.size }, SENTENCES[what]);
  }

  #rest(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
