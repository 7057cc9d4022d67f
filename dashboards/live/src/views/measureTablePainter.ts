import { LEG_MEASURES, type LegMeasure } from '../../../../src/model/bodyFrame.ts';
import { SIDES, type Side } from '../../../../src/model/placement.ts';
import { NO_VALUE } from '../store/formatValue.ts';
import type { LiveStore } from '../store/liveStore.ts';
import { readMeasure } from '../store/reading.ts';
import { setData, setText } from './parts.ts';

/** A table of twenty numbers per leg is read, not watched. */
const INTERVAL_MS = 250;

/** The table shows the units of files and exports. */
const DECIMALS = { deg: 1, m: 3 } as const;

interface Cell {
  readonly element: HTMLElement;
  readonly side: Side;
  readonly measure: LegMeasure;
  readonly unit: 'deg' | 'm';
}

/** Fills the cells marked `data-side` and `data-measure`. */
export class MeasureTablePainter {
  readonly #cells: readonly Cell[];
  readonly #store: LiveStore;
  #drawnAtMs = Number.NEGATIVE_INFINITY;

  constructor(table: HTMLElement, store: LiveStore) {
    this.#store = store;
    this.#cells = [...table.querySelectorAll<HTMLElement>('td[data-measure]')].flatMap(
      (element) => {
        const side = SIDES.find((candidate) => candidate === element.dataset.side);
        const found = LEG_MEASURES.find(({ key }) => key === element.dataset.measure);
        return side && found ? [{ element, side, measure: found.key, unit: found.unit }] : [];
      },
    );
  }

  draw(nowMs: number): void {
    if (nowMs - this.#drawnAtMs < INTERVAL_MS) return;
    this.#drawnAtMs = nowMs;
    const { level } = this.#store.freshness.peek();
    const shown = level === 'fresh' || level === 'paused';
    for (const { element, side, measure, unit } of this.#cells) {
      const leg = shown ? this.#store.frames.leg(side) : null;
      const reading = leg && readMeasure(leg, measure);
      setData(element, 'state', reading?.state ?? 'blank');
      const shownValue = leg && reading?.state !== 'blank' ? leg.measures[measure] : null;
      setText(element, shownValue === null ? NO_VALUE : shownValue.toFixed(DECIMALS[unit]));
      element.title = reading?.reason ?? '';
    }
  }
}
