import type { BodyFrame } from '../model/bodyFrame.ts';
import type { Calibration } from '../model/calibration.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { LegSignals } from '../model/legSignals.ts';

/** Calibrated frames to the events of one task. Causal; a function of its frames and settings. */
export interface TaskAnalysis {
  /** Whether `step` needs signals; without them it is given none, for they cost time. */
  readonly wantsSignals: boolean;
  /** @param signals of the legs of the frame, right first; empty where none are wanted */
  step(frame: BodyFrame, signals: readonly LegSignals[]): PipelineEvent[];
  /** Reps are counted from one again. */
  newSet(): void;
  /**
   * Another calibration holds from here on.
   * @param calibration null where nothing is told of it
   */
  calibrated(calibration: Calibration | null): void;
  /** The set is over, told before `newSet`; absent where nothing follows from it. */
  setEnded?(timeUs: number): PipelineEvent[];
  /** The person asks for feedback; absent where none is given. */
  askCue?(timeUs: number): PipelineEvent[];
}
