import type { Report } from '../../report.ts';
import { clock, count, figure } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { section } from './section.ts';

const SHOWN = 30;

/** A map: a file may hold any word, and an object has more names than it was given. */
const WORDS = new Map([
  ['rep', 'a repetition'],
  ['hold', 'a hold'],
  ['stride', 'a stride'],
]);

/** Movements that began like what was looked for and were none. */
export function rejectedList({ rejected }: Report): Markup | null {
  if (rejected.length === 0) return null;
  const more = rejected.length - SHOWN;
  return section(
    'Movements that were not taken',
    html`<table><thead><tr><th class="words">Began like</th><th>From</th><th>To</th><th>Depth, °</th><th class="words">Why</th></tr></thead><tbody>${rejected
      .slice(0, SHOWN)
      .map(
        ({ what, side, startS, endS, peakFlexionDeg, reason }) =>
          html`<tr><td class="words">${WORDS.get(what) ?? what}${side === null ? null : `, ${side}`}</td><td>${clock(startS)}</td><td>${clock(endS)}</td><td>${figure(peakFlexionDeg, 0)}</td><td class="words free">${reason}</td></tr>
`,
      )}</tbody></table>`,
    more > 0
      ? html`<p class="caption">And ${count(more, 'more', 'more')}: all are in the JSON.</p>`
      : null,
  );
}
