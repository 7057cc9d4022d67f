import type { Side } from '../../../../../src/model/placement.ts';
import type { Palette } from '../../draw/palette.ts';
import { drawGauge } from '../../gauge/drawGauge.ts';
import { deviationDirection } from '../../store/band.ts';
import { formatError, formatValue, MINUS, NO_VALUE } from '../../store/formatValue.ts';
import { worseLeg } from '../../store/gaugeLeg.ts';
import { GAUGE_LEG } from '../../store/livePreferences.ts';
import type { LiveStore } from '../../store/liveStore.ts';
import { type Reading, readHeadline } from '../../store/reading.ts';
import { partsOf, setData, setText } from '../parts.ts';
import { SIDE_NAME } from '../sideName.ts';

const DIGITS_INTERVAL_MS = 100;

const PARTS = ['side', 'plate', 'word', 'sign', 'digits', 'error'] as const;

const NOTHING: Reading = {
  state: 'blank',
  value: Number.NaN,
  error: Number.NaN,
  reason: 'no data',
};

/** Writes one leg, the worse or the chosen one, into gauge and digits. */
export class AthletePainter {
  readonly #card: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #parts: Readonly<Record<(typeof PARTS)[number], HTMLElement>>;
  readonly #store: LiveStore;
  #side: Side | null = null;
  #digitsAtMs = Number.NEGATIVE_INFINITY;

  constructor(card: HTMLElement, canvas: HTMLCanvasElement, store: LiveStore) {
    this.#card = card;
    this.#canvas = canvas;
    this.#parts = partsOf(card, PARTS);
    this.#store = store;
  }

  draw(nowMs: number, palette: Palette): void {
    const headline = this.#store.hello.peek()?.headline;
    if (!headline) return;
    const readings = this.#store.sides
      .peek()
      .map((side): readonly [Side, Reading] => [side, this.#read(side)]);
    const chosen = GAUGE_LEG.value.peek();
    const side =
      readings.find(([each]) => each === chosen)?.[0] ??
      worseLeg(readings, this.#side, headline.unit);
    const turned = side !== this.#side;
    this.#side = side;
    const reading = readings.find(([each]) => each === side)?.[1] ?? NOTHING;
    const band = side !== null && reading.state === 'ok' ? this.#store.frames.band(side) : null;
    drawGauge(this.#canvas, side && { side, reading, band }, headline, palette);
    const due = nowMs - this.#digitsAtMs >= DIGITS_INTERVAL_MS;
    if (!due && !turned && this.#card.dataset.state === reading.state) return;
    this.#digitsAtMs = nowMs;
    this.#write(side, reading);
  }

  #read(side: Side): Reading {
    const headline = this.#store.hello.peek()?.headline;
    const { level } = this.#store.freshness.peek();
    const leg = level === 'fresh' || level === 'paused' ? this.#store.frames.leg(side) : null;
    return leg && headline ? readHeadline(leg, headline) : NOTHING;
  }

  #write(side: Side | null, reading: Reading): void {
    const headline = this.#store.hello.peek()?.headline;
    if (!headline) return;
    const { plate, word, sign, digits, error } = this.#parts;
    const band = side !== null && reading.state === 'ok' ? this.#store.frames.band(side) : null;
    setData(this.#card, 'state', reading.state);
    setData(this.#card, 'side', side ?? 'none');
    setText(this.#parts.side, side === null ? '' : `${SIDE_NAME[side]} leg`);
    setData(plate, 'band', band === null ? 'none' : String(band));
    const direction =
      band === null ? 'none' : deviationDirection(reading.value, band, headline.bandEdges);
    const rightwards = (direction === 'in') === (side === 'left');
    setData(plate, 'direction', direction === 'none' ? 'none' : rightwards ? 'right' : 'left');
    const told = band === null || side === null ? null : this.#store.frames.word(side);
    setText(word, told ?? reading.reason);
    const text = reading.state === 'blank' ? NO_VALUE : formatValue(reading.value, headline.unit);
    setText(sign, text.startsWith(MINUS) ? MINUS : '');
    setText(digits, text.replace(MINUS, ''));
    setText(error, reading.state === 'blank' ? '' : formatError(reading.error, headline.unit));
  }
}
