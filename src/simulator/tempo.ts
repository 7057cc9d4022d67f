import { requireWithin } from './optionChecks.ts';
import type { Random } from './random.ts';
import type { SquatTiming } from './squatProfile.ts';

/** Lowest and highest value, from which each rep draws its own. */
export type Range = readonly [number, number];

/** How fast reps are done, seconds. The turning point is the end of the first phase. */
export interface TempoRange {
  /** From the start to the turning point. */
  readonly descentS: Range;
  /** Rest at the turning point. */
  readonly holdS: Range;
  /** From the turning point back. */
  readonly ascentS: Range;
  /** Rest before the next rep. */
  readonly pauseS: Range;
}

/** One rep in time, and the rest after it. */
export interface RepTiming extends SquatTiming {
  readonly pauseS: number;
}

/** A rep that begins at `startS`, each phase drawn from its range. */
export function drawTiming(random: Random, startS: number, tempo: TempoRange): RepTiming {
  return {
    startS,
    descentS: random.uniform(...tempo.descentS),
    holdS: random.uniform(...tempo.holdS),
    ascentS: random.uniform(...tempo.ascentS),
    pauseS: random.uniform(...tempo.pauseS),
  };
}

/** Reps one after the other from `startS` on. */
export function layReps(
  random: Random,
  startS: number,
  reps: number,
  tempo: TempoRange,
): RepTiming[] {
  const timings: RepTiming[] = [];
  let nowS = startS;
  for (let i = 0; i < reps; i++) {
    const timing = drawTiming(random, nowS, tempo);
    timings.push(timing);
    nowS = afterPause(timing);
  }
  return timings;
}

/** End of the rest after a rep. */
export function afterPause({ startS, descentS, holdS, ascentS, pauseS }: RepTiming): number {
  return startS + descentS + holdS + ascentS + pauseS;
}

/** Middle of the rest at the turning point. */
export function bottomOf({ startS, descentS, holdS }: SquatTiming): number {
  return startS + descentS + holdS / 2;
}

/** @throws RangeError that names the phase, its value and what is allowed. */
export function requireTempo(tempo: TempoRange): void {
  requireRange('tempo.descentS', tempo.descentS, 0.4, 10);
  requireRange('tempo.holdS', tempo.holdS, 0, 30);
  requireRange('tempo.ascentS', tempo.ascentS, 0.4, 10);
  requireRange('tempo.pauseS', tempo.pauseS, 0, 60);
}

function requireRange(name: string, [low, high]: Range, least: number, most: number): void {
  requireWithin(`${name}[0]`, low, least, most, 'seconds');
  requireWithin(`${name}[1]`, high, low, most, 'seconds');
}
