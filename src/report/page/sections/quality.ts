import { QUANTITY_GROUPS, type QuantityGroup } from '../../../model/bodyFrame.ts';
import { QUALITY_FLAGS, type QualityFlag } from '../../../model/quality.ts';
import { QUALITY_TEXT } from '../../../model/qualityText.ts';
import type { LegQualitySummary } from '../../../reprocess/summary/recordingSummary.ts';
import type { Report } from '../../report.ts';
import { percent } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { SIDE_WORDS } from '../words.ts';
import { caption, section } from './section.ts';

const GROUP_WORDS: Readonly<Record<QuantityGroup, string>> = {
  knee: 'Knee angles',
  ankle: 'Foot and ankle',
  projection: 'Seen from the front',
};

/** How much of the data is sound, per leg and group, and why the rest is not. */
export function qualityTable({ quality }: Report): Markup {
  const rows = quality.legs.flatMap((leg) => QUANTITY_GROUPS.map((group) => row(leg, group)));
  return section(
    'Quality of the data',
    rows.length === 0
      ? html`<p class="empty">No leg wore both its sensors: there are no frames.</p>`
      : html`<table><thead><tr><th class="words">Leg</th><th class="words">Measures</th><th>Frames</th><th>ok</th><th class="words">The others are</th></tr></thead><tbody>${rows}</tbody></table>`,
    caption(
      quality.calibrated
        ? 'Of the frames since the first calibration.'
        : 'Of all frames: there was no calibration.',
      'Each frame is told by the worst that is wrong with it.',
    ),
  );
}

function row({ side, frames, words }: LegQualitySummary, group: QuantityGroup): Markup {
  const told = words[group];
  const others = QUALITY_FLAGS.filter((flag) => told[flag])
    .sort((a, b) => (told[b] ?? 0) - (told[a] ?? 0))
    .map((flag: QualityFlag) => `${QUALITY_TEXT[flag]} ${percent((told[flag] ?? 0) / frames)}`);
  return html`<tr><td class="words">${SIDE_WORDS[side]}</td><td class="words">${GROUP_WORDS[group]}</td><td>${frames}</td><td>${frames === 0 ? '–' : percent((told.ok ?? 0) / frames)}</td><td class="words">${others.join(', ') || '–'}</td></tr>
`;
}
