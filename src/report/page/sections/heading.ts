import type { Report } from '../../report.ts';
import { dateText, wholeSeconds } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { titleOf } from '../words.ts';

/** Who, what, when; and that it is simulated, where it is. */
export function heading({ session, durationS }: Report): Markup {
  const facts: (readonly [string, string])[] = [
    ['Participant', session.subject],
    ['When', dateText(session.startedUs)],
    ['Length', `${wholeSeconds(durationS)} min`],
    ['Protocol', session.protocol],
  ];
  return html`<header>
<p class="kind">Plumbline · movement report</p>
<h1>${titleOf(session)}</h1>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${
  session.simulated
    ? html`<p class="simulated"><strong>Simulated data.</strong> A simulator made these movements; nobody was measured.</p>`
    : null
}
</header>
`;
}
