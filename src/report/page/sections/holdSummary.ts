import type { HoldSummary, SideHolds } from '../../../model/hold.ts';
import { SIDES } from '../../../model/placement.ts';
import { figure, signed } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { SIDE_WORDS } from '../words.ts';

/** Holds of one kind in short, and right less left. */
export function holdSummaryTable({ kind, sides, symmetry }: HoldSummary): Markup {
  const toWall = kind === 'kneeToWall';
  const heads = toWall
    ? html`<th>Trials</th><th>Largest tilt, °</th><th>Mean, °</th><th class="words">Heel</th>`
    : html`<th>Holds</th><th>Best, s</th><th>Mean, s</th><th>Touched down</th><th>Lean RMS, °</th><th>Tilt RMS, °</th><th>In zone, %</th>`;
  const compared = toWall
    ? html`<td></td><td></td><td>${signed(symmetry.meanPeakShankTiltDeg)}</td><td></td>`
    : html`<td></td><td></td><td>${signed(symmetry.meanHoldS)}${shareText(symmetry.holdLsiPct)}</td><td></td><td>${signed(symmetry.shankLeanRmsDeg, 2)}</td><td></td><td></td>`;
  return html`<table class="set"><thead><tr><th class="words">In short</th>${heads}<th>Left out</th></tr></thead><tbody>${SIDES.map(
    (side) =>
      html`<tr><th scope="row">${SIDE_WORDS[side]}</th>${toWall ? wallCells(sides[side]) : cells(sides[side])}<td>${sides[side].notOk}</td></tr>
`,
  )}<tr><th scope="row">Right less left</th>${compared}<td></td></tr></tbody></table>`;
}

function cells(side: SideHolds): Markup {
  const { holds, bestHoldS, meanHoldS, touchDowns, meanInZonePct } = side;
  return html`<td>${holds}</td><td>${figure(bestHoldS)}</td><td>${figure(meanHoldS)}</td><td>${holds === 0 ? figure(null) : touchDowns}</td><td>${figure(side.meanShankLeanRmsDeg, 2)}</td><td>${figure(side.meanShankTiltRmsDeg, 2)}</td><td>${figure(meanInZonePct, 0)}</td>`;
}

function wallCells({ holds, heelSeenDown, ...tilt }: SideHolds): Markup {
  const heel = heelSeenDown === null ? '–' : heelSeenDown ? 'seen down' : 'taken to be down';
  return html`<td>${holds}</td><td>${figure(tilt.bestPeakShankTiltDeg)}</td><td>${figure(tilt.meanPeakShankTiltDeg)}</td><td class="words">${heel}</td>`;
}

/** The shorter as a share of the longer. */
function shareText(pct: number | null): string {
  return pct === null ? '' : ` (${figure(pct, 0)} %)`;
}
