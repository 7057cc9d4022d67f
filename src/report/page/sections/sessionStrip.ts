import type { Report } from '../../report.ts';
import { html, type Markup } from '../html.ts';
import { stripPlot } from '../plots/stripPlot.ts';
import { caption, section } from './section.ts';

/** The whole session at a look. */
export function sessionStrip(report: Report): Markup | null {
  if (report.strip.legs.length === 0) return null;
  return section(
    'The session',
    html`<figure class="wide"><figcaption>Knee flexion, with the numbers of what was done</figcaption>${stripPlot(report)}</figure>`,
    caption(
      'Hatched: data that are not ok, as before the calibration or where a sensor was not heard; no figure rests on them. Shaded: what was told, with a dashed edge where it is not counted.',
    ),
  );
}
