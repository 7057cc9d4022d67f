import { FACT_NAMES, RECORDED_FACTS } from '../../../model/factNames.ts';
import { FACT_LABELS, factText } from '../../../model/factWords.ts';
import type { Report } from '../../report.ts';
import { dateText, wholeSeconds } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { titleOf } from '../words.ts';

/** Who, what, when, and what was said of it since; and that it is simulated, where it is. */
export function heading({ session, facts: said, tags, durationS }: Report): Markup {
  const facts: (readonly [string, string])[] = [
    ['Participant', session.subject],
    ['When', dateText(session.startedUs)],
    ['Length', `${wholeSeconds(durationS)} min`],
    ['Protocol', session.protocol],
  ];
  const since = [
    ...FACT_NAMES.filter((name) => !RECORDED_FACTS.includes(name)).flatMap((name) => {
      const value = said[name];
      return value === undefined ? [] : [[FACT_LABELS[name], factText(name, value)] as const];
    }),
    ...(tags.length === 0 ? [] : [['Tags', tags.join(', ')] as const]),
  ];
  return html`<header>
<p class="kind">Plumbline · movement report</p>
<h1>${titleOf(session)}</h1>
<dl class="facts">${facts.map(row)}</dl>
${since.length === 0 ? null : html`<dl class="made said">${since.map(row)}</dl>`}
${
  session.simulated
    ? html`<p class="simulated"><strong>Simulated data.</strong> A simulator made these movements; nobody was measured.</p>`
    : null
}
</header>
`;
}

function row([name, value]: readonly [string, string]): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
