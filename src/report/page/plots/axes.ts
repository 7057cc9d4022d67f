import { figure } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import type { PlotArea } from './bandZones.ts';
import { type Scale, ticks, xy } from './scale.ts';

/** Ticks and figures at the left of a plot, with a line at nothing. */
export function leftAxis(y: Scale, area: PlotArea, unit: string, wanted = 5): Markup {
  const marks = ticks(y.low, y.high, wanted);
  const digits = marks.every(Number.isInteger) ? 0 : 1;
  return html`${marks.map(
    (value) =>
      html`<line class="${value === 0 ? 'zero' : 'grid'}" x1="${area.left}" x2="${area.right}" y1="${xy(y.at(value))}" y2="${xy(y.at(value))}"/><text x="${area.left - 4}" y="${xy(y.at(value) + 3)}" text-anchor="end">${figure(value, digits)}</text>`,
  )}<text class="axis-name" x="2" y="${area.top - 5}">${unit}</text>`;
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Figures below a plot, and the name of what they are. */
export function bottomAxis(marks: readonly Tick[], area: PlotArea, name: string): Markup {
  return html`<line class="frame" x1="${area.left}" x2="${area.right}" y1="${area.bottom}" y2="${area.bottom}"/>${marks.map(
    ({ at, text }) =>
      html`<line class="frame" x1="${xy(at)}" x2="${xy(at)}" y1="${area.bottom}" y2="${area.bottom + 3}"/><text x="${xy(at)}" y="${area.bottom + 12}" text-anchor="middle">${text}</text>`,
  )}<text class="axis-name" x="${(area.left + area.right) / 2}" y="${area.bottom + 24}" text-anchor="middle">${name}</text>`;
}
