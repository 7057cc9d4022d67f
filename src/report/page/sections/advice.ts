import type { Report, ReportAdvice } from '../../report.ts';
import { html, type Markup } from '../html.ts';

const MARKS: Readonly<Record<ReportAdvice['weight'], readonly [sign: string, word: string]>> = {
  stop: ['■', 'Not to be used'],
  mind: ['▲', 'With care'],
  note: ['●', 'To know'],
};

/** What to know before the figures; nothing where there is nothing. */
export function adviceList({ advice }: Report): Markup | null {
  if (advice.length === 0) return null;
  return html`<ul class="advice">${advice.map(({ weight, sentence }) => {
    const [sign, word] = MARKS[weight];
    return html`<li class="${weight}"><strong>${sign} ${word}.</strong> ${sentence}</li>`;
  })}</ul>
`;
}
