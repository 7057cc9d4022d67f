import { LEG_MEASURES, type LegMeasure } from '../../../../src/model/bodyFrame.ts';
import { SIDES, type Side } from '../../../../src/model/placement.ts';
import { NO_VALUE } from '../store/formatValue.ts';
import type { LiveStore } from '../store/liveStore.ts';
import { readMeasure } from '../store/reading.ts';
import { setData, setText } from './parts.ts';

/** A table of twenty numbers per leg is read, not watched. */
const INTERVAL_MS = 250;

interface Cell {
  readonly element: HTMLElement;
  readonly side: Side;
  readonly measure: LegMeasure;
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
        const measure = LEG_MEASURES.find(({ key }) => key === element.dataset.measure)?.key;
        return side && measure ? [{ element, side, measure }] : [];
      },
    );
  }

  draw(nowMs: number): void {
    if (nowMs - this.#drawnAtMs < INTERVAL_MS) return;
    this.#drawnAtMs = nowMs;
    const { level } = this.#store.freshness.peek();
    const shown = level === 'fresh' || level === 'paused';
    for (const { element, side, measure } of this.#cells) {
      const leg = shown ? this.#store.frames.leg(side) : null;
      const reading = leg && readMeasure(leg, measure);
      const visible = reading && reading.state !== 'blank';
      setData(element, 'state', reading?.state ?? 'blank');
      setText(element, visible ? reading.value.toFixed(1) : NO_VALUE);
      element.title = reading?.reason ?? '';
    }
  }
}
