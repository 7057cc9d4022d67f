import { BAND_WORDS } from '../../../../../src/model/movement.ts';
import type { CardFigure } from '../../../../../src/movement/assessments/resultCard.ts';
import type { BandIndex } from '../../store/band.ts';
import { formatDecimals } from '../../store/formatValue.ts';
import { BAND_INDICES } from '../BandShape.tsx';

type Shown = Pick<CardFigure, 'unit' | 'decimals'>;

/** A figure with its unit; without the minus of a rounded zero. */
export function amount(value: number, { unit, decimals }: Shown): string {
  const signed = formatDecimals(value, decimals);
  if (unit === 'deg') return `${signed}°`;
  return unit === '' ? signed : `${signed} ${unit}`;
}

/** `SD 0.8`, as ± is 95 % in the live view; never 0, which no measurement has; empty where it is not stated. */
export function errorText(sd: number | null, { decimals }: Shown): string {
  if (sd === null) return '';
  return `SD ${Math.max(sd, 10 ** -decimals).toFixed(decimals)}`;
}

/** Which shape a word of a card has; null of the words for the other side. */
export function bandOf(word: string | null): BandIndex | null {
  return BAND_INDICES.find((index) => BAND_WORDS[index] === word) ?? null;
}

/** Whether right against left is one to speak of, in words. */
export function verdictText(figure: CardFigure): string {
  const { difference } = figure;
  if (difference === null) return '';
  const { flagged, mdc95 } = difference;
  if (flagged === null) return 'no verdict';
  const limit = mdc95 === null ? '' : `; ${amount(mdc95, figure)} can be told`;
  return `${flagged ? 'a difference' : 'no difference'}${limit}`;
}
