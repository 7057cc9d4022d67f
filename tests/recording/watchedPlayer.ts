import { setImmediate as turn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import {
  type Happening,
  Player,
  type PlayerOptions,
  type PlayerState,
} from '../../src/recording/player.ts';
import type { Recorded, Recording } from '../../src/recording/reader.ts';
import { collect } from './collect.ts';
import { opened as openUntilEnd } from './opened.ts';
import { record } from './record.ts';
import { type Step, sessionSteps } from './session.ts';

/** Largest delay of a simulated timer, ms: real ones are late by about as much. */
export const TIMER_LATE_MS = 3;

/** How often a player may look at the clock without waiting: one that spins would hold up the test for ever. */
const MOST_LOOKS = 100_000;

/** Time that passes only while the player waits, with timers that are late. */
export class VirtualTime implements Required<PlayerOptions> {
  #ms = 1000;
  #looks = 0;
  readonly nowMs = () => {
    if (++this.#looks > MOST_LOOKS) throw new Error('The player does not wait.');
    return this.#ms;
  };
  readonly wait = async (ms: number) => {
    this.#looks = 0;
    this.#ms += ms + ((7 * this.#ms) % TIMER_LATE_MS);
    await turn();
  };
}

export async function opened(
  durationS: number,
  steps: Iterable<Step> = sessionSteps(durationS),
): Promise<Recording> {
  return openUntilEnd(await record(steps));
}

interface Shown {
  readonly kind: 'frame' | 'event' | 'input';
  readonly timeUs: number;
  readonly atMs: number;
}

/** A player with everything it emits. */
export async function watched(recording: Recording, options: Required<PlayerOptions>) {
  const player = await Player.open(recording, options);
  onTestFinished(() => player.stop());
  const shown: Shown[] = [];
  const states: PlayerState[] = [];
  const soughts: { positionS: number; history: readonly Happening[] }[] = [];
  const note = (kind: Shown['kind'], timeUs: number) =>
    shown.push({ kind, timeUs, atMs: options.nowMs() });
  player.on('frame', ({ timeUs }) => note('frame', timeUs));
  player.on('event', ({ timeUs }) => note('event', timeUs));
  player.on('input', ({ timeUs }) => note('input', timeUs));
  player.on('state', (state) => states.push(state));
  player.on('sought', (sought) => soughts.push(sought));
  const ended = new Promise<void>((resolve) => {
    player.on('state', ({ playing, positionS, durationS }) => {
      if (!playing && positionS === durationS) resolve();
    });
  });
  return { player, shown, states, soughts, ended };
}

export type Played = Recorded<'frame' | 'event' | 'input'>;

export async function stored(recording: Recording): Promise<Played[]> {
  return (await collect(recording.batches(['frame', 'event', 'input']))).flat();
}

export function timeOf(item: Played): number {
  switch (item.kind) {
    case 'frame':
      return item.frame.timeUs;
    case 'event':
      return item.event.timeUs;
    case 'input':
      return item.input.timeUs;
  }
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}
