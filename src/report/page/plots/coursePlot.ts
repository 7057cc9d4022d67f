import type { Headline } from '../../../model/movement.ts';
import type { Side } from '../../../model/placement.ts';
import type { ReportRep, ReportRepLeg } from '../../report.ts';
import { unitName } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { SIDE_WORDS } from '../words.ts';
import { bottomAxis, leftAxis } from './axes.ts';
import { bandZones, type PlotArea, spanWith } from './bandZones.ts';
import { linear, pathOf, xy } from './scale.ts';

const WIDTH = 345;
const HEIGHT = 190;
const AREA: PlotArea = { left: 26, right: 292, top: 18, bottom: 160 };
/** A mean of fewer at a point is no mean of the reps. */
const LEAST_OF_REPS = 0.5;

interface Drawn {
  readonly rep: ReportRep;
  readonly leg: ReportRepLeg;
}

/** The headline over each rep of one leg, laid over each other, with their mean. */
export function coursePlot(
  reps: readonly ReportRep[],
  side: Side,
  headline: Headline,
  span: { readonly low: number; readonly high: number },
): Markup {
  const drawn = drawnOf(reps, side);
  const x = linear(0, 100, AREA.left, AREA.right);
  const y = linear(span.low, span.high, AREA.bottom, AREA.top);
  const path = (course: readonly (number | null)[]): string =>
    pathOf(course.map((value, i) => (value === null ? null : [x.at(i), y.at(value)])));
  const counted = drawn.filter(({ rep }) => rep.counted);
  const others = drawn.filter(({ rep }) => !rep.counted);
  const bottoms = counted.map(({ rep }) => (rep.bottomS - rep.startS) / (rep.endS - rep.startS));
  return html`<svg class="plot ${side}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${SIDE_WORDS[side]} leg: ${headline.label} over each repetition">
<title>${SIDE_WORDS[side]} leg: ${headline.label} over each repetition</title>
${bandZones(y, headline.bandEdges, AREA)}${leftAxis(y, AREA, unitName(headline.unit))}
${others.map(({ leg }) => html`<path class="course not-counted" d="${path(leg.course)}"/>`)}
${counted.map(({ leg }) => html`<path class="course" d="${path(leg.course)}"/>`)}
${counted.length > 1 ? html`<path class="course mean" d="${path(meanCourse(counted))}"/>` : null}
${largest(counted, x.at, y.at)}${bottomMark(bottoms, x.at)}
${bottomAxis(
  [0, 25, 50, 75, 100].map((percent) => ({ at: x.at(percent), text: String(percent) })),
  AREA,
  '% of the repetition',
)}
</svg>`;
}

/** Low and high that hold the courses of all legs, so that they can be compared by eye. */
export function courseSpan(reps: readonly ReportRep[], headline: Headline) {
  const values = reps.flatMap(({ legs }) =>
    legs
      .filter(({ judged }) => judged)
      .flatMap(({ course }) => course.filter((value) => value !== null)),
  );
  return spanWith(values, headline.bandEdges);
}

function drawnOf(reps: readonly ReportRep[], side: Side): Drawn[] {
  return reps.flatMap((rep) => {
    const leg = rep.legs.find((each) => each.side === side && each.judged);
    return leg ? [{ rep, leg }] : [];
  });
}

function meanCourse(drawn: readonly Drawn[]): (number | null)[] {
  return drawn[0].leg.course.map((_, i) => {
    const values = drawn.flatMap(({ leg }) => leg.course[i] ?? []);
    if (values.length < LEAST_OF_REPS * drawn.length) return null;
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

/** Names the rep that goes furthest in. */
function largest(
  drawn: readonly Drawn[],
  x: (percent: number) => number,
  y: (value: number) => number,
): Markup | null {
  let best: { rep: number; at: number; value: number } | null = null;
  for (const { rep, leg } of drawn) {
    leg.course.forEach((value, at) => {
      if (value !== null && (best === null || value > best.value)) {
        best = { rep: rep.number, at, value };
      }
    });
  }
  if (best === null || drawn.length < 2) return null;
  const { rep, at, value }: { rep: number; at: number; value: number } = best;
  return html`<text class="named" x="${xy(x(at))}" y="${xy(y(value) - 3)}" text-anchor="middle">rep ${rep}</text>`;
}

function bottomMark(bottoms: readonly number[], x: (percent: number) => number): Markup | null {
  if (bottoms.length === 0) return null;
  const at = x((100 * bottoms.reduce((sum, each) => sum + each, 0)) / bottoms.length);
  return html`<line class="bottom-mark" x1="${xy(at)}" x2="${xy(at)}" y1="${AREA.top}" y2="${AREA.bottom}"/><text x="${xy(at)}" y="${AREA.top - 5}" text-anchor="middle">deepest</text>`;
}
