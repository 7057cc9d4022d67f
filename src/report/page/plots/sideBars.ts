import { html, type Markup } from '../html.ts';
import { linear, xy } from './scale.ts';

const WIDTH = 130;
const HEIGHT = 22;

/** Right above left, each from nothing to its value; the left one is hatched. */
export function sideBars(right: number, left: number): Markup {
  const low = Math.min(0, right, left);
  const high = Math.max(0, right, left);
  const x = linear(low, high, 2, WIDTH - 2);
  const bar = (value: number, y: number, side: string): Markup => {
    const [from, to] = [Math.min(x.at(0), x.at(value)), Math.max(x.at(0), x.at(value))];
    return html`<rect class="bar ${side}" x="${xy(from)}" y="${y}" width="${xy(to - from)}" height="7"/>`;
  };
  return html`<svg class="side-bars" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${bar(right, 3, 'right')}${bar(left, 12, 'left')}<line class="zero" x1="${xy(x.at(0))}" x2="${xy(x.at(0))}" y1="1" y2="${HEIGHT - 1}"/></svg>`;
}
