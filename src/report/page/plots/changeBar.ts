import { html, type Markup } from '../html.ts';
import { linear, xy } from './scale.ts';

const WIDTH = 110;
const HEIGHT = 16;

/** A difference beside nothing; grey is what it must leave to count as a change. */
export function changeBar(difference: number, mdc95: number): Markup {
  const most = 1.25 * Math.max(Math.abs(difference), mdc95, 1e-9);
  const x = linear(-most, most, 3, WIDTH - 3);
  const grey = html`<rect class="scatter" x="${xy(x.at(-mdc95))}" y="2" width="${xy(x.at(mdc95) - x.at(-mdc95))}" height="${HEIGHT - 4}"/>`;
  return html`<svg class="change-bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${grey}<line class="zero" x1="${xy(x.at(0))}" x2="${xy(x.at(0))}" y1="1" y2="${HEIGHT - 1}"/><line class="shift" x1="${xy(x.at(0))}" x2="${xy(x.at(difference))}" y1="8" y2="8"/><circle class="shift-end" cx="${xy(x.at(difference))}" cy="8" r="3"/></svg>`;
}
