import type { PipelineSettings } from '../../model/settings.ts';
import type { Task } from '../../model/task.ts';
import type { RepSettings } from '../thresholds.ts';
import { BilateralDetector } from './bilateralDetector.ts';
import { SingleLegDetector } from './singleLegDetector.ts';
import { StepUpDetector } from './stepUpDetector.ts';
import type { FlexionOf, TaskDetector } from './taskDetector.ts';

/** What kind of rep a task has: of both legs as one, of either leg, up first, or one in front. */
export type RepKind = 'bilateral' | 'singleLeg' | 'stepUp' | 'lunge';

export function repKindOf(task: Task): RepKind {
  switch (task) {
    case 'singleLegSquat':
    case 'stepDown':
      return 'singleLeg';
    case 'stepUp':
      return 'stepUp';
    case 'lunge':
      return 'lunge';
    default:
      return 'bilateral';
  }
}

/** @param smoothDeg flexion without noise and lag, where frames to come are known */
export function detectorOf(
  { task, subject, frameRateHz }: PipelineSettings,
  rules: RepSettings,
  smoothDeg: FlexionOf | null,
): TaskDetector {
  switch (repKindOf(task)) {
    case 'bilateral':
      return new BilateralDetector(rules, frameRateHz, smoothDeg);
    case 'singleLeg':
    case 'lunge':
      return new SingleLegDetector(task, rules, subject, frameRateHz, smoothDeg);
    case 'stepUp':
      return new StepUpDetector(rules, frameRateHz, smoothDeg);
  }
}
