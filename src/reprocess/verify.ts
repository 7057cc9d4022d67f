import { encodeBody } from '../recording/bodyMessage.ts';
import { encodeJson } from '../recording/jsonMessage.ts';
import type { Recording } from '../recording/reader.ts';
import { unknownText } from '../recording/unknownMessages.ts';
import { recompute } from './recompute.ts';

export interface Verification {
  /** Frames and events found equal before the first difference. */
  readonly frames: number;
  readonly events: number;
  /**
   * The damage, what this version does not know, or else the first difference in a sentence; null
   * when all is equal bit for bit.
   */
  readonly difference: string | null;
}

/** Whether the packets of a recording still give the frames and events stored beside them. */
export async function verify(recording: Recording): Promise<Verification> {
  const frames = new Comparison('frame', recording.frames(), encodeBody);
  const events = new Comparison('event', recording.events(), encodeJson);
  for await (const output of recompute(recording)) {
    for (const frame of output.frames) await frames.next(frame);
    for (const event of output.events) await events.next(event);
    if (frames.difference ?? events.difference) break;
  }
  await frames.end();
  await events.end();
  return {
    frames: frames.equal,
    events: events.equal,
    difference:
      damageOf(recording) ?? unknownOf(recording) ?? frames.difference ?? events.difference,
  };
}

/** Named before any difference: what follows a gap in the packets differs of necessity. */
function damageOf({ damagedChunks }: Recording): string | null {
  if (damagedChunks === 0) return null;
  const chunks = damagedChunks === 1 ? '1 chunk' : `${damagedChunks} chunks`;
  return `${chunks} of the recording ${damagedChunks === 1 ? 'is' : 'are'} damaged, so nothing behind can be compared`;
}

/** What cannot be read cannot be compared, and an input that is left out changes all that follows. */
function unknownOf({ unknownMessages }: Recording): string | null {
  const unknown = unknownText(unknownMessages);
  return unknown === null
    ? null
    : `${unknown} cannot be compared: verify it with the version that wrote it`;
}

/** Holds what is computed against what is stored, in the bytes they are stored as. */
class Comparison<T> {
  readonly #name: string;
  readonly #stored: AsyncGenerator<T, void, void>;
  readonly #encode: (value: T) => Uint8Array;
  equal = 0;
  difference: string | null = null;

  constructor(
    name: string,
    stored: AsyncGenerator<T, void, void>,
    encode: (value: T) => Uint8Array,
  ) {
    this.#name = name;
    this.#stored = stored;
    this.#encode = encode;
  }

  async next(computed: T): Promise<void> {
    if (this.difference !== null) return;
    const stored = await this.#stored.next();
    if (stored.done) {
      this.difference = `${this.#name} ${this.equal + 1} is computed but not stored`;
    } else if (Buffer.compare(this.#encode(computed), this.#encode(stored.value)) !== 0) {
      this.difference = `${this.#name} ${this.equal + 1} differs from the stored one`;
    } else {
      this.equal++;
    }
  }

  async end(): Promise<void> {
    if (this.difference === null && !(await this.#stored.next()).done) {
      this.difference = `${this.#name} ${this.equal + 1} is stored but not computed`;
    }
  }
}
