import type { Hold } from '../../../model/hold.ts';
import { QUALITY_TEXT } from '../../../model/qualityText.ts';
import type { Report } from '../../report.ts';
import { clock, count, figure } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { SIDE_WORDS } from '../words.ts';
import { holdSummaryTable } from './holdSummary.ts';
import { caption, section } from './section.ts';

/** A map: a file may hold any word, and an object has more names than it was given. */
const ENDED = new Map<string, string>([
  ['footDown', 'foot down'],
  ['step', 'a step'],
  ['lean', 'leant away'],
  ['rise', 'rose'],
  ['timeout', 'time was up'],
  ['dataLost', 'data lost'],
  ['stopped', 'told to stop'],
]);

const TITLES: Readonly<Record<Kind, (n: number) => string>> = {
  balance: (n) => `On one leg: ${count(n, 'hold')}`,
  halfKneeling: (n) => `Half-kneeling: ${count(n, 'hold')}`,
  kneeToWall: (n) => `Knee to wall: ${count(n, 'trial')}`,
};

type Kind = Hold['kind'];

/** Every hold, a table for each kind. */
export function holdTables(report: Report): Markup {
  const kinds: readonly Kind[] = ['balance', 'halfKneeling', 'kneeToWall'];
  return html`${kinds.map((kind) => tableOf(kind, report))}`;
}

function tableOf(kind: Kind, { holds, holdSummaries, session }: Report): Markup | null {
  const mine = holds.filter(({ hold }) => hold.kind === kind).map(({ hold }) => hold);
  if (mine.length === 0) return null;
  const inShort = holdSummaries.filter((each) => each.kind === kind).map(holdSummaryTable);
  const toWall = kind === 'kneeToWall';
  const heads = toWall
    ? html`<th class="head">Largest shank tilt, °</th>`
    : html`<th class="head">Held, s</th><th>Touched down</th><th>Lean RMS, °</th><th>range, °</th><th>rate, °/s</th><th>Tilt RMS, °</th><th>range, °</th><th>Ellipse, °²</th><th>In zone, %</th><th>Valgus, °</th>`;
  return section(
    TITLES[kind](mine.length),
    html`${inShort}`,
    html`<table class="reps"><thead><tr><th class="words">Leg</th><th>No.</th><th>At</th>${heads}<th class="words">Ended by</th><th class="words">Data</th></tr></thead><tbody>${mine.map(
      (hold) => {
        const at = clock((hold.startUs - session.startedUs) / 1e6);
        const words = hold.quality === 'ok' ? 'ok' : QUALITY_TEXT[hold.quality];
        const cells = toWall
          ? html`<td class="head">${figure(hold.peakShankTiltDeg)}</td>`
          : html`<td class="head">${figure(hold.holdS)}</td><td>${hold.touchDowns}</td><td>${figure(hold.shankLeanRmsDeg, 2)}</td><td>${figure(hold.shankLeanRangeDeg)}</td><td>${figure(hold.shankLeanMeanRateDps)}</td><td>${figure(hold.shankTiltRmsDeg, 2)}</td><td>${figure(hold.shankTiltRangeDeg)}</td><td>${figure(hold.ellipseDeg2)}</td><td>${figure(hold.inZonePct, 0)}</td><td>${figure(hold.meanKneeValgusDeg)}</td>`;
        return html`<tr class="${hold.quality === 'ok' ? 'counted' : 'not-counted'}"><td class="words">${SIDE_WORDS[hold.side]}</td><td>${hold.number}</td><td>${at}</td>${cells}<td class="words">${ENDED.get(hold.endedBy) ?? hold.endedBy}</td><td class="words">${words}</td></tr>
`;
      },
    )}</tbody></table>`,
    toWall
      ? caption(
          'The largest forward tilt of the shank with the foot planted. Left out: not on sound data, or ended with the data.',
        )
      : caption(
          'Over the hold without its first second: of shank lean (frontal) and tilt (sagittal). In brackets the shorter mean time as a share of the longer. Left out: not on sound data, or ended with the data.',
        ),
  );
}
