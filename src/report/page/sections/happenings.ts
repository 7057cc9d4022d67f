import type { Report, ReportNote } from '../../report.ts';
import { clock, count } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { section } from './section.ts';

/** More of them would hide the rest; the JSON has all. */
const FAULTS_SHOWN = 20;
const MARKERS_SHOWN = 100;

/** What was noted, marked, and what went wrong. */
export function happenings({ session, markers, faults }: Report): Markup | null {
  if (session.notes === '' && markers.length === 0 && faults.length === 0) return null;
  return section(
    'Notes, markers and faults',
    session.notes === '' ? null : html`<p class="notes">${session.notes}</p>`,
    list('Markers', markers, MARKERS_SHOWN),
    list('Faults', faults, FAULTS_SHOWN),
  );
}

function list(title: string, notes: readonly ReportNote[], most: number): Markup | null {
  if (notes.length === 0) return null;
  const more = notes.length - most;
  return html`<h3>${title}</h3><ul class="times">${notes
    .slice(0, most)
    .map(({ atS, text }) => html`<li><b>${clock(atS)}</b> ${text}</li>`)}</ul>${
    more > 0
      ? html`<p class="caption">And ${count(more, 'more', 'more')}: all are in the JSON.</p>`
      : null
  }`;
}
