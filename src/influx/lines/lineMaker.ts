import { z } from 'zod';
import type { SessionMetadata } from '../../model/session.ts';
import type { ContentKind, RecordedContent } from '../../recording/channelDecoders.ts';
import { BODY } from '../schema/bodyMeasurement.ts';
import { SAMPLES } from '../schema/samplesMeasurement.ts';
import { SENSOR } from '../schema/sensorMeasurement.ts';
import { SESSION } from '../schema/sessionMeasurement.ts';
import { BodyLines } from './bodyLines.ts';
import { BodyWindows, windowState } from './bodyWindows.ts';
import { EventLines } from './eventLines.ts';
import { InputLines } from './inputLines.ts';
import { Instants, instantsState } from './instants.ts';
import { legColumns } from './legColumns.ts';
import { Places, placesState } from './places.ts';
import { SampleLines } from './sampleLines.ts';
import { SensorLines } from './sensorLines.ts';
import { seriesTags } from './seriesTags.ts';
import { SeriesWriter } from './seriesWriter.ts';
import { SessionLines } from './sessionLines.ts';
import { Tally, tallyState } from './tally.ts';

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
export const lineState = z.object({
  instants: instantsState.exactOptional(),
  places: placesState.exactOptional(),
  tally: tallyState.exactOptional(),
  /** Absent while no window is open, as always at the full rate. */
  window: windowState.exactOptional(),
});

export type LineState = z.infer<typeof lineState>;

/**
 * Makes the lines of one recording, message after message in the order of the file. They are a pure
 * function of the messages, the hub's name and the detail: made again, they have the same bytes and
 * overwrite themselves, wherever making them was broken off and taken up.
 * No two lines of a recording have measurement, tags and time in common.
 */
export class LineMaker {
  /** What it has to be given of a recording. */
  readonly kinds: readonly ContentKind[];
  readonly #bodyRateHz: number;
  readonly #instants: Instants;
  readonly #places: Places;
  readonly #tally: Tally;
  readonly #session: SessionLines;
  readonly #events: EventLines;
  readonly #inputs: InputLines;
  /** null where they are not written. */
  readonly #samples: SampleLines | null;
  /** One of the two, by the rate. */
  readonly #body: BodyLines | BodyWindows;

  /**
   * @param hub value of the tag `hub`
   * @param state of the maker that made what came before; null at the beginning of the recording
   */
  constructor(session: SessionMetadata, hub: string, detail: LineDetail, state: LineState | null) {
    const { frameRateHz, customMeasures } = session.settings;
    const tags = seriesTags(session, hub);
    this.kinds = detail.samples
      ? ['frame', 'event', 'input', 'samples']
      : ['frame', 'event', 'input'];
    this.#bodyRateHz = Math.min(detail.bodyRateHz ?? frameRateHz, frameRateHz);
    this.#instants = new Instants(state?.instants);
    this.#places = new Places(state?.places);
    this.#tally = new Tally(state?.tally);
    const writer = new SeriesWriter(SESSION, tags, this.#instants);
    this.#session = new SessionLines(session, writer, this.#tally);
    const sensor = new SensorLines(new SeriesWriter(SENSOR, tags, this.#instants), this.#places);
    this.#events = new EventLines(tags, this.#instants, sensor, this.#session);
    this.#inputs = new InputLines(tags, this.#instants, sensor, this.#session);
    this.#samples = detail.samples
      ? new SampleLines(new SeriesWriter(SAMPLES, tags, this.#instants), this.#places)
      : null;
    const body = new SeriesWriter(BODY, tags, this.#instants);
    const columns = legColumns(customMeasures);
    this.#body =
      this.#bodyRateHz < frameRateHz
        ? new BodyWindows(body, columns, this.#bodyRateHz, state?.window ?? null)
        : new BodyLines(body, columns);
  }

  /** To go on from behind the last message given. */
  get state(): LineState {
    const window = this.#body instanceof BodyWindows ? this.#body.state : null;
    return {
      instants: this.#instants.state,
      places: this.#places.state,
      tally: this.#tally.state,
      ...(window && { window }),
    };
  }

  /** What can be said of the session before its first message. */
  start(): string[] {
    return this.#session.start(this.#bodyRateHz);
  }

  /** Lines of one message; those of a window come with the message that ends it. */
  add(content: RecordedContent): string[] {
    this.#tally.add(content);
    switch (content.kind) {
      case 'frame':
        return this.#body.lines(content.frame);
      case 'event':
        return this.#events.lines(content.event);
      case 'input':
        return this.#inputs.lines(content.input);
      case 'samples':
        return this.#samples?.lines(content.samples) ?? [];
      // The bytes of packets and what a simulator knows to be true are of use with the recording alone.
      default:
        return [];
    }
  }

  /** What is left when the recording is closed and all of it was given. */
  end(): string[] {
    const open = this.#body instanceof BodyWindows ? this.#body.end() : [];
    return [...open, ...this.#session.end()];
  }
}
