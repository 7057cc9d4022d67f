import type { BodyFrame } from '../model/bodyFrame.ts';
import { frameBefore } from './frameBefore.ts';
import type { Playable } from './playable.ts';

/**
 * The first frame that the hub had at an instant or later; at the end of a recording the last one.
 * @param signal ends the wait where it is not computed yet
 * @returns null where there is none at all
 */
export async function frameAt(
  playable: Playable,
  logUs: number,
  signal: AbortSignal,
): Promise<BodyFrame | null> {
  if (logUs < playable.endUs) {
    const found = await firstFrom(playable, logUs, signal);
    if (found !== null || signal.aborted) return found;
  }
  const last = await frameBefore(playable, { logUs, timeUs: Number.POSITIVE_INFINITY }, 1);
  return last && firstFrom(playable, last.logUs, signal, last.timeUs);
}

async function firstFrom(
  playable: Playable,
  logUs: number,
  signal: AbortSignal,
  timeUs = Number.NEGATIVE_INFINITY,
): Promise<BodyFrame | null> {
  for await (const batch of playable.batches(['frame'], { fromUs: logUs }, signal)) {
    const first = batch.find(({ frame }) => frame.timeUs >= timeUs);
    if (first !== undefined) return first.frame;
  }
  return null;
}
