import type { BandWord, Headline } from '../../../model/movement.ts';
import type { Side } from '../../../model/placement.ts';
import type { StatedValue } from '../../report.ts';
import { BAND_SHAPES, bandNumber } from '../bands.ts';
import { TWO_SIDED_95, unitName } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { SIDE_WORDS } from '../words.ts';
import { bottomAxis, leftAxis } from './axes.ts';
import { bandZones, type PlotArea, spanWith } from './bandZones.ts';
import { linear, xy } from './scale.ts';

const WIDTH = 345;
const HEIGHT = 170;
const AREA: PlotArea = { left: 26, right: 292, top: 18, bottom: 140 };
/** So many figures fit below a plot; of three digits half as many. */
const MOST_LABELS = 20;
const MARK = 10;
/** The smallest that its shape can be told of. */
const LEAST_MARK = 4;
/** With more of them whiskers would be one grey wall. */
export const MOST_WHISKERS = 50;

/** One repetition or landing of one leg. */
export interface Mark {
  readonly number: number;
  /** In the headline's unit; null where it cannot be stated. */
  readonly value: StatedValue | null;
  readonly band: BandWord | null;
  /** A second value of it, drawn as a short line. */
  readonly beside: number | null;
  readonly counted: boolean;
}

/** The headline of each repetition or landing of a leg, with its ±, on the zones of the bands. */
export function markPlot(
  marks: readonly Mark[],
  side: Side,
  headline: Headline,
  span: { readonly low: number; readonly high: number },
  what: string,
): Markup {
  const y = linear(span.low, span.high, AREA.bottom, AREA.top);
  const x = linear(0, Math.max(marks.length, 1), AREA.left, AREA.right);
  const fitting = marks.length < 100 ? MOST_LABELS : MOST_LABELS / 2;
  const every = Math.ceil(marks.length / fitting);
  const room = (AREA.right - AREA.left) / Math.max(marks.length, 1);
  const labels = marks.flatMap(({ number }, i) =>
    i % every === 0 ? [{ at: x.at(i + 0.5), text: String(number) }] : [],
  );
  const name = `${SIDE_WORDS[side]} leg: ${headline.label} of each ${what}`;
  return html`<svg class="plot ${side}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name}">
<title>${name}</title>
${bandZones(y, headline.bandEdges, AREA)}${leftAxis(y, AREA, unitName(headline.unit))}
${marks.map((mark, i) => drawn(mark, x.at(i + 0.5), y.at, room, marks.length <= MOST_WHISKERS))}${bottomAxis(labels, AREA, what)}
</svg>`;
}

/** Low and high that hold all of these marks. */
export function markSpan(
  marks: readonly Mark[],
  headline: Headline,
): { readonly low: number; readonly high: number } {
  const values = marks.flatMap(({ value, beside }) => {
    const ends = value ? [value.value - halfOf(value), value.value + halfOf(value)] : [];
    return beside === null ? ends : [...ends, beside];
  });
  return spanWith(values, headline.bandEdges);
}

function halfOf({ sd }: StatedValue): number {
  return sd === null ? 0 : TWO_SIDED_95 * sd;
}

function drawn(
  { value, band, beside, counted }: Mark,
  x: number,
  y: (value: number) => number,
  room: number,
  hasWhiskers: boolean,
): Markup {
  const size = Math.max(LEAST_MARK, Math.min(MARK, 0.9 * room));
  const line =
    beside === null
      ? null
      : html`<line class="peak" x1="${xy(x - size / 2)}" x2="${xy(x + size / 2)}" y1="${xy(y(beside))}" y2="${xy(y(beside))}"/>`;
  if (value === null || band === null) return html`${line}`;
  const half = halfOf(value);
  const [top, bottom] = [y(value.value + half), y(value.value - half)];
  const whisker = html`<path class="whisker" d="M${xy(x)} ${xy(top)}V${xy(bottom)}M${xy(x - 2.5)} ${xy(top)}h5M${xy(x - 2.5)} ${xy(bottom)}h5"/>`;
  const corner = `translate(${xy(x - size / 2)} ${xy(y(value.value) - size / 2)}) scale(${xy(size / 24)})`;
  const n = bandNumber(band);
  return html`${half > 0 && hasWhiskers ? whisker : null}${line}<path class="mark ${counted ? `fill-${n}` : 'open'}" d="${BAND_SHAPES[n]}" transform="${corner}"/>`;
}
