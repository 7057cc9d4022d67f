import { createHash } from 'node:crypto';
import type { Report } from '../report.ts';
import { dateText } from './figures.ts';
import { html, Markup } from './html.ts';
import { adviceList } from './sections/advice.ts';
import { calibrationList } from './sections/calibrations.ts';
import { changeTable } from './sections/changeTable.ts';
import { cueList } from './sections/cues.ts';
import { glance } from './sections/glance.ts';
import { happenings } from './sections/happenings.ts';
import { heading } from './sections/heading.ts';
import { holdTables } from './sections/holds.ts';
import { landingTable } from './sections/landings.ts';
import { leftRight } from './sections/leftRight.ts';
import { made } from './sections/made.ts';
import { qualityTable } from './sections/quality.ts';
import { rejectedList } from './sections/rejected.ts';
import { repSets } from './sections/repSets.ts';
import { sensorTable } from './sections/sensors.ts';
import { sessionStrip } from './sections/sessionStrip.ts';
import { strideTable } from './sections/strides.ts';
import { styles } from './styles.ts';
import { titleOf } from './words.ts';

/**
 * A report as one file of HTML: no script, nothing from outside, fit to be printed on A4. The same
 * report gives the same bytes. Every text of a person is escaped, and a policy in the file forbids
 * whatever might slip through to run or to load.
 */
export function reportPage(report: Report): string {
  const { session } = report;
  const title = `${titleOf(session)}, ${session.subject}, ${dateText(session.startedUs)}`;
  const simulated = session.simulated ? 'simulated · ' : '';
  const sheet = styles(`${simulated}${title} · training aid`);
  const policy = `default-src 'none'; style-src 'sha256-${sha256(sheet)}'; base-uri 'none'; form-action 'none'`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${policy}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="robots" content="noindex"/>
<title>${title}</title>
<style>${new Markup(sheet)}</style>
</head>
<body>
${PATTERNS}
${heading(report)}
<main>
${glance(report)}${adviceList(report)}${changeTable(report)}${results(report)}${rejectedList(report)}${leftRight(report)}${sessionStrip(report)}${cueList(report)}${qualityTable(report)}${sensorTable(report)}${calibrationList(report)}${happenings(report)}${made(report)}</main>
</body>
</html>
`.text;
}

/** What was done; of a recording in which nothing was told, that. */
function results(report: Report): Markup {
  const { sets, landings, strides, holds } = report;
  if (sets.length + landings.length + strides.length + holds.length === 0) {
    return html`<section><h2>What was done</h2><p class="empty">No repetition, landing, stride or hold was told in this recording. Reps are told from the end of a calibration on; the strip below shows how the knees bent.</p></section>
`;
  }
  return html`${repSets(report)}${landingTable(report)}${strideTable(report)}${holdTables(report)}`;
}

/** Hatchings that the plots share. */
const PATTERNS = html`<svg class="defs" aria-hidden="true"><defs>
<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><rect width="1.2" height="5" fill="#6b7a85"/></pattern>
<pattern id="bars" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="#fff"/><rect width="1.2" height="4" fill="#1c4f72"/></pattern>
</defs></svg>`;

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
