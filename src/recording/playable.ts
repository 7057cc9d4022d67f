import type { LogRange, Recorded, Recording } from './reader.ts';

/** An event or a control input; packets and frames are too many to keep. */
export type Happening = Recorded<'event' | 'input'>;

export type PlayedKind = 'frame' | 'event' | 'input';

/** What a player plays: frames, events and control inputs in the order in which the hub had them. */
export interface Playable {
  /** Log time of the first and the last message, hub time in µs. */
  readonly startUs: number;
  readonly endUs: number;
  readonly durationS: number;
  /** How far it can be played by now, seconds from the start; the whole duration of what is stored. */
  readonly readyS: number;
  /** All events and control inputs up to there; grows where `readyS` does. */
  readonly happenings: readonly Happening[];
  /**
   * One array per stretch of the file. Where it is not ready yet this waits, until `signal` aborts.
   */
  batches<K extends PlayedKind>(
    kinds: readonly K[],
    range?: LogRange,
    signal?: AbortSignal,
  ): AsyncGenerator<readonly Recorded<K>[], void, void>;
}

/** What is stored in a recording, with its events and control inputs read. */
export async function storedPlayable(recording: Recording): Promise<Playable> {
  const happenings: Happening[] = [];
  for await (const batch of recording.batches(['event', 'input'])) happenings.push(...batch);
  const { startUs, endUs, durationS } = recording;
  return {
    ...{ startUs, endUs, durationS, readyS: durationS, happenings },
    batches: (kinds, range) => recording.batches(kinds, range),
  };
}
