import type { ClockSummary, SensorSummary } from '../../../reprocess/summary/recordingSummary.ts';
import type { Report } from '../../report.ts';
import { clock as clockTime, count, figure, signed } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { placeWords } from '../words.ts';
import { caption, section } from './section.ts';

const BASIS: Readonly<Record<ClockSummary['basis'], string>> = {
  exchanges: 'asked',
  arrivals: 'from arrivals',
  reconstructed: 'it has none',
};

/** Which sensor was where, how fast, what was lost and how its clock stood. */
export function sensorTable({ sensors, session }: Report): Markup {
  return section(
    'Sensors',
    sensors.length === 0
      ? html`<p class="empty">No sensor was linked.</p>`
      : html`<table><thead><tr><th class="words">Sensor</th><th class="words">Worn on</th><th class="words">Make</th><th>Rate, Hz</th><th>Samples</th><th class="words">Lost</th><th class="words">Clock</th></tr></thead><tbody>${sensors.map((each) => row(each, session.startedUs))}</tbody></table>`,
    caption(
      'Clock: by how much it ran fast, within what the times of its samples are known, and from what.',
    ),
  );
}

function row(summary: SensorSummary, startedUs: number): Markup {
  const { sensor, placements, samples } = summary;
  const worn = placements.map(placeWords).join(', then ') || 'not worn';
  return html`<tr><td class="words free">${sensor.id}</td><td class="words free">${worn}</td><td class="words free">${sensor.driver}${sensor.firmware === '' ? null : html` <small>${sensor.firmware}</small>`}</td><td>${figure(sensor.rateHz, Number.isInteger(sensor.rateHz) ? 0 : 1)}</td><td>${samples === null ? '–' : samples}</td><td class="words free">${lost(summary, startedUs)}</td><td class="words free">${clockText(summary.clock)}</td></tr>
`;
}

/** Gaps in words. */
function lost(summary: SensorSummary, startedUs: number): string {
  const { sensor, gaps, samplesLost, samplesRefilled, longestGap, linksLost } = summary;
  const parts: string[] = [];
  if (longestGap !== null && gaps) {
    const s = figure(longestGap.samples / sensor.rateHz, 2);
    const at = clockTime((longestGap.timeUs - startedUs) / 1e6);
    parts.push(
      `${count(samplesLost ?? 0, 'sample')} in ${count(gaps, 'gap')}, the longest ${s} s before ${at}`,
    );
  }
  if (samplesRefilled) parts.push(`${samplesRefilled} of them had again`);
  if (linksLost > 0) parts.push(`link lost ${count(linksLost, 'time')}`);
  return parts.join('; ') || 'nothing';
}

function clockText(clock: ClockSummary | null): string {
  if (clock === null) return 'not told';
  const { basis, skewPpm, boundUs } = clock;
  const within = boundUs === null ? '' : ` ± ${figure(boundUs / 1000)} ms`;
  return `${signed(skewPpm, 0)} ppm${within}, ${BASIS[basis]}`;
}
