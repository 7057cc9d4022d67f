import type { BodyFrame } from '../../model/bodyFrame.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import { type QualityBits, qualityWord } from '../../model/quality.ts';
import type { ReportStrip, StripLeg } from '../report.ts';

/** As many as a printed line can show. */
const MOST_COLUMNS = 600;
const COLUMNS_PER_S = 20;

interface Columns {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Union of the flags; −1 without frames. */
  readonly bits: Int32Array;
}

/** Knee flexion over the session, in columns: the frames of each leg that fall into one. */
export class StripBuilder {
  readonly #startUs: number;
  readonly #columnUs: number;
  readonly #count: number;
  readonly #legs = new Map<Side, Columns>();

  constructor(startUs: number, endUs: number) {
    const spanS = Math.max(0, endUs - startUs) / 1e6;
    this.#startUs = startUs;
    this.#count = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(spanS * COLUMNS_PER_S)));
    this.#columnUs = Math.max(1, (endUs - startUs) / this.#count);
  }

  frame({ timeUs, legs }: BodyFrame): void {
    const column = Math.floor((timeUs - this.#startUs) / this.#columnUs);
    if (column < 0 || column >= this.#count) return;
    for (const { side, measures, quality } of legs) {
      const columns = this.#columnsOf(side);
      columns.bits[column] = Math.max(0, columns.bits[column]) | quality.knee;
      const flexion = measures.kneeFlexionDeg;
      if (!Number.isFinite(flexion)) continue;
      columns.low[column] = Math.min(columns.low[column], flexion);
      columns.high[column] = Math.max(columns.high[column], flexion);
    }
  }

  /** @param startedUs what seconds are counted from */
  strip(startedUs: number): ReportStrip {
    return {
      columnS: this.#columnUs / 1e6,
      fromS: (this.#startUs - startedUs) / 1e6,
      legs: SIDES.flatMap((side) => {
        const columns = this.#legs.get(side);
        return columns ? [stripLeg(side, columns)] : [];
      }),
    };
  }

  #columnsOf(side: Side): Columns {
    const found = this.#legs.get(side) ?? {
      low: new Float64Array(this.#count).fill(Number.POSITIVE_INFINITY),
      high: new Float64Array(this.#count).fill(Number.NEGATIVE_INFINITY),
      bits: new Int32Array(this.#count).fill(-1),
    };
    this.#legs.set(side, found);
    return found;
  }
}

function stripLeg(side: Side, { low, high, bits }: Columns): StripLeg {
  return {
    side,
    lowDeg: Array.from(low, tenths),
    highDeg: Array.from(high, tenths),
    quality: Array.from(bits, (flags: QualityBits) => (flags < 0 ? null : qualityWord(flags))),
  };
}

/** JSON has no negative zero: + 0 makes it a plain one. */
function tenths(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 10) / 10 + 0 : null;
}
