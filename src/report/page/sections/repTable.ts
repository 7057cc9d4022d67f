import type { Headline } from '../../../model/movement.ts';
import type { Task } from '../../../model/task.ts';
import { FIGURE_KINDS, type FigureKey, figureKind } from '../../figures/figureKinds.ts';
import { valueAtBottom } from '../../figures/valueAtBottom.ts';
import type { Report, ReportRep, ReportRepLeg, ReportSet } from '../../report.ts';
import { bandMark } from '../bands.ts';
import { clock, figure, unitName, withError } from '../figures.ts';
import { type Content, html, type Markup } from '../html.ts';
import { SIDE_WORDS } from '../words.ts';
import { caption } from './section.ts';

/** Of every repetition, besides the headline. */
const COLUMNS: readonly FigureKey[] = [
  'kneeMedialDeviationCm',
  'kneeValgusDeg',
  'fppaDeg',
  'kneeOverToeDeg',
];
/** Only where somebody wore a foot sensor. */
const FOOT_COLUMN: FigureKey = 'footRollDeg';

/** Every repetition, a row for each leg. */
export function repTable({ headline, session }: Report, { reps }: ReportSet): Markup {
  const headlineKey = FIGURE_KINDS.find(({ measure }) => measure === headline.measure)?.key;
  const hasFoot = reps.some(({ legs }) => legs.some((leg) => leg.metrics.footRollDeg));
  const keys = [...COLUMNS, ...(hasFoot ? [FOOT_COLUMN] : [])].filter((key) => key !== headlineKey);
  return html`<table class="reps each">
<thead><tr><th>Rep</th><th>From</th><th>Tempo,\u00a0s</th><th class="words">Leg</th><th>Depth,\u00a0°</th><th class="head pm">${headlineKey ? figureKind(headlineKey).short : headline.label},\u00a0${unitName(headline.unit)}</th><th class="words">Band</th><th>Largest</th>${keys.map(
    (key) =>
      html`<th class="pm">${figureKind(key).short},\u00a0${unitName(figureKind(key).unit)}</th>`,
  )}<th class="words">Cue</th></tr></thead>
${reps.map((rep) => repRows(rep, keys, session.settings.task, headline))}
</table>
${caption(
  'At peak flexion, as the mean of ±50 ms; + is inward. ± is the 95 % interval of the measurement, with what is known of the sensors’ axes: that part shifts all repetitions of a calibration alike, so that differences between them are surer, to about 1°.',
  'Tempo: way down, time at the bottom, way up. – cannot be stated there.',
)}`;
}

function repRows(rep: ReportRep, keys: readonly FigureKey[], task: Task, shown: Headline): Markup {
  const legs = rep.legs.filter(({ judged }) => judged);
  const span = legs.length;
  const rows = legs.map((leg, i) => {
    const first =
      i === 0
        ? html`<th scope="rowgroup" rowspan="${span}">${rep.number}</th><td rowspan="${span}">${clock(rep.startS)}</td><td rowspan="${span}">${tempo(rep)}</td>`
        : null;
    const last =
      i === 0 ? html`<td class="words" rowspan="${span}">${rep.cued ? 'yes' : '–'}</td>` : null;
    return html`<tr>${first}${legCells(leg, keys, shown)}${last}</tr>
`;
  });
  const remarks = remarksOn(rep, task);
  const why =
    remarks.length === 0
      ? null
      : html`<tr class="why"><td colspan="${keys.length + 9}">${remarks.join(' ')}</td></tr>
`;
  return html`<tbody class="${rep.counted ? 'counted' : 'not-counted'}">
${rows}${why}</tbody>
`;
}

/** In a row of their own below the rep; in a step-down the other heel is meant to touch. */
function remarksOn({ whyNot, asymmetric, toeTouch }: ReportRep, task: Task): string[] {
  const helped = toeTouch === true && task === 'singleLegSquat';
  return [
    ...(whyNot === null ? [] : [`Not counted: ${whyNot}.`]),
    ...(asymmetric ? ['One knee was bent much more than the other at the bottom.'] : []),
    ...(helped ? ['The other foot touched down.'] : []),
  ];
}

function tempo({ eccentricS, holdS, concentricS }: ReportRep): string {
  return [eccentricS, holdS, concentricS].map((s) => figure(s)).join('–');
}

function legCells(leg: ReportRepLeg, keys: readonly FigureKey[], shown: Headline): Markup {
  const { headline } = leg;
  // Where the data are not ok the row below says why, and there is no band.
  const band = leg.quality === 'ok' ? leg.band : null;
  return html`<td class="words">${SIDE_WORDS[leg.side]}</td><td>${figure(leg.peakFlexionDeg, 0)} <small>${leg.depthClass}</small></td><td class="head pm">${withError(headline?.value ?? null, headline?.sd ?? null)}</td><td class="words">${bandMark(band, leg.headlineAtPeakFlexion, shown)}</td><td>${figure(leg.headlinePeak)}</td>${keys.map((key) => html`<td class="pm">${cell(leg, key)}</td>`)}`;
}

/** Of the projection angle, where a deep bottom does not state it, what it was at 60° of flexion. */
function cell(leg: ReportRepLeg, key: FigureKey): Content {
  const stated = valueAtBottom(leg, key);
  if (stated === null && key === 'fppaDeg' && leg.fppaAt60Deg !== null) {
    return html`${figure(leg.fppaAt60Deg)} <small>at 60°</small>`;
  }
  return withError(stated?.value ?? null, stated?.sd ?? null);
}
