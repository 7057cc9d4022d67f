import type { QualityWord } from '../../../model/quality.ts';
import { QUALITY_TEXT } from '../../../model/qualityText.ts';
import type { Report, ReportStrip, StripLeg } from '../../report.ts';
import { clock } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { SIDE_WORDS } from '../words.ts';
import { bottomAxis, leftAxis } from './axes.ts';
import type { PlotArea } from './bandZones.ts';
import { linear, type Scale, ticks, xy } from './scale.ts';

const WIDTH = 700;
const LEFT = 34;
const RIGHT = 695;
const ROW = 76;
const TOP = 26;
const GAP = 18;

/** Columns from `from` to before `end`. */
interface Stretch {
  readonly from: number;
  readonly end: number;
}

/** Knee flexion over the whole session with its reps; stretches that are not ok are hatched. */
export function stripPlot({ strip, sets, landings, holds, session }: Report): Markup {
  const { legs } = strip;
  const columns = legs[0]?.lowDeg.length ?? 1;
  const toS = strip.fromS + columns * strip.columnS;
  const x = linear(strip.fromS, toS, LEFT, RIGHT);
  const bottom = TOP + legs.length * (ROW + GAP) - GAP;
  const area: PlotArea = { left: LEFT, right: RIGHT, top: TOP, bottom };
  const high = Math.max(60, ...legs.flatMap(({ highDeg }) => highDeg.map((deg) => deg ?? 0)));
  const low = Math.min(0, ...legs.flatMap(({ lowDeg }) => lowDeg.map((deg) => deg ?? 0)));
  const spans = [
    ...sets.flatMap(({ reps }) =>
      reps.map(({ number, startS, endS, counted }) => ({
        fromS: startS,
        toS: endS,
        text: String(number),
        counted,
      })),
    ),
    ...landings.map(({ landing }) => ({
      fromS: (landing.flight.startUs - session.startedUs) / 1e6,
      toS: (landing.endUs - session.startedUs) / 1e6,
      text: String(landing.number),
      counted: landing.counted,
    })),
    ...holds.map(({ hold }) => ({
      fromS: (hold.startUs - session.startedUs) / 1e6,
      toS: (hold.endUs - session.startedUs) / 1e6,
      text: `${hold.side === 'right' ? 'R' : 'L'}${hold.number}`,
      counted: hold.quality === 'ok',
    })),
  ];
  const numbered = spans.length <= 80;
  return html`<svg class="plot strip" viewBox="0 0 ${WIDTH} ${bottom + 28}" role="img" aria-label="Knee flexion over the session">
<title>Knee flexion over the session</title>
${spans.map(({ fromS, toS: endS, text, counted }) => {
  const [from, to] = [x.at(fromS), x.at(endS)];
  const label = numbered
    ? html`<text x="${xy((from + to) / 2)}" y="${TOP - 6}" text-anchor="middle">${text}</text>`
    : null;
  return html`<rect class="rep ${counted ? 'counted' : 'not-counted'}" x="${xy(from)}" y="${TOP - 3}" width="${xy(Math.max(0.5, to - from))}" height="${bottom - TOP + 3}"/>${label}`;
})}
${legs.map((leg, i) => {
  const top = TOP + i * (ROW + GAP);
  const row: PlotArea = { left: LEFT, right: RIGHT, top, bottom: top + ROW };
  return stripRow(leg, strip, x, linear(low, high, row.bottom, row.top), row);
})}
${bottomAxis(
  ticks(strip.fromS, toS, 10).map((s) => ({ at: x.at(s), text: clock(s).replace(/\.0$/, '') })),
  area,
  'minutes from the start',
)}
</svg>`;
}

function stripRow(
  { side, lowDeg, highDeg, quality }: StripLeg,
  strip: ReportStrip,
  x: Scale,
  y: Scale,
  row: PlotArea,
): Markup {
  const at = (column: number): number => x.at(strip.fromS + column * strip.columnS);
  const bad = stretches(quality.map((word) => word !== 'ok'));
  return html`${leftAxis(y, row, `${SIDE_WORDS[side]}, °`, 3)}
${stretches(quality.map((word) => word === 'ok')).map(
  (good) => html`<path class="flexion" d="${ribbon(lowDeg, highDeg, good, at, y)}"/>`,
)}
${bad.map(
  ({ from, end }) =>
    html`<rect class="bad" x="${xy(at(from))}" y="${row.top}" width="${xy(at(end) - at(from))}" height="${ROW}"/>${reason(quality[from], (at(from) + at(end)) / 2, at(end) - at(from), row)}`,
)}
${bad.map((each) => html`<path class="flexion bad-flexion" d="${ribbon(lowDeg, highDeg, each, at, y)}"/>`)}`;
}

/** Why a stretch is not ok, where its first word fits in. */
function reason(
  word: QualityWord | null,
  middle: number,
  width: number,
  row: PlotArea,
): Markup | null {
  const text = word === null || word === 'ok' ? 'no data' : QUALITY_TEXT[word];
  if (width < 6 * text.length) return null;
  return html`<text class="reason" x="${xy(middle)}" y="${(row.top + row.bottom) / 2 + 3}" text-anchor="middle">${text}</text>`;
}

function stretches(wanted: readonly boolean[]): Stretch[] {
  const found: Stretch[] = [];
  let from = -1;
  for (let i = 0; i <= wanted.length; i++) {
    if (wanted[i] && from < 0) from = i;
    if (!wanted[i] && from >= 0) {
      found.push({ from, end: i });
      from = -1;
    }
  }
  return found;
}

/** Along the highest of each column and back along the lowest. */
function ribbon(
  low: readonly (number | null)[],
  high: readonly (number | null)[],
  { from, end }: Stretch,
  at: (column: number) => number,
  y: Scale,
): string {
  let path = '';
  const stated = (i: number): boolean => low[i] !== null && high[i] !== null;
  for (const part of stretches(Array.from({ length: end }, (_, i) => i >= from && stated(i)))) {
    const there: string[] = [];
    const back: string[] = [];
    for (let i = part.from; i < part.end; i++) {
      const x = xy(at(i + 0.5));
      there.push(`${x} ${xy(y.at(high[i] ?? 0) - 0.4)}`);
      back.unshift(`${x} ${xy(y.at(low[i] ?? 0) + 0.4)}`);
    }
    path += `M${there.join('L')}L${back.join('L')}Z`;
  }
  return path;
}
