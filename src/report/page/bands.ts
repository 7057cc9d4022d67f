import { BAND_WORDS, type BandWord } from '../../model/movement.ts';
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

/** Shape and word. */
export function bandMark(band: BandWord | null): Markup {
  if (band === null) return html`<span class="no-band">–</span>`;
  const n = bandNumber(band);
  return html`<span class="band band-${n}">${bandShape(n)}${band}</span>`;
}

export function bandShape(n: number): Markup {
  return html`<svg class="shape fill-${n}" viewBox="0 0 24 24" aria-hidden="true"><path d="${BAND_SHAPES[n]}"/></svg>`;
}
