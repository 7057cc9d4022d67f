import type { LegMeasure } from '../../model/bodyFrame.ts';
import type { Side } from '../../model/placement.ts';
import { zeroLagLowPass } from '../../signal/zeroLag.ts';
import type { FrameColumns } from './frameColumns.ts';
import type { Times } from './windows.ts';

/** More than this many periods between two frames is a gap, across which nothing is filtered. */
const GAP_PERIODS = 1.5;

/** What one leg did about a rep, measure by measure; frames without its flexion are left out. */
export class LegSeries {
  readonly times: Times;
  readonly #frames: FrameColumns;
  readonly #rows: Int32Array;
  readonly #side: Side;
  readonly #rateHz: number;
  readonly #raw = new Map<LegMeasure, Float64Array>();
  readonly #smooth = new Map<string, Float64Array>();

  /**
   * @param rows of the frames that are meant, ascending
   * @param times of these, µs
   */
  constructor(frames: FrameColumns, side: Side, rows: Int32Array, times: Times, rateHz: number) {
    this.times = times;
    this.#frames = frames;
    this.#side = side;
    this.#rows = rows;
    this.#rateHz = rateHz;
  }

  /** As the frames have it; not to be changed. */
  raw(measure: LegMeasure): Float64Array {
    const known = this.#raw.get(measure);
    if (known) return known;
    const values = this.#frames.column(measure, this.#side, this.#rows);
    this.#raw.set(measure, values);
    return values;
  }

  /** Low-passed without lag, each stretch without a gap by itself; NaN stays NaN. */
  smooth(measure: LegMeasure, cutoffHz: number): Float64Array {
    const key = `${measure} ${cutoffHz}`;
    const known = this.#smooth.get(key);
    if (known) return known;
    const values = this.raw(measure).slice();
    for (const [from, end] of this.#stretches(values)) {
      zeroLagLowPass(values, cutoffHz, this.#rateHz, from, end);
    }
    this.#smooth.set(key, values);
    return values;
  }

  *#stretches(values: Float64Array): Generator<readonly [number, number]> {
    const gapUs = (GAP_PERIODS * 1e6) / this.#rateHz;
    let from = -1;
    for (let i = 0; i <= values.length; i++) {
      const isStated = i < values.length && !Number.isNaN(values[i]);
      const isAfterGap = from >= 0 && isStated && this.times[i] - this.times[i - 1] > gapUs;
      if (from >= 0 && (!isStated || isAfterGap)) {
        yield [from, i];
        from = -1;
      }
      if (isStated && from < 0) from = i;
    }
  }
}
