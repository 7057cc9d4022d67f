/** Of the longest varint of 32 bits, and of the longest fixed field. */
const LONGEST_FIELD_BYTES = 8;

/**
 * Writes the fields of one Protocol Buffers message after the other into one buffer, which is used again for
 * the next message: a frame has some 150 numbers, and an object for each is what a writer of any field
 * order needs, not this one.
 */
export class ProtoWriter {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;

  /** Begins a message. */
  begin(): this {
    this.#at = 0;
    return this;
  }

  /** As varint. */
  uint32(value: number): this {
    this.#reserve(LONGEST_FIELD_BYTES);
    const bytes = this.#bytes;
    let at = this.#at;
    let rest = value >>> 0;
    while (rest > 127) {
      bytes[at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.#at = at;
    return this;
  }

  bool(value: boolean): this {
    return this.uint32(value ? 1 : 0);
  }

  float(value: number): this {
    this.#reserve(LONGEST_FIELD_BYTES);
    this.#view.setFloat32(this.#at, value, true);
    this.#at += 4;
    return this;
  }

  fixed32(value: number): this {
    this.#reserve(LONGEST_FIELD_BYTES);
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
    return this;
  }

  /** With their length before them. */
  bytes(value: Uint8Array): this {
    this.uint32(value.length);
    this.#reserve(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
    return this;
  }

  /** The message, as a copy of its own; from the pool of Node, as one array each is slow to make. */
  finish(): Uint8Array {
    return Buffer.from(this.#bytes.subarray(0, this.#at));
  }

  #reserve(bytes: number): void {
    const needed = this.#at + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * needed);
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
