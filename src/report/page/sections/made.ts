import { BANDS_CAPTION, DISCLAIMER } from '../../../model/disclaimer.ts';
import type { Report } from '../../report.ts';
import { figure } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { section } from './section.ts';

/** From what and by what this was made: enough to make it again. */
export function made({ session, headline, thresholdsHash, schemaVersion }: Report): Markup {
  const { settings } = session;
  const { subject } = settings;
  const rows: (readonly [string, string])[] = [
    ['Session', session.id],
    ...(session.parent === undefined ? [] : [['Computed from', session.parent] as const]),
    [
      'Frames',
      `${settings.frameRateHz} a second, ${session.method === 'offline' ? 'each judged from what came before and after it' : 'as samples came'}`,
    ],
    [
      'Legs',
      `shank ${figure(100 * subject.shankLengthM)} cm, thigh ${figure(100 * subject.thighLengthM)} cm; toe-out right ${figure(subject.toeOutDeg.right, 0)}°, left ${figure(subject.toeOutDeg.left, 0)}°`,
    ],
    [
      'Bands',
      `${headline.label}, from ${headline.bandEdges.join(', ')} ${headline.unit === 'cm' ? 'cm' : '°'} on: slightly in, in, far in`,
    ],
    ['Software', session.software],
    ['Settings', session.settingsHash],
    ['Thresholds', thresholdsHash],
    ['Layout', `report ${schemaVersion}`],
  ];
  return section(
    'How this was made',
    html`<dl class="made">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`,
    html`<div class="disclaimer"><p>${DISCLAIMER}</p><p>${BANDS_CAPTION}</p></div>`,
  );
}
