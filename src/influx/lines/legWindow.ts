import { z } from 'zod';
import {
  type BodyFrame,
  LEG_MEASURES,
  type LegFrame,
  QUANTITY_GROUPS,
  writeLegMeasures,
} from '../../model/bodyFrame.ts';
import { type LegColumns, QUALITY_COLUMNS } from './legColumns.ts';

/** Of a column: its place, how many frames state it, sum, least and largest. */
const columnState = z.tuple([z.int(), z.int(), z.number(), z.number(), z.number()]);

/** Only columns that a frame has stated, for JSON has no infinity. */
export const legWindowState = z.object({
  frames: z.int(),
  latencyUs: z.number(),
  quality: z.array(z.int()).length(QUANTITY_GROUPS.length),
  columns: z.array(columnState),
});

type LegWindowState = z.infer<typeof legWindowState>;

/** One leg over the frames of a window. */
export class LegWindow {
  readonly #columns: LegColumns;
  #frames: number;
  #latencyUs: number;
  readonly #quality: number[];
  readonly #values: Float64Array;
  readonly #counts: Float64Array;
  readonly #sums: Float64Array;
  readonly #least: Float64Array;
  readonly #largest: Float64Array;

  constructor(columns: LegColumns, state: LegWindowState | null) {
    const width = columns.plain.length;
    this.#columns = columns;
    this.#frames = state?.frames ?? 0;
    this.#latencyUs = state?.latencyUs ?? Number.NEGATIVE_INFINITY;
    this.#quality = [...(state?.quality ?? QUANTITY_GROUPS.map(() => 0))];
    this.#values = new Float64Array(width);
    this.#counts = new Float64Array(width);
    this.#sums = new Float64Array(width);
    this.#least = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
    this.#largest = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
    for (const [at, count, sum, least, largest] of state?.columns ?? []) {
      this.#counts[at] = count;
      this.#sums[at] = sum;
      this.#least[at] = least;
      this.#largest[at] = largest;
    }
  }

  get state(): LegWindowState {
    const columns: LegWindowState['columns'] = [];
    this.#counts.forEach((count, at) => {
      if (count > 0) columns.push([at, count, this.#sums[at], this.#least[at], this.#largest[at]]);
    });
    return {
      frames: this.#frames,
      latencyUs: this.#latencyUs,
      quality: [...this.#quality],
      columns,
    };
  }

  add(frame: BodyFrame, leg: LegFrame): void {
    const values = this.#values;
    writeLegMeasures(leg.measures, values, 0);
    for (let at = LEG_MEASURES.length; at < values.length; at++) {
      values[at] = leg.custom[at - LEG_MEASURES.length] ?? Number.NaN;
    }
    for (let at = 0; at < values.length; at++) {
      const value = values[at];
      if (!Number.isFinite(value)) continue;
      this.#counts[at] += 1;
      this.#sums[at] += value;
      if (value < this.#least[at]) this.#least[at] = value;
      if (value > this.#largest[at]) this.#largest[at] = value;
    }
    QUANTITY_GROUPS.forEach((group, i) => {
      this.#quality[i] |= leg.quality[group];
    });
    this.#latencyUs = Math.max(this.#latencyUs, frame.arrivalUs - frame.timeUs);
    this.#frames += 1;
  }

  /** Fields of the line. */
  get fields(): string {
    const { plain, min, max } = this.#columns;
    let text = '';
    for (let at = 0; at < plain.length; at++) {
      if (this.#counts[at] > 0) text += `${plain[at]}${this.#sums[at] / this.#counts[at]},`;
    }
    QUALITY_COLUMNS.forEach((column, i) => {
      text += `${column}${this.#quality[i]}i,`;
    });
    text += `latency_us=${this.#latencyUs}i,`;
    for (let at = 0; at < plain.length; at++) {
      if (this.#counts[at] === 0) continue;
      if (min[at] !== null) text += `${min[at]}${this.#least[at]},`;
      if (max[at] !== null) text += `${max[at]}${this.#largest[at]},`;
    }
    return `${text}frames=${this.#frames}i`;
  }
}
