import type { Report } from '../../report.ts';
import { clock, count, figure } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { section } from './section.ts';

const SHOWN = 30;

/** Movements that began like a repetition and were none. */
export function rejectedList({ rejected }: Report): Markup | null {
  if (rejected.length === 0) return null;
  const more = rejected.length - SHOWN;
  return section(
    'Movements that were not taken for repetitions',
    html`<table><thead><tr><th>From</th><th>To</th><th>Depth, °</th><th class="words">Why</th></tr></thead><tbody>${rejected
      .slice(0, SHOWN)
      .map(
        ({ startS, endS, peakFlexionDeg, reason }) =>
          html`<tr><td>${clock(startS)}</td><td>${clock(endS)}</td><td>${figure(peakFlexionDeg, 0)}</td><td class="words free">${reason}</td></tr>
`,
      )}</tbody></table>`,
    more > 0
      ? html`<p class="caption">And ${count(more, 'more', 'more')}: all are in the JSON.</p>`
      : null,
  );
}
