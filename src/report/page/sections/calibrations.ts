import type { Calibration, CalibrationCheck, LegCalibration } from '../../../model/calibration.ts';
import { checkText } from '../../../model/checkText.ts';
import type { Report } from '../../report.ts';
import { clock, figure, percent } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { SIDE_WORDS } from '../words.ts';
import { section } from './section.ts';

const METHODS: Readonly<Record<Calibration['method'], string>> = {
  'standing+movement': 'found in standing and movement',
  givenWindows: 'on the stretches that were named',
  assessedMovement: 'from the assessed movement itself',
  reused: 'axes of an earlier calibration, headings of a new standing',
};

const VERDICTS: Readonly<Record<Calibration['verdict'], string>> = {
  good: '● good',
  usable: '▲ usable',
  redo: '■ redo',
};

const REFINEMENTS: Readonly<Record<LegCalibration['refinement'], string>> = {
  couplingPrior: 'refined by the coupling prior',
  none: 'not refined',
};

/** Each calibration with its verdict, what it is judged by and what to do. */
export function calibrationList({ calibrations, session }: Report): Markup {
  return section(
    'Calibration',
    calibrations.length === 0
      ? html`<p class="empty">There was none in this recording.</p>`
      : calibrations.map((each) => calibration(each, session.startedUs)),
  );
}

function calibration(each: Calibration, startedUs: number): Markup {
  const { id, timeUs, method, verdict, reasons, legs, standingS, movementS } = each;
  const checks = each.checks ?? [];
  const short = checks.filter((check) => check.verdict !== 'good');
  return html`<div class="calibration"><h3>${id}, at ${clock((timeUs - startedUs) / 1e6)}: <span class="verdict ${verdict}">${VERDICTS[verdict]}</span></h3>
<p>${METHODS[method]}: ${figure(standingS)} s of standing, ${figure(movementS)} s of movement${ageText(each)}</p>
${reasons.length === 0 ? null : html`<ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`}
<table><thead><tr><th class="words">Leg</th><th>Axis, 1 sd, °</th><th>Movement about it</th><th>Flexion over, °</th><th>Heading agreed</th><th class="words">Axes</th><th class="words">Feet and pelvis</th></tr></thead><tbody>${legs.map(legRow)}</tbody></table>
${checkList(checks, short)}</div>
`;
}

function ageText({ reusedFrom }: Calibration): string {
  return reusedFrom
    ? `; taken from ${reusedFrom.id}, then ${figure(reusedFrom.ageS / 3600)} h old`
    : '';
}

function legRow(leg: LegCalibration): Markup {
  const { side, axisSdDeg, axisShare, flexionRangeDeg, headingConsistency, refinement } = leg;
  const also =
    leg.axesAlsoFrom && leg.axesAlsoFrom.length > 0 ? ', with what was measured of the leg' : '';
  const attached = [...(leg.foot ? ['foot'] : []), ...(leg.pelvis ? ['pelvis'] : [])];
  return html`<tr><td class="words">${SIDE_WORDS[side]}</td><td>${figure(axisSdDeg)}</td><td>${percent(axisShare)}</td><td>${figure(flexionRangeDeg, 0)}</td><td>${percent(headingConsistency)}</td><td class="words">${REFINEMENTS[refinement]}${also}</td><td class="words">${attached.join(', ') || 'none'}</td></tr>
`;
}

function checkList(
  checks: readonly CalibrationCheck[],
  short: readonly CalibrationCheck[],
): Markup | null {
  if (checks.length === 0) return null;
  return html`<p>${checks.length - short.length} of ${checks.length} named checks are good${short.length === 0 ? '.' : '; the others:'}</p>
${short.length === 0 ? null : html`<ul>${short.map((check) => html`<li>${checkText(check)}</li>`)}</ul>`}`;
}
