import { csvNumber } from './csvCell.ts';

const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const DECIMALS = 6;
const STEPS_PER_UNIT = 10 ** DECIMALS;
/** Steps that integer arithmetic can still take apart. */
const MAX_STEPS = 2 ** 31 - 1;
/** No number, word or separator is longer. */
const LONGEST_CELL = 64;

/**
 * Lines of numbers and plain words as bytes, for tables of millions of cells: writing the digits
 * is ten times as fast as asking for the text of a number.
 */
export class CsvBytes {
  #bytes = new Uint8Array(64 * 1024);
  #length = 0;

  /** Hands over the lines so far. */
  take(): Uint8Array {
    const lines = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return lines;
  }

  comma(): void {
    this.#put(COMMA);
  }

  endLine(): void {
    this.#put(LINE_FEED);
  }

  /** The same characters as `csvNumber` gives. */
  number(value: number): void {
    const steps = Math.round(value * STEPS_PER_UNIT);
    if (Math.abs(steps) <= MAX_STEPS) this.#decimal(steps);
    else this.word(csvNumber(value));
  }

  /** ASCII of at most 64 characters without commas, quotes and line ends. */
  word(word: string): void {
    for (let i = 0; i < word.length; i++) this.#put(word.charCodeAt(i));
  }

  #decimal(signedSteps: number): void {
    this.#reserve();
    let steps = signedSteps;
    if (steps < 0) {
      this.#bytes[this.#length++] = MINUS;
      steps = -steps;
    }
    const whole = Math.floor(steps / STEPS_PER_UNIT);
    this.#digits(whole, digitsOf(whole));
    let fraction = steps - whole * STEPS_PER_UNIT;
    if (fraction === 0) return;
    let decimals = DECIMALS;
    for (; fraction % 10 === 0; decimals--) fraction /= 10;
    this.#bytes[this.#length++] = POINT;
    this.#digits(fraction, decimals);
  }

  /** `count` digits, with zeros in front. */
  #digits(value: number, count: number): void {
    let rest = value | 0;
    for (let at = this.#length + count - 1; at >= this.#length; at--) {
      const tenth = (rest / 10) | 0;
      this.#bytes[at] = ZERO + rest - 10 * tenth;
      rest = tenth;
    }
    this.#length += count;
  }

  #put(byte: number): void {
    this.#reserve();
    this.#bytes[this.#length++] = byte;
  }

  #reserve(): void {
    if (this.#length + LONGEST_CELL <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * this.#bytes.length);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

function digitsOf(whole: number): number {
  let digits = 1;
  for (let limit = 10; whole >= limit; limit *= 10) digits++;
  return digits;
}
