import type { Placement, Side } from '../../model/placement.ts';
import type { SessionMetadata } from '../../model/session.ts';
import { TASK_WORDS } from '../../model/taskWords.ts';
import { assessmentOf } from '../assessmentOf.ts';
import type { FigureSide } from '../figures/figureKinds.ts';

/** `Overhead squat` where that assessment was done, else the task. */
export function titleOf(session: SessionMetadata): string {
  const assessment = assessmentOf(session);
  if (assessment === null) return TASK_WORDS[session.settings.task];
  const words = assessment.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const SIDE_WORDS: Readonly<Record<Side, string>> = { right: 'Right', left: 'Left' };

export const FIGURE_SIDE_WORDS: Readonly<Record<FigureSide, string>> = {
  ...SIDE_WORDS,
  both: 'Both',
};

/** `right thigh`. */
export function placeWords(placement: Placement): string {
  return placement.replace('_', ' ');
}
