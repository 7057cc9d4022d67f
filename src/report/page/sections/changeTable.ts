import { figureKind } from '../../figures/figureKinds.ts';
import type { Report } from '../../report.ts';
import type { ChangeVerdict, FigureChange } from '../../reportChange.ts';
import { dateText, figure, signed, unitName } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { changeBar } from '../plots/changeBar.ts';
import { FIGURE_SIDE_WORDS } from '../words.ts';
import { mdcText } from './mdcText.ts';
import { caption, section } from './section.ts';

/** What changed since the earlier recording; nothing where none was chosen. */
export function changeTable({ change }: Report): Markup | null {
  if (change === null) return null;
  const { earlier, figures, cautions } = change;
  return section(
    `Change since ${dateText(earlier.startedUs)}`,
    cautions.length === 0
      ? null
      : html`<ul class="advice">${cautions.map((sentence) => html`<li class="mind"><strong>▲ With care.</strong> ${sentence}</li>`)}</ul>`,
    figures.length === 0
      ? html`<p class="empty">The two have no figure in common.</p>`
      : html`<table class="compare"><thead><tr><th class="words">Mean of</th><th class="words">Leg</th><th>Then (n)</th><th>Now (n)</th><th>Change</th><th></th><th>MDC</th><th class="words">Says</th></tr></thead><tbody>${figures.map(row)}</tbody></table>`,
    caption(
      `Against ${earlier.id}. Grey is the minimal detectable change (MDC, 95 %) with the sensors put on anew: two measurements of the same thing differ by as much. Only beyond it is a change a change. † the site’s own figure, else the default. Where no scatter is known, “plumbline repeatability” measures the site’s own.`,
    ),
  );
}

function row(each: FigureChange): Markup {
  const { words, unit } = figureKind(each.key);
  const digits = unit === 's' ? 2 : 1;
  return html`<tr><th scope="row">${words}, ${unitName(unit)}</th><td class="words">${FIGURE_SIDE_WORDS[each.side]}</td><td>${figure(each.earlier, digits)} <small>(${each.nEarlier})</small></td><td>${figure(each.now, digits)} <small>(${each.nNow})</small></td><td>${signed(each.difference, digits)}</td><td>${each.mdc95 === null ? null : changeBar(each.difference, each.mdc95)}</td><td>${mdcText(each)}</td><td class="words">${VERDICTS[each.verdict]}</td></tr>
`;
}

const VERDICTS: Readonly<Record<ChangeVerdict, Markup>> = {
  changed: html`<strong>◆ changed</strong>`,
  within: html`within scatter`,
  unknown: html`<span class="of">scatter not known</span>`,
  tooFew: html`<span class="of">too few to tell</span>`,
};
