import type { GaitFigure, GaitSummary } from '../../../model/gait.ts';
import type { Side } from '../../../model/placement.ts';
import { figure, signed } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { caption } from './section.ts';

/** What no single stride states: cadence, steps and scatter, left against right. */
export function gaitTable(gait: GaitSummary | null): Markup | null {
  if (gait === null) return null;
  const { cadencePerMin, stepS, notOk, isShort } = gait;
  const ofSide = (side: Side) => gait.sides.find((each) => each.side === side) ?? null;
  const [right, left] = [ofSide('right'), ofSide('left')];
  return html`<table class="set"><thead><tr><th class="words">The walk</th><th>Right</th><th>Left</th><th>Right against left</th></tr></thead><tbody><tr><th scope="row">Strides on sound data</th><td>${right?.strideS.n ?? 0}</td><td>${left?.strideS.n ?? 0}</td><td></td></tr>
<tr><th scope="row">Step time, s</th><td>${meanText(stepS?.right)}</td><td>${meanText(stepS?.left)}</td><td>${signed(stepS?.symmetryPct ?? null)} %</td></tr>
<tr><th scope="row">Stride time varies by (CV), %</th><td>${figure(right?.strideCvPct ?? null)}</td><td>${figure(left?.strideCvPct ?? null)}</td><td></td></tr></tbody></table>${caption(
    `${figure(cadencePerMin, 0)} steps a minute.`,
    stepS === null
      ? 'Steps need strides of both legs in turn.'
      : 'A step is from a contact of the other foot to one of this; right against left is the difference of the means over their mean.',
    isShort ? 'Steady figures want 20 strides of a leg.' : '',
    notOk > 0 ? `Left out for their data: ${notOk}.` : '',
  )}`;
}

function meanText(value: GaitFigure | undefined): string {
  if (value === undefined) return figure(null);
  return value.sd === null
    ? figure(value.mean, 2)
    : `${figure(value.mean, 2)} (SD ${figure(value.sd, 2)})`;
}
