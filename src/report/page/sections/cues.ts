import type { Report } from '../../report.ts';
import { count } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { section } from './section.ts';

/** Cues given and held back; nothing where there was neither. */
export function cueList({ cues, session }: Report): Markup | null {
  const heldBack = Object.entries(cues.heldBack);
  if (cues.given === 0 && heldBack.length === 0) return null;
  const { cue } = session.settings;
  return section(
    'Cues',
    html`<ul><li>${count(cues.given, 'cue')} given${cue.enabled ? '' : ', though cues are switched off in the settings'}${cues.given > 0 ? html`: “${cue.words}”` : null}</li>${heldBack.map(
      ([reason, times]) => html`<li>${times} held back: ${reason}</li>`,
    )}</ul>`,
  );
}
