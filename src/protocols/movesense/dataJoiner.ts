import { WireError } from '../wireError.ts';
import { isWhole } from './dataMessage.ts';
import type { MeasurementName } from './measurements.ts';

/** An ATT value is no longer; a message has at most two parts. */
const MAX_PART_BYTES = 512;

/**
 * Puts the data messages of one measurement together again that the firmware sent in two parts because
 * the link's MTU is too small for them. A first part does not say that it is one. Where its length
 * could be that of a whole message, it is kept until the next notification tells; what that told of
 * a length holds for all messages of this length.
 */
export class DataJoiner {
  readonly #name: MeasurementName;
  #pending: Uint8Array | null = null;
  /** Length of messages that came in one part, and of first parts; 0 before the first. */
  #wholeBytes = 0;
  #firstPartBytes = 0;
  #incomplete = 0;

  constructor(name: MeasurementName) {
    this.#name = name;
  }

  /** Messages whose second part did not come. */
  get incomplete(): number {
    return this.#incomplete;
  }

  /**
   * The whole messages that this one ends: itself, and one before it that turns out to be whole.
   * @throws WireError for more bytes than a notification holds
   */
  data(part: Uint8Array): Uint8Array[] {
    this.#requireFitting(part);
    const whole = this.#endPending();
    if (part.length === this.#wholeBytes) return [...whole, part];
    this.#pending = part;
    return whole;
  }

  /**
   * The message that this part completes.
   * @throws WireError when no first part waits for it
   */
  continuation(part: Uint8Array): Uint8Array {
    this.#requireFitting(part);
    const first = this.#pending;
    if (first === null) {
      // What was taken for whole was not: its length is learned anew.
      this.#wholeBytes = 0;
      throw new WireError(this.#name, 'the first part of a message before its second', 'none');
    }
    this.#pending = null;
    this.#firstPartBytes = first.length;
    const joined = new Uint8Array(first.length + part.length);
    joined.set(first);
    joined.set(part, first.length);
    return joined;
  }

  /** No second part has come for what waits: it is whole, or its rest was lost. */
  #endPending(): Uint8Array[] {
    const pending = this.#pending;
    if (pending === null) return [];
    this.#pending = null;
    if (pending.length !== this.#firstPartBytes && isWhole(this.#name, pending.length)) {
      this.#wholeBytes = pending.length;
      return [pending];
    }
    this.#incomplete++;
    return [];
  }

  #requireFitting(part: Uint8Array): void {
    if (part.length <= MAX_PART_BYTES) return;
    throw new WireError(`${this.#name}.length`, `at most ${MAX_PART_BYTES} bytes`, part.length);
  }
}
