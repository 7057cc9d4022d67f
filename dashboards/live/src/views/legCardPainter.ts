import type { LegFrame } from '../../../../src/model/bodyFrame.ts';
import type { Headline } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import { formatError, formatValue, NO_VALUE } from '../store/formatValue.ts';
import type { LiveStore } from '../store/liveStore.ts';
import { type Reading, readHeadline, readMeasure } from '../store/reading.ts';
import { partsOf, setData, setText } from './parts.ts';
import { blank, DIGITS_INTERVAL_MS, NO_DATA, shownLeg, writeHeadline } from './writeHeadline.ts';

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

/** What the light of a leg shows: how old and how good its data are, never what a link claims. */
const LIGHT_OF = {
  ok: ['good', 'Good'],
  dimmed: ['doubtful', 'Doubtful'],
  blank: ['none', 'No data'],
} as const;

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
    const leg = shownLeg(this.#store, this.#side);
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
    const parts = { card: this.#card, ...this.#parts };
    const direction = writeHeadline(parts, this.#side, reading, this.#store, headline);
    setData(parts.plate, 'direction', direction);
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
