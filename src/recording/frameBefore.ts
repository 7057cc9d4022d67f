import type { Playable } from './playable.ts';

/** A frame by when the hub had it and by the instant it is of; frames of one packet share the first. */
export interface FramePlace {
  readonly logUs: number;
  readonly timeUs: number;
}

const FIRST_SPAN_US = 1e6;

/**
 * The frame `count` frames before a place, the first one where there are fewer.
 * @returns null where there is none before it
 */
export async function frameBefore(
  playable: Playable,
  place: FramePlace,
  count: number,
): Promise<FramePlace | null> {
  for (let spanUs = FIRST_SPAN_US; ; spanUs *= 8) {
    const fromUs = place.logUs - spanUs;
    const found: FramePlace[] = [];
    const range = { fromUs, toUs: place.logUs + 1 };
    for await (const batch of playable.batches(['frame'], range)) {
      for (const { logUs, frame } of batch) {
        if (frame.timeUs < place.timeUs) found.push({ logUs, timeUs: frame.timeUs });
      }
    }
    if (found.length >= count) return found.at(-count) ?? null;
    if (fromUs <= playable.startUs) return found.at(0) ?? null;
  }
}
