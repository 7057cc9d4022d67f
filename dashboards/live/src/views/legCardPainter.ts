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
  'light',
  'lightWord',
  'ankles',
  'ankleName',
  'ankle',
  'ankleNote',
  'eversion',
  'eversionNote',
  'depth',
  'depthBar',
] as const;

const NO_DATA = 'no data';

/** What the light of a leg shows: how old and how good its data are, never what a link claims. */
const LIGHT_OF = {
  ok: ['good', 'Good'],
  dimmed: ['doubtful', 'Doubtful'],
  blank: ['none', 'No data'],
} as const;

function blank(reason: string): Reading {
  return { state: 'blank', value: Number.NaN, error: Number.NaN, reason };
}

/** Writes the newest values of one leg into its card, without the component tree. */
export class LegCardPainter {
  readonly #card: HTMLElement;
  readonly #parts: Readonly<Record<(typeof PARTS)[number], HTMLElement>>;
  readonly #side: Side;
  readonly #store: LiveStore;
  #hasFoot = false;
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
    const reading = leg ? readHeadline(leg, headline) : blank(NO_DATA);
    const due = nowMs - this.#digitsAtMs >= DIGITS_INTERVAL_MS;
    this.#drawDepth(leg, due);
    // A value that stops being good goes at once; one that changes waits for the next beat.
    if (!due && this.#card.dataset.state === reading.state) return;
    this.#digitsAtMs = nowMs;
    this.#drawHeadline(reading, headline);
    this.#drawLight(reading);
    this.#drawAnkle(leg);
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

  #drawLight({ state, reason }: Reading): void {
    const { light, lightWord } = this.#parts;
    const [lamp, told] = LIGHT_OF[state];
    const word = state === 'blank' && reason !== NO_DATA ? 'No angle' : told;
    setData(light, 'light', lamp);
    setText(lightWord, word);
    if (light.title !== reason) light.title = reason;
  }

  /** Of a foot that wears a sensor its roll and eversion, of another the shank over it. */
  #drawAnkle(leg: LegFrame | null): void {
    const { ankles, ankleName, ankle, ankleNote, eversion, eversionNote } = this.#parts;
    const roll = leg ? readMeasure(leg, 'footRollDeg') : blank(NO_DATA);
    if (leg) this.#hasFoot = !Number.isNaN(roll.value);
    setData(ankles, 'foot', String(this.#hasFoot));
    setText(ankleName, this.#hasFoot ? 'Foot roll' : 'Shank over foot');
    const shank = leg ? readMeasure(leg, 'kneeOverToeDeg') : blank(NO_DATA);
    writeFact(ankle, ankleNote, this.#hasFoot ? roll : shank);
    if (!this.#hasFoot) return;
    writeFact(eversion, eversionNote, leg ? readMeasure(leg, 'ankleEversionDeg') : blank(''));
  }

  #drawDepth(leg: LegFrame | null, due: boolean): void {
    const { depth, depthBar } = this.#parts;
    const reading = leg ? readMeasure(leg, 'kneeFlexionDeg') : blank(NO_DATA);
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

/** A value with its error, or none with the reason. */
function writeFact(value: HTMLElement, note: HTMLElement, reading: Reading): void {
  const ok = reading.state === 'ok';
  setText(value, ok ? `${formatValue(reading.value, 'deg')}°` : NO_VALUE);
  setText(note, ok ? formatError(reading.error, 'deg') : reading.reason);
}
