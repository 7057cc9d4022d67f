import type { Task } from '../../../../src/model/task.ts';
import type { Trial } from '../../../../src/model/trial.ts';

/** What a trial of a task is called where nobody says otherwise. */
const WORD: Readonly<Record<Task, string>> = {
  bilateralSquat: 'squat',
  rntSquat: 'squat',
  singleLegSquat: 'single-leg squat',
  stepDown: 'step-down',
  stepUp: 'step-up',
  lunge: 'lunge',
  hinge: 'hinge',
  weightBearingLunge: 'knee to wall',
  landing: 'jump',
  balance: 'balance',
  halfKneeling: 'half-kneeling',
  gait: 'walk',
};

/** The name of the one before counted on (`heels up 1`, `heels up 2`); of the first the task and 1. */
export function suggestedName(before: Trial | undefined, task: Task | undefined): string {
  const [, words, count] = /^(.*\S) (\d{1,4})$/.exec(before?.name ?? '') ?? [];
  if (words !== undefined && count !== undefined) return `${words} ${Number(count) + 1}`;
  if (before?.name) return `${before.name} 2`;
  return `${task === undefined ? 'trial' : WORD[task]} ${(before?.number ?? 0) + 1}`;
}
