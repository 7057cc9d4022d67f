import type { Headline } from '../../../model/movement.ts';
import type { Side } from '../../../model/placement.ts';
import type { ReportRep, ReportRepLeg } from '../../report.ts';
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
const MOST_LABELS = 20;
const MARK = 10;

/** The headline of each rep of one leg: at peak flexion with its ±, and the largest in the rep. */
export function repPlot(
  reps: readonly ReportRep[],
  side: Side,
  headline: Headline,
  span: { readonly low: number; readonly high: number },
): Markup {
  const y = linear(span.low, span.high, AREA.bottom, AREA.top);
  const x = linear(0, Math.max(reps.length, 1), AREA.left, AREA.right);
  const every = Math.ceil(reps.length / MOST_LABELS);
  const marks = reps.map((rep, i) => {
    const leg = rep.legs.find((each) => each.side === side && each.judged);
    return leg ? repMark(rep, leg, x.at(i + 0.5), y.at) : null;
  });
  const labels = reps.flatMap(({ number }, i) =>
    i % every === 0 ? [{ at: x.at(i + 0.5), text: String(number) }] : [],
  );
  const name = `${SIDE_WORDS[side]} leg: ${headline.label} of each repetition at peak flexion`;
  return html`<svg class="plot ${side}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name}">
<title>${name}</title>
${bandZones(y, headline.bandEdges, AREA)}${leftAxis(y, AREA, unitName(headline.unit))}
${marks}${bottomAxis(labels, AREA, 'repetition')}
</svg>`;
}

/** Low and high that hold values, largest and ± of all legs. */
export function repSpan(reps: readonly ReportRep[], headline: Headline) {
  const values = reps.flatMap(({ legs }) =>
    legs
      .filter(({ judged }) => judged)
      .flatMap(({ headline: stated, headlinePeak }) => {
        const half = stated?.sd ? TWO_SIDED_95 * stated.sd : 0;
        const ends = stated ? [stated.value - half, stated.value + half] : [];
        return headlinePeak === null ? ends : [...ends, headlinePeak];
      }),
  );
  return spanWith(values, headline.bandEdges);
}

function repMark(
  rep: ReportRep,
  leg: ReportRepLeg,
  x: number,
  y: (value: number) => number,
): Markup {
  const { headline, headlinePeak, band } = leg;
  const peak =
    headlinePeak === null
      ? null
      : html`<line class="peak" x1="${xy(x - 5)}" x2="${xy(x + 5)}" y1="${xy(y(headlinePeak))}" y2="${xy(y(headlinePeak))}"/>`;
  if (headline === null || band === null) return html`${peak}`;
  const half = headline.sd === null ? 0 : TWO_SIDED_95 * headline.sd;
  const [top, bottom] = [y(headline.value + half), y(headline.value - half)];
  const whisker = html`<path class="whisker" d="M${xy(x)} ${xy(top)}V${xy(bottom)}M${xy(x - 2.5)} ${xy(top)}h5M${xy(x - 2.5)} ${xy(bottom)}h5"/>`;
  const scale = MARK / 24;
  const corner = `translate(${xy(x - MARK / 2)} ${xy(y(headline.value) - MARK / 2)}) scale(${xy(scale)})`;
  const n = bandNumber(band);
  return html`${half > 0 ? whisker : null}${peak}<path class="mark ${rep.counted ? `fill-${n}` : 'open'}" d="${BAND_SHAPES[n]}" transform="${corner}"/>`;
}
