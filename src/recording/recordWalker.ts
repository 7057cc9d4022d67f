import { Opcode } from '@mcap/core';
import type { ReadFile } from './readFile.ts';
import { RECORD_HEADER_BYTES, recordHeader, viewOf } from './recordHeader.ts';
import { beginsDataRecord, SEARCH_HEAD_BYTES } from './recordSearch.ts';

/** Read at once: message indexes are many and small, so most records cost no read of their own. */
const WINDOW_BYTES = 256 * 1024;
const DATA_END_BYTES = RECORD_HEADER_BYTES + 4;

export interface RecordPlace {
  readonly opcode: Opcode;
  readonly offset: number;
  /** Bytes of the whole record, header included. */
  readonly length: number;
}

/** Whether the data section ends with this record. */
export function isDataEnd({ opcode, length }: RecordPlace): boolean {
  return opcode === Opcode.DATA_END && length === DATA_END_BYTES;
}

/**
 * Steps through the top-level records of a file that may be growing or torn, without its
 * index and without decompressing anything.
 */
export class RecordWalker {
  readonly #file: ReadFile;
  #offset: number;
  #size: number;
  #window: Uint8Array = new Uint8Array(0);
  #windowAt = 0;

  constructor(file: ReadFile, offset: number) {
    this.#file = file;
    this.#offset = offset;
    this.#size = file.size;
  }

  /** End of the last whole record. */
  get offset(): number {
    return this.#offset;
  }

  /** The next whole record; null when none stands there (yet). */
  async next(): Promise<RecordPlace | null> {
    const place = await this.#placeAt(this.#offset);
    if (place) this.#offset = place.offset + place.length;
    // What was read there is no record yet, or was left by a crash and will be written anew.
    else this.#window = new Uint8Array(0);
    return place;
  }

  /** As `next`, but only a record that belongs into the data section, or the one that ends it. */
  async nextSound(): Promise<RecordPlace | null> {
    const begin = this.#offset;
    const place = await this.next();
    if (place === null || isDataEnd(place) || (await this.isSound(place))) return place;
    this.#offset = begin;
    this.#window = new Uint8Array(0);
    return null;
  }

  /** Passes a record that is known otherwise. */
  pass(length: number): void {
    this.#offset += length;
  }

  /** Passes all up to the present end of the file. */
  async passAll(): Promise<void> {
    this.#size = await this.#file.currentSize();
    this.#offset = this.#size;
  }

  /** Goes to the next sound record that begins behind `offset`; false when there is none. */
  async seekBehind(offset: number): Promise<boolean> {
    this.#size = await this.#file.currentSize();
    for (let from = offset + 1; from < this.#size; from += WINDOW_BYTES) {
      const bytes = await this.#file.readUpTo(from, WINDOW_BYTES + SEARCH_HEAD_BYTES);
      for (let i = 0; i < WINDOW_BYTES && i < bytes.length; i++) {
        // Most bytes are no opcode that is looked for, and a search may cross a whole file.
        if (bytes[i] < Opcode.SCHEMA || bytes[i] > Opcode.MESSAGE_INDEX) continue;
        const head = bytes.subarray(i, i + SEARCH_HEAD_BYTES);
        if (!beginsDataRecord(head, this.#size - from - i)) continue;
        this.#offset = from + i;
        return true;
      }
    }
    return false;
  }

  /** Whether a record is one of the data section, as far as the lengths within it tell. */
  async isSound({ offset, length }: RecordPlace): Promise<boolean> {
    return beginsDataRecord(await this.bytes(offset, SEARCH_HEAD_BYTES), length);
  }

  /** Up to `length` bytes at `offset`, fewer only at the end of the file. */
  async bytes(offset: number, length: number): Promise<Uint8Array> {
    const at = offset - this.#windowAt;
    if (at < 0 || at + length > this.#window.length) {
      this.#window = await this.#file.readUpTo(offset, Math.max(length, WINDOW_BYTES));
      this.#windowAt = offset;
    }
    const start = offset - this.#windowAt;
    return this.#window.subarray(start, start + length);
  }

  async #placeAt(offset: number): Promise<RecordPlace | null> {
    const head = await this.bytes(offset, RECORD_HEADER_BYTES);
    if (head.length < RECORD_HEADER_BYTES) return null;
    const { opcode, contentBytes } = recordHeader(viewOf(head), 0);
    const length = RECORD_HEADER_BYTES + contentBytes;
    if (opcode < Opcode.MIN || opcode > Opcode.MAX) return null;
    // Asked for again only when it matters: a long file has hundreds of thousands of records.
    if (offset + length > this.#size) this.#size = await this.#file.currentSize();
    return offset + length > this.#size ? null : { opcode, offset, length };
  }
}
