import { BAND_WORDS, type Headline } from '../../../model/movement.ts';
import { html, type Markup } from '../html.ts';
import { type Scale, xy } from './scale.ts';

export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Least height of a zone that its word fits beside. */
const WORD_HEIGHT = 8;

/** The zones of the bands behind a plot, each with its word at the right of it. */
export function bandZones(y: Scale, edges: Headline['bandEdges'], area: PlotArea): Markup {
  const lower = [Number.NEGATIVE_INFINITY, ...edges];
  const upper = [...edges, Number.POSITIVE_INFINITY];
  const zones = BAND_WORDS.map((word, n) => {
    const top = Math.max(area.top, y.at(Math.min(upper[n], y.high)));
    const bottom = Math.min(area.bottom, y.at(Math.max(lower[n], y.low)));
    const height = bottom - top;
    if (height <= 0) return null;
    const label =
      height < WORD_HEIGHT
        ? null
        : html`<text class="zone-word" x="${area.right + 4}" y="${xy((top + bottom) / 2 + 3)}">${word}</text>`;
    return html`<rect class="zone zone-${n}" x="${area.left}" y="${xy(top)}" width="${area.right - area.left}" height="${xy(height)}"/>${label}`;
  });
  const lines = edges
    .filter((edge) => edge > y.low && edge < y.high)
    .map(
      (edge) =>
        html`<line class="edge" x1="${area.left}" x2="${area.right}" y1="${xy(y.at(edge))}" y2="${xy(y.at(edge))}"/>`,
    );
  return html`${zones}${lines}`;
}

/** The span that shows all values, nothing and the uppermost edge that matters. */
export function spanWith(
  values: readonly number[],
  edges: Headline['bandEdges'],
): { readonly low: number; readonly high: number } {
  let low = 0;
  let high = edges[1];
  // A loop, for the courses of a long set are more values than a call takes arguments.
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const room = 0.06 * (high - low);
  return { low: low - room, high: high + room };
}
