import type { Headline } from '../../../../../src/model/movement.ts';
import type { Side } from '../../../../../src/model/placement.ts';
import type { Palette } from '../../draw/palette.ts';
import { drawGauge } from '../../gauge/drawGauge.ts';
import { judgedLegs, worseLeg } from '../../store/gaugeLeg.ts';
import { GAUGE_LEG } from '../../store/livePreferences.ts';
import type { LiveStore } from '../../store/liveStore.ts';
import { taskShown } from '../../store/movementKind.ts';
import type { Reading } from '../../store/reading.ts';
import { partsOf, setData, setText } from '../parts.ts';
import { SIDE_NAME } from '../sideName.ts';
import {
  blank,
  DIGITS_INTERVAL_MS,
  NO_DATA,
  shownHeadline,
  writeHeadline,
} from '../writeHeadline.ts';

const PARTS = ['side', 'plate', 'word', 'sign', 'digits', 'error'] as const;

/** Writes one leg, the chosen one, that of a cue or the worse, into gauge and digits. */
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
      .map((side): readonly [Side, Reading] => [side, shownHeadline(this.#store, side, headline)]);
    const chosen = GAUGE_LEG.value.peek();
    const judged = judgedLegs(taskShown(this.#store), this.#store.snapshot.peek());
    const cued = this.#store.cue.peek()?.side ?? null;
    const side =
      readings.find(([each]) => each === chosen)?.[0] ??
      worseLeg(readings, this.#side, headline.unit, judged, cued);
    const turned = side !== this.#side;
    this.#side = side;
    const reading = readings.find(([each]) => each === side)?.[1] ?? blank(NO_DATA);
    const band = side !== null && reading.state === 'ok' ? this.#store.frames.band(side) : null;
    drawGauge(this.#canvas, side && { side, reading, band }, headline, palette);
    const due = nowMs - this.#digitsAtMs >= DIGITS_INTERVAL_MS;
    // The bob has the shape of the new band at once, and the plate must not contradict it.
    const told = band === null ? 'none' : String(band);
    const changed =
      this.#card.dataset.state !== reading.state || this.#parts.plate.dataset.band !== told;
    if (!due && !turned && !changed) return;
    this.#digitsAtMs = nowMs;
    this.#write(side, reading, headline);
  }

  #write(side: Side | null, reading: Reading, headline: Headline): void {
    const parts = { card: this.#card, ...this.#parts };
    setData(parts.card, 'side', side ?? 'none');
    setText(parts.side, side === null ? '' : `${SIDE_NAME[side]} leg`);
    const direction = writeHeadline(parts, side, reading, this.#store, headline);
    const rightwards = (direction === 'in') === (side === 'left');
    setData(
      parts.plate,
      'direction',
      direction === 'none' ? 'none' : rightwards ? 'right' : 'left',
    );
  }
}
