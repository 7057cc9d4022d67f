import type { BurstLossRates } from './burstLoss.ts';
import type { IntervalRates } from './randomIntervals.ts';

/**
 * What a radio does to packets, as numbers. The values named are typical of BLE sensors worn on a
 * body; they are assumptions, none was measured with an antenna here. A link layer repeats until it
 * is heard, so a bad radio delays, and loses only where a sensor's queue is full.
 */
export interface RadioConditions {
  /** Integer. Chooses one course of events out of the many that such conditions allow. */
  readonly seed: number;
  /**
   * Probability, 0–1, that a packet goes unheard at a connection event and waits with all behind
   * it for the next: k intervals of delay, k geometric. In use 0.02 (near) to 0.15 (crowded band,
   * body between).
   */
  readonly repeatProbability: number;
  /**
   * Delay between the controller and the program, ms: log-normal, given by its median and its 99th
   * percentile; 2 and 20 on an ordinary computer. Order within a link is kept, so that packets wait
   * behind a slow one: at one in 15 ms, 2.4 and 22 arrive. 0 and 0: none.
   */
  readonly hostDelayMs: { readonly median: number; readonly p99: number };
  /** One link falls silent though it holds: a body turns, an antenna is covered. 1 in 1000 s. */
  readonly linkStalls: IntervalRates;
  /** All links fall silent together: they share the band. Its rate is assumed that of one link. */
  readonly sharedStalls: IntervalRates;
  /** The sensor's queue overflows in bursts; drawn per packet. */
  readonly overflow: BurstLossRates;
  /** The link breaks and the sensor is not heard until the interval ends. 1 in 20 min, 1–4 s. */
  readonly absences: IntervalRates;
  /** Probability, 0–1, that a notification reaches the host twice; 1e-4. */
  readonly duplicateProbability: number;
  /** Probability, 0–1, that a notification is overtaken by the one behind it; 1e-4. */
  readonly overtakenProbability: number;
}

const NEVER: IntervalRates = { perSecond: 0, shortestMs: 0, longestMs: 0 };

/** A radio that only waits for connection events. */
export const IDEAL_CONDITIONS: RadioConditions = Object.freeze({
  seed: 1,
  repeatProbability: 0,
  hostDelayMs: { median: 0, p99: 0 },
  linkStalls: NEVER,
  sharedStalls: NEVER,
  overflow: { onset: 0, end: 1, lossWithin: 0 },
  absences: NEVER,
  duplicateProbability: 0,
  overtakenProbability: 0,
});

const STALLS: IntervalRates = { perSecond: 1e-3, shortestMs: 100, longestMs: 400 };

/** A living room: the middle of every range. */
export const NOMINAL_CONDITIONS: RadioConditions = Object.freeze({
  seed: 1,
  repeatProbability: 0.05,
  hostDelayMs: { median: 2, p99: 20 },
  linkStalls: STALLS,
  sharedStalls: STALLS,
  overflow: { onset: 1e-3, end: 0.2, lossWithin: 0.5 },
  absences: { perSecond: 1 / 1200, shortestMs: 1000, longestMs: 4000 },
  duplicateProbability: 1e-4,
  overtakenProbability: 1e-4,
});

/**
 * A crowded hall: repeats at the bad end of their range, and everything rare ten times as often,
 * so that a few minutes show it all.
 */
export const ROUGH_CONDITIONS: RadioConditions = Object.freeze({
  seed: 1,
  repeatProbability: 0.15,
  hostDelayMs: { median: 4, p99: 40 },
  linkStalls: { ...STALLS, perSecond: 1e-2 },
  sharedStalls: { ...STALLS, perSecond: 1e-2 },
  overflow: { onset: 1e-2, end: 0.2, lossWithin: 0.5 },
  absences: { perSecond: 1 / 120, shortestMs: 1000, longestMs: 4000 },
  duplicateProbability: 1e-3,
  overtakenProbability: 1e-3,
});

/** By the names a person may choose. */
export const CONDITIONS = {
  ideal: IDEAL_CONDITIONS,
  nominal: NOMINAL_CONDITIONS,
  rough: ROUGH_CONDITIONS,
} as const;

export type ConditionsName = keyof typeof CONDITIONS;
