import type { BodyFrame } from '../model/bodyFrame.ts';
import type { Playable } from './playable.ts';

/**
 * The first frame that the hub had at an instant or later.
 * @param signal ends the wait where it is not computed yet
 * @returns null where there is none
 */
export async function frameAt(
  playable: Playable,
  logUs: number,
  signal: AbortSignal,
): Promise<BodyFrame | null> {
  for await (const batch of playable.batches(['frame'], { fromUs: logUs }, signal)) {
    const [first] = batch;
    if (first !== undefined) return first.frame;
  }
  return null;
}
