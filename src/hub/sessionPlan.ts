import type { PipelineInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { PipelineSettings } from '../model/settings.ts';
import type { FeedFacts } from './feed.ts';
import type { OpenRecording } from './recorder.ts';

/** The pipeline as the hub sees it: a pure function of its inputs in order. */
export interface InputPipeline {
  push(input: PipelineInput): PipelineOutput;
}

/** Of whom and what a live session is, and what it is recorded and computed with. */
export interface SessionPlan {
  /** Pseudonym of who wears the sensors. */
  readonly subject: string;
  readonly protocol: string;
  readonly settings: PipelineSettings;
  /** What the settings and the source say of the session to its clients. */
  readonly facts: Pick<
    FeedFacts,
    'simulated' | 'frameRateHz' | 'headline' | 'task' | 'headlineMdc95' | 'customMeasures'
  >;
  /** A fresh one for each part of the recording, which thus can be computed again from itself alone. */
  readonly pipeline: () => InputPipeline;
  readonly openRecording: OpenRecording;
}
