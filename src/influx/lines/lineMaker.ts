import { z } from 'zod';
import type { SessionMetadata } from '../../model/session.ts';
import type { ContentKind, RecordedContent } from '../../recording/channelDecoders.ts';
import { bodyLines } from './bodyLines.ts';
import { eventLines } from './eventLines.ts';
import { type SeriesTags, seriesTags } from './seriesTags.ts';
import { sessionLines } from './sessionLines.ts';

/** How much of a recording goes to the database. */
export interface LineDetail {
  /** Lines of `body` per second and leg, lower than the frame rate; null is one per frame. */
  readonly bodyRateHz: number | null;
  /** Whether `samples` are written. */
  readonly samples: boolean;
}

/** Every frame, and no samples. */
export const FULL_DETAIL: LineDetail = { bodyRateHz: null, samples: false };

/** What a line maker knows of what it has seen, as JSON: it goes on from there after a restart. */
export const lineState = z.object({});

export type LineState = z.infer<typeof lineState>;

/**
 * Makes the lines of one recording, message after message in the order of the file. They are a pure
 * function of the messages, the hub's name and the detail: made again, they have the same bytes and
 * overwrite themselves, wherever making them was broken off and taken up.
 */
export class LineMaker {
  /** What it has to be given of a recording. */
  readonly kinds: readonly ContentKind[];
  readonly #session: SessionMetadata;
  readonly #tags: SeriesTags;

  /**
   * @param hub value of the tag `hub`
   * @param _state of the maker that made what came before; null at the beginning of the recording
   */
  constructor(session: SessionMetadata, hub: string, detail: LineDetail, _state: LineState | null) {
    this.#session = session;
    this.#tags = seriesTags(session, hub);
    this.kinds = detail.samples
      ? ['frame', 'event', 'input', 'samples']
      : ['frame', 'event', 'input'];
  }

  /** To go on from behind the last message given. */
  get state(): LineState {
    return {};
  }

  /** What can be said of the session before its first message. */
  start(): string[] {
    return sessionLines(this.#session, this.#tags);
  }

  /** Lines of one message; those of a window come with the message that ends it. */
  add(content: RecordedContent): string[] {
    switch (content.kind) {
      case 'frame':
        return bodyLines(content.frame, this.#tags, this.#session.settings.customMeasures);
      case 'event':
        return eventLines(content.event, this.#tags);
      default:
        return [];
    }
  }

  /** What is left when the recording is closed and all of it was given. */
  end(): string[] {
    return [];
  }
}
