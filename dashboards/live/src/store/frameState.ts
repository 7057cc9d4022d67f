import type { BodyFrame, LegFrame } from '../../../../src/model/bodyFrame.ts';
import { BAND_WORDS, type BandWord, type Headline } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import { WIDE_WORDS, type WideWord } from '../../../../src/model/wideBand.ts';
import { BAND_HYSTERESIS, type BandIndex, nextBand } from './band.ts';
import { readHeadline, readMeasure } from './reading.ts';
import { TimeRing } from './timeRing.ts';

/** No value is as far out: of a hub that does not tell these edges. */
const NEVER = Number.NEGATIVE_INFINITY;

/** What the strip charts show of each leg, in the order of the ring's columns. */
export const HISTORY_QUANTITIES = ['headline', 'kneeFlexion', 'kneeValgus'] as const;
export type HistoryQuantity = (typeof HISTORY_QUANTITIES)[number];

export const HISTORY_S = 10;

/** Frames further apart than this leave a visible gap in the charts. */
const GAP_S = 0.1;

/** Rows for ten seconds at the highest frame rate of 200 Hz, and the rows that mark gaps. */
const HISTORY_ROWS = HISTORY_S * 200 + 200;

const SIDE_OFFSET: Readonly<Record<Side, number>> = {
  left: 0,
  right: HISTORY_QUANTITIES.length,
};
const COLUMN_COUNT = 2 * HISTORY_QUANTITIES.length;

const NO_VALUES: readonly number[] = new Array<number>(COLUMN_COUNT).fill(Number.NaN);

export function historyColumn(side: Side, quantity: HistoryQuantity): number {
  return SIDE_OFFSET[side] + HISTORY_QUANTITIES.indexOf(quantity);
}

/** The newest frame and what was derived from the ones before; read by drawers, not by components. */
export class FrameState {
  readonly history = new TimeRing(HISTORY_ROWS, COLUMN_COUNT);
  readonly #bands = new Map<Side, BandIndex>();
  readonly #wide = new Map<Side, BandIndex>();
  #latest: BodyFrame | null = null;
  #revision = 0;

  get latest(): BodyFrame | null {
    return this.#latest;
  }

  /** Grows with every change, so a drawer can tell whether there is anything new. */
  get revision(): number {
    return this.#revision;
  }

  leg(side: Side): LegFrame | null {
    return this.#latest?.legs.find((leg) => leg.side === side) ?? null;
  }

  /** null while the headline of that leg is not `ok`. */
  band(side: Side): BandIndex | null {
    return this.#bands.get(side) ?? null;
  }

  /** What is said of the leg: its band, or how far it is on the other side; null with `band`. */
  word(side: Side): BandWord | WideWord | null {
    const band = this.band(side);
    if (band === null) return null;
    const wide = band === 0 ? (this.#wide.get(side) ?? 0) : 0;
    return wide === 0 ? BAND_WORDS[band] : (WIDE_WORDS[wide - 1] ?? null);
  }

  clear(): void {
    this.history.clear();
    this.#bands.clear();
    this.#wide.clear();
    this.#latest = null;
    this.#revision++;
  }

  /** Frames are missing behind the newest one, however short the time: no line is drawn over it. */
  markGap(): void {
    if (this.#latest === null) return;
    this.history.push(this.history.newestTime, NO_VALUES);
    this.#revision++;
  }

  push(frame: BodyFrame, headline: Headline): void {
    const timeS = frame.timeUs / 1e6;
    // A time that runs backwards is a seek or a loop: the past on screen is no longer its past.
    if (timeS <= this.history.newestTime) this.clear();
    if (timeS - this.history.newestTime > GAP_S) {
      this.history.push(timeS - GAP_S / 2, NO_VALUES);
    }
    const row = new Array<number>(COLUMN_COUNT).fill(Number.NaN);
    for (const leg of frame.legs) {
      this.#pushLeg(leg, headline, row);
    }
    this.history.push(timeS, row);
    this.#latest = frame;
    this.#revision++;
  }

  #pushLeg(leg: LegFrame, headline: Headline, row: number[]): void {
    const reading = readHeadline(leg, headline);
    if (reading.state === 'ok') {
      const hysteresis = headline.hysteresis ?? BAND_HYSTERESIS[headline.unit];
      const previous = this.band(leg.side);
      this.#bands.set(leg.side, nextBand(reading.value, headline.bandEdges, hysteresis, previous));
      // The other side is the same ladder in a mirror, of two steps.
      const [wide, far] = headline.wideEdges ?? [NEVER, NEVER];
      const before = this.#wide.get(leg.side) ?? null;
      this.#wide.set(leg.side, nextBand(-reading.value, [-wide, -far, -NEVER], hysteresis, before));
    } else {
      this.#bands.delete(leg.side);
      this.#wide.delete(leg.side);
    }
    const flexion = readMeasure(leg, 'kneeFlexionDeg');
    const valgus = readMeasure(leg, 'kneeValgusDeg');
    for (const [quantity, { state, value }] of [
      ['headline', reading],
      ['kneeFlexion', flexion],
      ['kneeValgus', valgus],
    ] as const) {
      if (state !== 'blank') row[historyColumn(leg.side, quantity)] = value;
    }
  }
}
