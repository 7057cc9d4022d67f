import { BANDS_CAPTION } from '../../../model/disclaimer.ts';
import { SIDES, type Side } from '../../../model/placement.ts';
import { QUALITY_TEXT } from '../../../model/qualityText.ts';
import type { Report } from '../../report.ts';
import { bandMark } from '../bands.ts';
import { clock, count, figure, unitName } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { type Mark, markPlot, markSpan } from '../plots/markPlot.ts';
import { SIDE_WORDS } from '../words.ts';
import { caption, section } from './section.ts';

const LOW_RATE = 'Below 120 frames a second impacts are over between two frames';

type Row = Report['landings'][number];

/** Every landing, a row for each leg. */
export function landingTable(report: Report): Markup | null {
  const { landings, headline, session } = report;
  if (landings.length === 0) return null;
  const counted = landings.filter(({ landing }) => landing.counted).length;
  const unit = unitName(headline.unit);
  // Where it is so of all, the caption says it once.
  const tellsRate = !landings.every(({ landing }) => landing.lowRate);
  return section(
    `${count(landings.length, 'landing')}, ${counted} counted`,
    landingPlots(report),
    html`<table class="reps"><thead><tr><th>No.</th><th>At</th><th>Flight, s</th><th>Jump, cm</th><th>Floor, s</th><th>R − L, ms</th><th class="words">Leg</th><th>At contact, ${unit}</th><th>First 100 ms, ${unit}</th><th class="head">Largest, ${unit}</th><th class="words">Band</th><th>Flexion at contact, °</th><th>Deepest, °</th><th>Shank, g</th></tr></thead>
${landings.map((each) => landingRows(each, session.startedUs, tellsRate))}</table>`,
    caption(
      `${headline.label} from the first contact to the deepest flexion; + is inward. In the plots the mark is the largest value, its shape the band, the short line the value at contact.`,
      'Jump: from the time of flight; – after a step off a box. Floor: time until the next flight. R − L: by how much the right foot came down later.',
      landings.every(({ landing }) => landing.lowRate) ? `${LOW_RATE}.` : '',
      BANDS_CAPTION,
    ),
  );
}

function landingPlots({ landings, headline }: Report): Markup {
  const marks = SIDES.map((side) => [side, marksOf(landings, side)] as const).filter(
    ([, ofSide]) => ofSide.length > 0,
  );
  const span = markSpan(
    marks.flatMap(([, ofSide]) => ofSide),
    headline,
  );
  return html`<p class="plotted"><b>${headline.label}</b>, ${unitName(headline.unit)}: + is inward</p><div class="plots">${marks.map(
    ([side, ofSide]) =>
      html`<figure><figcaption>${SIDE_WORDS[side]} leg, each landing at its largest</figcaption>${markPlot(ofSide, side, headline, span, 'landing')}</figure>`,
  )}</div>`;
}

function marksOf(landings: readonly Row[], side: Side): Mark[] {
  return landings.flatMap(({ landing: { number, counted, legs } }) => {
    const leg = legs.find((each) => each.side === side);
    if (!leg) return [];
    const { headlinePeak, headlineAtContact: beside, band } = leg;
    const value = headlinePeak === null ? null : { value: headlinePeak, sd: null };
    return [{ number, value, band, beside, counted }];
  });
}

function landingRows({ landing }: Row, startedUs: number, tellsRate: boolean): Markup {
  const { legs, flight, counted } = landing;
  const span = legs.length;
  const rows = legs.map((leg, i) => {
    const first =
      i === 0
        ? html`<th scope="rowgroup" rowspan="${span}">${landing.number}</th><td rowspan="${span}">${clock((landing.initialContactUs - startedUs) / 1e6)}</td><td rowspan="${span}">${figure((flight.endUs - flight.startUs) / 1e6, 2)}</td><td rowspan="${span}">${figure(flight.jumpHeightM === null ? null : 100 * flight.jumpHeightM)}</td><td rowspan="${span}">${figure(landing.contactS, 2)}</td><td rowspan="${span}">${figure(landing.contactDifferenceMs, 0)}</td>`
        : null;
    const band =
      leg.quality === 'ok'
        ? bandMark(leg.band)
        : html`<em class="doubt">${QUALITY_TEXT[leg.quality]}</em>`;
    return html`<tr>${first}<td class="words">${SIDE_WORDS[leg.side]}</td><td>${figure(leg.headlineAtContact)}</td><td>${figure(leg.headlinePeak100Ms)}</td><td class="head">${figure(leg.headlinePeak)}</td><td class="words">${band}</td><td>${figure(leg.flexionAtContactDeg, 0)}</td><td>${figure(leg.peakFlexionDeg, 0)}</td><td>${figure(leg.peakShankG)}</td></tr>
`;
  });
  const notes = [
    ...(counted ? [] : ['Not counted.']),
    ...(tellsRate && landing.lowRate ? [`${LOW_RATE}.`] : []),
  ];
  const why =
    notes.length === 0
      ? null
      : html`<tr class="why"><td colspan="14">${notes.join(' ')}</td></tr>
`;
  return html`<tbody class="${counted ? 'counted' : 'not-counted'}">
${rows}${why}</tbody>
`;
}
