import { figureKind } from '../../figures/figureKinds.ts';
import type { Report } from '../../report.ts';
import { figure, unitName } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { FIGURE_SIDE_WORDS } from '../words.ts';

/** The means over the whole recording. */
export function figureTable({ figures }: Report): Markup | null {
  if (figures.length === 0) return null;
  return html`<table class="set"><thead><tr><th class="words">Over what is sound</th><th class="words">Leg</th><th>n</th><th>Mean</th><th>SD</th><th>Smallest</th><th>Largest</th></tr></thead><tbody>${figures.map(
    ({ key, side, n, mean, sd, smallest, largest }) => {
      const { words, unit } = figureKind(key);
      const digits = unit === 's' ? 2 : 1;
      return html`<tr><th scope="row">${words}, ${unitName(unit)}</th><td class="words">${FIGURE_SIDE_WORDS[side]}</td><td>${n}</td><td>${figure(mean, digits)}</td><td>${figure(sd, digits)}</td><td>${figure(smallest, digits)}</td><td>${figure(largest, digits)}</td></tr>
`;
    },
  )}</tbody></table>`;
}
