import type { Report, ReportAnnotation, ReportNote } from '../../report.ts';
import { clock, count } from '../figures.ts';
import { type Content, html, type Markup } from '../html.ts';
import { section } from './section.ts';

/** More of them would hide the rest; the JSON has all. */
const FAULTS_SHOWN = 20;
const NOTES_SHOWN = 100;

/** What was noted, marked, and what went wrong. */
export function happenings({ session, annotations, markers, faults }: Report): Markup | null {
  const { notes } = session;
  if (notes === '' && annotations.length + markers.length + faults.length === 0) return null;
  return section(
    'Notes, markers and faults',
    notes === '' ? null : html`<p class="notes">${notes}</p>`,
    list('Notes at an instant', annotations, NOTES_SHOWN, annotationText),
    list('Markers', markers, NOTES_SHOWN),
    list('Faults', faults, FAULTS_SHOWN),
  );
}

function list<Note extends ReportNote>(
  title: string,
  notes: readonly Note[],
  most: number,
  textOf: (note: Note) => Content = ({ text }) => text,
): Markup | null {
  if (notes.length === 0) return null;
  const more = notes.length - most;
  return html`<h3>${title}</h3><ul class="times">${notes
    .slice(0, most)

    .map((note) => html`<li><b>${clock(note.atS)}</b> ${textOf(note)}</li>`)}</ul>${
    more > 0
      ? html`<p class="caption">And ${count(more, 'more', 'more')}: all are in the JSON.</p>`
      : null
  }`;
}

/** With its end where it is of a stretch, and who said it. */
function annotationText({ untilS, text, by }: ReportAnnotation): Markup {
  return html`${untilS === null ? null : `to ${clock(untilS)}: `}${text} <small>${by}</small>`;
}
