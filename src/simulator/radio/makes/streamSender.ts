import type { Uuid } from '../gattTable.ts';
import type { LinkFate } from '../linkFate.ts';
import type { StreamMessage } from './makeProgram.ts';
import type { SampleStream, StreamRange } from './sampleStream.ts';
import type { StreamList } from './streamList.ts';

export interface StreamSenderOptions {
  readonly fate: LinkFate;
  readonly streams: StreamList;
  /** For tests: what is sent in place of a notification of samples; undefined for that itself. */
  readonly tamper: () => ((value: Uint8Array) => readonly Uint8Array[]) | undefined;
  /** Notifies a value; false when the link is full. */
  readonly notify: (uuid: Uuid, value: Uint8Array) => boolean;
}

/** Hands a sensor's samples to its radio, and keeps the truth of what became of them. */
export class StreamSender {
  readonly #options: StreamSenderOptions;
  /** What a message on its way tells of. */
  readonly #carried = new WeakMap<Uint8Array, StreamMessage>();
  /** What the notification that is made now tells of. */
  #telling: StreamMessage | undefined;
  /**
   * Of every stream whose next message was refused: the parts of it that have gone. It is already
   * known not to overflow.
   */
  readonly #partsGone = new Map<SampleStream, number>();

  constructor(options: StreamSenderOptions) {
    this.#options = options;
  }

  /** Hands a message to the radio's queue; false when it must be offered again. */
  offer(message: StreamMessage): boolean {
    const { uuid, parts, stream, range } = message;
    const gone = this.#partsGone.get(stream);
    if (gone === undefined && this.#options.fate.overflows()) {
      if (range) this.lost(stream, range);
      return true;
    }
    for (let next = gone ?? 0; next < parts.length; next++) {
      const told = next === parts.length - 1 ? message : undefined;
      if (this.#notify(uuid, parts[next]!, told)) continue;
      this.#partsGone.set(stream, next);
      return false;
    }
    this.#partsGone.delete(stream);
    return true;
  }

  /** The sensor threw samples away; what was offered of them is not offered again. */
  lost(stream: SampleStream, { first, count }: StreamRange): void {
    const { streams, fate } = this.#options;
    this.#partsGone.delete(stream);
    fate.tally.withheld.add(streams.numberOf(stream), first, count);
  }

  /** The radio takes `message`, which is the notification that is made now. */
  takes(message: Uint8Array): void {
    if (this.#telling) this.#carried.set(message, this.#telling);
  }

  /** A message was given to the program behind the other side. */
  reachedHost(message: Uint8Array): void {
    const told = this.#carried.get(message);
    if (!told) return;
    const { streams, fate } = this.#options;
    fate.tally.notifications++;
    if (!told.range) return;
    fate.tally.delivered.add(streams.numberOf(told.stream), told.range.first, told.range.count);
  }

  /** The link is gone, and with it what was refused. */
  forget(): void {
    this.#partsGone.clear();
  }

  /** @param told what `value` completes; undefined for a part that more must follow */
  #notify(uuid: Uuid, value: Uint8Array, told: StreamMessage | undefined): boolean {
    const sent = this.#options.tamper()?.(value) ?? [value];
    const taken = sent.every((each) => {
      this.#telling = each === value ? told : undefined;
      return this.#options.notify(uuid, each);
    });
    this.#telling = undefined;
    // What a test put in its place is not offered again.
    return taken || sent.length !== 1;
  }
}
