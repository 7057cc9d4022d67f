import { LEG_MEASURES, type LegFrame } from '../../../../src/model/bodyFrame.ts';
import type { CustomMeasure } from '../../../../src/model/customMeasures.ts';
import { SIDES, type Side } from '../../../../src/model/placement.ts';
import { formatDecimals, formatSignificant, NO_VALUE } from '../store/formatValue.ts';
import type { LiveStore } from '../store/liveStore.ts';
import { type Reading, readCustom, readMeasure } from '../store/reading.ts';
import { setData, setText } from './parts.ts';

/** A table of twenty numbers per leg is read, not watched. */
const INTERVAL_MS = 250;

/** The table shows the units of files and exports. */
const DECIMALS = { deg: 1, m: 3 } as const;
/** A custom measure may be of any size. */
const SIGNIFICANT_DIGITS = 4;

/** A measure that stands in a row. */
interface Shown {
  readonly read: (leg: LegFrame) => Reading;
  /** The value in digits, unless there is none. */
  readonly digits: (leg: LegFrame) => string;
}

interface Cell extends Shown {
  readonly element: HTMLElement;
  readonly side: Side;
}

/** Fills the cells marked `data-side` and `data-measure`, or `data-custom` for the session's own. */
export class MeasureTablePainter {
  readonly #cells: readonly Cell[];
  readonly #store: LiveStore;
  #drawnAtMs = Number.NEGATIVE_INFINITY;

  constructor(table: HTMLElement, store: LiveStore, custom: readonly CustomMeasure[]) {
    this.#store = store;
    this.#cells = [...table.querySelectorAll<HTMLElement>('td[data-side]')].flatMap((element) => {
      const side = SIDES.find((candidate) => candidate === element.dataset.side);
      const shown = shownIn(element.dataset, custom);
      return side && shown ? [{ element, side, ...shown }] : [];
    });
  }

  draw(nowMs: number): void {
    if (nowMs - this.#drawnAtMs < INTERVAL_MS) return;
    this.#drawnAtMs = nowMs;
    const { level } = this.#store.freshness.peek();
    const shown = level === 'fresh' || level === 'paused';
    for (const { element, side, read, digits } of this.#cells) {
      const leg = shown ? this.#store.frames.leg(side) : null;
      const reading = leg && read(leg);
      setData(element, 'state', reading?.state ?? 'blank');
      setText(element, leg && reading?.state !== 'blank' ? digits(leg) : NO_VALUE);
      element.title = reading?.reason ?? '';
    }
  }
}

function shownIn(
  { measure, custom: index }: DOMStringMap,
  custom: readonly CustomMeasure[],
): Shown | null {
  const found = LEG_MEASURES.find(({ key }) => key === measure);
  if (found) {
    const { key, unit } = found;
    return {
      read: (leg) => readMeasure(leg, key),
      digits: ({ measures }) => formatDecimals(measures[key], DECIMALS[unit]),
    };
  }
  const at = Number(index);
  const own = custom[at];
  if (!own) return null;
  return {
    read: (leg) => readCustom(leg, own, at),
    digits: ({ custom: values }) => customDigits(values[at] ?? Number.NaN, own.unit),
  };
}

function customDigits(value: number, unit: string | undefined): string {
  if (unit === 'deg' || unit === 'm') return formatDecimals(value, DECIMALS[unit]);
  return formatSignificant(value, SIGNIFICANT_DIGITS);
}
