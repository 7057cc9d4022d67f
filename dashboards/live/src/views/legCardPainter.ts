import type { LegFrame } from '../../../../src/model/bodyFrame.ts';
import type { Headline } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import { deviationDirection } from '../store/band.ts';
import { formatError, formatValue, MINUS, NO_VALUE } from '../store/formatValue.ts';
import type { LiveStore } from '../store/liveStore.ts';
import { type Reading, readHeadline, readMeasure } from '../store/reading.ts';
import { partsOf, setData, setText } from './parts.ts';

/** Digits that change faster than this cannot be read; the figure moves at full rate. */
const DIGITS_INTERVAL_MS = 100;

/** Knee flexion at which the depth bar is full: a deep squat. */
const FULL_DEPTH_DEG = 120;

const PARTS = [
  'plate',
  'word',
  'sign',
  'digits',
  'error',
  'ankle',
  'ankleNote',
  'depth',
  'depthBar',
] as const;

function blank(reason: string): Reading {
  return { state: 'blank', value: Number.NaN, error: Number.NaN, reason };
}

/** Writes the newest values of one leg into its card, without the component tree. */
export class LegCardPainter {
  readonly #card: HTMLElement;
  readonly #parts: Readonly<Record<(typeof PARTS)[number], HTMLElement>>;
  readonly #side: Side;
  readonly #store: LiveStore;
  #digitsAtMs = Number.NEGATIVE_INFINITY;

  constructor(card: HTMLElement, side: Side, store: LiveStore) {
    this.#card = card;
    this.#parts = partsOf(card, PARTS);
    this.#side = side;
    this.#store = store;
  }

  draw(nowMs: number): void {
    const headline = this.#store.hello.peek()?.headline;
    if (!headline) return;
    const { level } = this.#store.freshness.peek();
    const shown = level === 'fresh' || level === 'paused';
    const leg = shown ? this.#store.frames.leg(this.#side) : null;
    const reading = leg ? readHeadline(leg, headline) : blank('no data');
    const due = nowMs - this.#digitsAtMs >= DIGITS_INTERVAL_MS;
    this.#drawDepth(leg, due);
    // A value that stops being good goes at once; one that changes waits for the next beat.
    if (!due && this.#card.dataset.state === reading.state) return;
    this.#digitsAtMs = nowMs;
    this.#drawHeadline(reading, headline);
    this.#drawAnkle(leg ? readMeasure(leg, 'kneeOverToeDeg') : blank('no data'));
  }

  #drawHeadline(reading: Reading, headline: Headline): void {
    const { plate, word, sign, digits, error } = this.#parts;
    const { unit, bandEdges } = headline;
    const band = reading.state === 'ok' ? this.#store.frames.band(this.#side) : null;
    setData(this.#card, 'state', reading.state);
    setData(plate, 'band', band === null ? 'none' : String(band));
    setData(
      plate,
      'direction',
      band === null ? 'none' : deviationDirection(reading.value, band, bandEdges),
    );
    setText(word, (band === null ? null : this.#store.frames.word(this.#side)) ?? reading.reason);
    const text = reading.state === 'blank' ? NO_VALUE : formatValue(reading.value, unit);
    setText(sign, text.startsWith(MINUS) ? MINUS : '');
    setText(digits, text.replace(MINUS, ''));
    setText(error, reading.state === 'blank' ? '' : formatError(reading.error, unit));
  }

  #drawAnkle(reading: Reading): void {
    const { ankle, ankleNote } = this.#parts;
    const ok = reading.state === 'ok';
    const error = formatError(reading.error, 'deg');
    setText(ankle, ok ? `${formatValue(reading.value, 'deg')}°` : NO_VALUE);
    setText(ankleNote, ok ? error : reading.reason);
  }

  #drawDepth(leg: LegFrame | null, due: boolean): void {
    const { depth, depthBar } = this.#parts;
    const reading = leg ? readMeasure(leg, 'kneeFlexionDeg') : blank('no data');
    const share = reading.state === 'blank' ? 0 : reading.value / FULL_DEPTH_DEG;
    depthBar.style.transform = `scaleX(${Math.min(1, Math.max(0, share)).toFixed(3)})`;
    if (due) {
      setText(
        depth,
        reading.state === 'blank' ? NO_VALUE : `${formatValue(reading.value, 'deg')}°`,
      );
    }
  }
}
