import type { Task } from '../../../../src/model/task.ts';
import type { ReplayState } from '../../../../src/stream/messages.ts';
import { isMovement } from './replayMarks.ts';

/** This much before the first movement the person still stands. */
const LEAD_S = 3;

/** Nearer than this to the target, a skip is not worth a button. */
const WORTH_S = 2;

/**
 * Where a newcomer wants to begin, seconds from the start: a little before the first movement.
 * null once there, and where the recording has none.
 */
export function skipTargetS(replay: Pick<ReplayState, 'positionS' | 'marks'>): number | null {
  const starts = replay.marks.filter(isMovement).map(({ fromS }) => fromS);
  const targetS = Math.min(...starts) - LEAD_S;
  const worth = Number.isFinite(targetS) && replay.positionS < targetS - WORTH_S;
  return worth ? targetS : null;
}

const WORDS: Readonly<Record<Task, string>> = {
  bilateralSquat: 'the squats',
  rntSquat: 'the squats',
  singleLegSquat: 'the squats',
  stepDown: 'the step-downs',
  stepUp: 'the step-ups',
  lunge: 'the lunges',
  hinge: 'the hinges',
  weightBearingLunge: 'the knee to the wall',
  landing: 'the landings',
  balance: 'the holds',
  halfKneeling: 'the holds',
  gait: 'the walking',
};

/** `Skip to the squats`. */
export function skipWords(task: Task | undefined): string {
  return `Skip to ${task === undefined ? 'the movement' : WORDS[task]}`;
}
