import type { Random } from '../random.ts';

/** Probabilities per packet, 0–1. */
export interface BurstLossRates {
  /** That a burst begins. */
  readonly onset: number;
  /** That a burst ends. */
  readonly end: number;
  /** That a packet within a burst is lost. */
  readonly lossWithin: number;
}

/**
 * Loss in bursts: a chain of a good state, which loses nothing, and a bad one (Gilbert 1960;
 * Elliott 1963). In the long run a share `onset / (onset + end) · lossWithin` is lost.
 */
export class BurstLoss {
  readonly #random: Random;
  readonly #rates: BurstLossRates;
  #bad = false;

  constructor(random: Random, rates: BurstLossRates) {
    this.#random = random;
    this.#rates = rates;
  }

  /** Whether the next packet is lost. */
  next(): boolean {
    const { onset, end, lossWithin } = this.#rates;
    const turns = this.#random.uniform(0, 1) < (this.#bad ? end : onset);
    if (turns) this.#bad = !this.#bad;
    // Drawn in both states: the course of the states must not depend on what they lose.
    const unlucky = this.#random.uniform(0, 1) < lossWithin;
    return this.#bad && unlucky;
  }
}
