import {
  type BodyFrame,
  LEG_MEASURES,
  type LegMeasure,
  writeLegMeasures,
} from '../../model/bodyFrame.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import { QUALITY_OK, type QualityBits } from '../../model/quality.ts';

const WIDTH = LEG_MEASURES.length;
const COLUMN_OF = Object.fromEntries(
  LEG_MEASURES.map(({ key }, column) => [key, column]),
) as Record<LegMeasure, number>;
const FLEXION = COLUMN_OF.kneeFlexionDeg;
const FIRST_CAPACITY = 1024;
/** Rows forgotten at once: moving the rest up for every single one would be most of the work. */
const FORGOTTEN_AT_ONCE = 100;
const NOT_WORN = -1;

interface LegColumns {
  /** Row after row of all measures. */
  cells: Float64Array;
  /** Flags of the projection, `NOT_WORN` where the frame has no such leg. */
  flags: Int32Array;
}

/**
 * The newest frames of a task, oldest first, as numbers alone: frames kept as objects for as long as a
 * rep lasts cost more in memory management than everything that is reckoned from them.
 */
export class FrameColumns {
  readonly #legs: Record<Side, LegColumns> = {
    right: { cells: new Float64Array(0), flags: new Int32Array(0) },
    left: { cells: new Float64Array(0), flags: new Int32Array(0) },
  };
  #times = new Float64Array(0);
  #length = 0;

  static of(frames: readonly BodyFrame[]): FrameColumns {
    const columns = new FrameColumns();
    for (const frame of frames) columns.push(frame);
    return columns;
  }

  /** Of the frames, ascending, µs; valid until the next `push` or `forget`. */
  get times(): Float64Array {
    return this.#times.subarray(0, this.#length);
  }

  push({ timeUs, legs }: BodyFrame): void {
    if (this.#length === this.#times.length) this.#grow();
    const row = this.#length++;
    this.#times[row] = timeUs;
    for (const side of SIDES) this.#legs[side].flags[row] = NOT_WORN;
    for (const { side, measures, quality } of legs) {
      const { cells, flags } = this.#legs[side];
      flags[row] = quality.projection;
      writeLegMeasures(measures, cells, row * WIDTH);
    }
  }

  /** Frees what is older, as soon as it is worth the while. */
  forget(beforeUs: number): void {
    const isDue = this.#length > FORGOTTEN_AT_ONCE && this.#times[FORGOTTEN_AT_ONCE - 1] < beforeUs;
    if (!isDue) return;
    const from = this.rowAt(beforeUs);
    this.#times.copyWithin(0, from, this.#length);
    for (const side of SIDES) {
      const { cells, flags } = this.#legs[side];
      cells.copyWithin(0, from * WIDTH, this.#length * WIDTH);
      flags.copyWithin(0, from, this.#length);
    }
    this.#length -= from;
  }

  clear(): void {
    this.#length = 0;
  }

  /** The first row at or after an instant; as many as there are where none is. */
  rowAt(timeUs: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#times[middle] < timeUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  isWorn(row: number, side: Side): boolean {
    return this.#legs[side].flags[row] !== NOT_WORN;
  }

  /** Flags of the projection of a leg; none where it is not worn. */
  flagsAt(row: number, side: Side): QualityBits {
    const flags = this.#legs[side].flags[row];
    return flags === NOT_WORN ? QUALITY_OK : flags;
  }

  /** Of one leg, or the mean over the worn ones where `side` is null; NaN where one has none. */
  flexionDeg(row: number, side: Side | null): number {
    const sides = side === null ? SIDES.filter((each) => this.isWorn(row, each)) : [side];
    let sum = 0;
    for (const each of sides) {
      sum += this.isWorn(row, each) ? this.#legs[each].cells[row * WIDTH + FLEXION] : Number.NaN;
    }
    return sum / sides.length;
  }

  /** A measure of one leg in these rows; NaN where the leg is not worn. */
  column(measure: LegMeasure, side: Side, rows: Int32Array): Float64Array {
    const { cells, flags } = this.#legs[side];
    const column = COLUMN_OF[measure];
    const values = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      values[i] = flags[row] === NOT_WORN ? Number.NaN : cells[row * WIDTH + column];
    }
    return values;
  }

  #grow(): void {
    const capacity = Math.max(FIRST_CAPACITY, 2 * this.#times.length);
    this.#times = widened(this.#times, new Float64Array(capacity));
    for (const side of SIDES) {
      const { cells, flags } = this.#legs[side];
      this.#legs[side] = {
        cells: widened(cells, new Float64Array(capacity * WIDTH)),
        flags: widened(flags, new Int32Array(capacity)),
      };
    }
  }
}

function widened<T extends Float64Array | Int32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
