import type { BodyFrame } from './bodyFrame.ts';
import type { CalibrationProgress } from './calibrationProgress.ts';
import type { PipelineEvent } from './events.ts';
import type { TimedSamples } from './sensor.ts';

/** What one input made the pipeline produce, in order. */
export interface PipelineOutput {
  readonly samples: readonly TimedSamples[];
  readonly frames: readonly BodyFrame[];
  readonly events: readonly PipelineEvent[];
  /** How a calibration step goes, a few times a second while one is asked for; shown, never recorded. */
  readonly progress?: CalibrationProgress;
}
