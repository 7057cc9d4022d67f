import type { Headline } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import { deviationDirection } from '../store/band.ts';
import { formatError, formatValue, MINUS, NO_VALUE } from '../store/formatValue.ts';
import type { LiveStore } from '../store/liveStore.ts';
import { type Reading, readHeadline } from '../store/reading.ts';
import { setData, setText } from './parts.ts';

/** Digits that change faster than this cannot be read; figures move at full rate. */
export const DIGITS_INTERVAL_MS = 100;

export const NO_DATA = 'no data';

export function blank(reason: string): Reading {
  return { state: 'blank', value: Number.NaN, error: Number.NaN, reason };
}

/** The headline of a leg as it may be shown now: blank once its data are old. */
export function shownHeadline(store: LiveStore, side: Side, headline: Headline): Reading {
  const leg = shownLeg(store, side);
  return leg ? readHeadline(leg, headline) : blank(NO_DATA);
}

/** The newest frame of a leg; null once it is old. */
export function shownLeg(store: LiveStore, side: Side) {
  const { level } = store.freshness.peek();
  return level === 'fresh' || level === 'paused' ? store.frames.leg(side) : null;
}

/** What `HeadlineDigits` and the plate of a band consist of, and the card they stand in. */
export interface HeadlineParts {
  readonly card: HTMLElement;
  readonly plate: HTMLElement;
  readonly word: HTMLElement;
  readonly sign: HTMLElement;
  readonly digits: HTMLElement;
  readonly error: HTMLElement;
}

/**
 * Writes band, word, digits and error.
 * @param side null where no leg is shown
 * @returns where the knee is off, `none` where no band can be told
 */
export function writeHeadline(
  { card, plate, word, sign, digits, error }: HeadlineParts,
  side: Side | null,
  reading: Reading,
  store: LiveStore,
  { unit, bandEdges }: Headline,
): 'in' | 'out' | 'none' {
  const band = side !== null && reading.state === 'ok' ? store.frames.band(side) : null;
  setData(card, 'state', reading.state);
  setData(plate, 'band', band === null ? 'none' : String(band));
  const told = band === null || side === null ? null : store.frames.word(side);
  setText(word, told ?? reading.reason);
  const text = reading.state === 'blank' ? NO_VALUE : formatValue(reading.value, unit);
  setText(sign, text.startsWith(MINUS) ? MINUS : '');
  setText(digits, text.replace(MINUS, ''));
  setText(error, reading.state === 'blank' ? '' : formatError(reading.error, unit));
  return band === null ? 'none' : deviationDirection(reading.value, band, bandEdges);
}
