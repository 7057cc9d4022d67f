import type { Task } from '../../../../src/model/task.ts';
import type { LiveStore } from './liveStore.ts';

/** What is counted of a task. */
export type MovementKind = 'reps' | 'landings' | 'holds' | 'strides';

const KIND_OF: Readonly<Partial<Record<Task, MovementKind>>> = {
  landing: 'landings',
  gait: 'strides',
  balance: 'holds',
  halfKneeling: 'holds',
  weightBearingLunge: 'holds',
};

/** @param task undefined of a hub that does not tell */
export function movementKindOf(task: Task | undefined): MovementKind {
  return (task && KIND_OF[task]) ?? 'reps';
}

/** The task of the live session, or of the recording that is played. */
export function taskShown(store: LiveStore): Task | undefined {
  return store.status.value?.recording.task ?? store.hello.value?.task;
}
