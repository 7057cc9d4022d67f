import type { Placement, Side } from '../../model/placement.ts';
import type { SessionMetadata } from '../../model/session.ts';
import type { Task } from '../../model/task.ts';
import { assessmentOf } from '../assessmentOf.ts';
import type { FigureSide } from '../figures/figureKinds.ts';

export const TASK_WORDS: Readonly<Record<Task, string>> = {
  bilateralSquat: 'Squat',
  rntSquat: 'Squat against a band',
  singleLegSquat: 'Single-leg squat',
  stepDown: 'Step-down',
  stepUp: 'Step-up',
  lunge: 'Lunge',
  hinge: 'Hinge',
  weightBearingLunge: 'Knee to wall',
  landing: 'Landing',
  balance: 'Balance on one leg',
  halfKneeling: 'Half-kneeling hold',
  gait: 'Walking',
};

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
