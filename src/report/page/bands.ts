import { BAND_WORDS, type BandWord, type Headline } from '../../model/movement.ts';
import { wideWord } from '../../model/wideBand.ts';
import { html, type Markup } from './html.ts';

/** One shape per band on a field of 24 by 24, as on the dashboard: a band is told without colour. */
export const BAND_SHAPES: readonly string[] = [
  'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z',
  'M12 1.5L22.5 12L12 22.5L1.5 12z',
  'M12 2L23 21.5H1z',
  'M2.5 2.5h19v19h-19z',
];

export function bandNumber(band: BandWord): number {
  return BAND_WORDS.indexOf(band);
}

/**
 * Shape and word; of a value in line that is far on the other side, the word for that.
 * @param value in the unit of the headline; null where there is none to say it of
 */
export function bandMark(
  band: BandWord | null,
  value: number | null = null,
  { wideEdges }: Partial<Pick<Headline, 'wideEdges'>> = {},
): Markup {
  if (band === null) return html`<span class="no-band">–</span>`;
  const wide = band === 'in line' && value !== null && wideEdges && wideWord(value, wideEdges);
  if (wide) return html`<span class="band wide">↔ ${wide}</span>`;
  const n = bandNumber(band);
  return html`<span class="band band-${n}">${bandShape(n)}${band}</span>`;
}

export function bandShape(n: number): Markup {
  return html`<svg class="shape fill-${n}" viewBox="0 0 24 24" aria-hidden="true"><path d="${BAND_SHAPES[n]}"/></svg>`;
}
