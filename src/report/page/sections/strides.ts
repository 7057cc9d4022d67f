import { QUALITY_TEXT } from '../../../model/qualityText.ts';
import { frontalOf } from '../../figures/frontalOf.ts';
import type { Report } from '../../report.ts';
import { clock, count, figure } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { SIDE_WORDS } from '../words.ts';
import { figureTable } from './figureTable.ts';
import { gaitTable } from './gaitTable.ts';
import { caption, section } from './section.ts';

/** More than this is for programs: all are in the JSON. */
const SHOWN = 60;

/** What the walk comes to, its figures, and each of the first ones. */
export function strideTable(report: Report): Markup | null {
  const { strides, session } = report;
  if (strides.length === 0) return null;
  const more = strides.length - SHOWN;
  return section(
    count(strides.length, 'stride'),
    gaitTable(report.gait),
    figureTable(report),
    html`<table class="reps"><thead><tr><th class="words">Leg</th><th>No.</th><th>At</th><th>Stride, s</th><th>Stance, %</th><th>Flexion in loading, °</th><th>in swing, °</th><th>Valgus in stance, largest, °</th><th>range, °</th><th>Shank lean, °</th><th class="words">Data</th></tr></thead><tbody>${strides
      .slice(0, SHOWN)
      .map(({ stride }) => {
        const frontal = frontalOf(stride);
        const words = stride.quality === 'ok' ? 'ok' : QUALITY_TEXT[stride.quality];
        return html`<tr class="${stride.quality === 'ok' ? 'counted' : 'not-counted'}"><td class="words">${SIDE_WORDS[stride.side]}</td><td>${stride.number}</td><td>${clock((stride.initialContactUs - session.startedUs) / 1e6)}</td><td>${figure(stride.strideS, 2)}</td><td>${figure(stride.stancePct)}</td><td>${figure(stride.loadingFlexionDeg)}</td><td>${figure(stride.swingFlexionDeg)}</td><td>${figure(frontal.valgusPeakStanceDeg)}</td><td>${figure(frontal.valgusRangeStanceDeg)}</td><td>${figure(frontal.shankLeanMidStanceDeg)}</td><td class="words">${words}</td></tr>
`;
      })}</tbody></table>`,
    caption(
      'Stance is 0–60 % of the stride; frontal figures of walking are exploratory.',
      more > 0 ? `The first ${SHOWN} of ${strides.length}; all are in the JSON.` : '',
    ),
  );
}
