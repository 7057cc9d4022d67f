import type { BodyFrame } from '../model/bodyFrame.ts';
import type { CalibrationProgress } from '../model/calibrationProgress.ts';
import type { CustomMeasure } from '../model/customMeasures.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { LiveStatus } from '../model/liveStatus.ts';
import type { Headline } from '../model/movement.ts';
import type { Task } from '../model/task.ts';
import type { ControlMessage } from '../stream/client.ts';
import type { Preview, ReplayState, Results, SensorStatus, Snapshot } from '../stream/messages.ts';

/** What a hello says of a feed before any frame. */
export interface FeedFacts {
  readonly mode: 'live' | 'replay';
  readonly results: Results;
  /** True when no person wore the sensors. */
  readonly simulated: boolean;
  /** Id of the session being recorded or of the recording played; empty before either. */
  readonly session: string;
  readonly frameRateHz: number;
  readonly headline: Headline;
  readonly task?: Task;
  /** The least difference between the legs' headlines that counts, in its unit; null where unknown. */
  readonly headlineMdc95?: number | null;
  /** Those of the session's settings, which its frames carry in this order. */
  readonly customMeasures: readonly CustomMeasure[];
}

export interface FeedEvents {
  /** The facts changed: clients start over from a new hello. */
  restarted: [];
  frame: [frame: BodyFrame];
  event: [event: PipelineEvent];
  /** Something other than an event changed what is true: a seek, a new set. */
  snapshot: [snapshot: Snapshot];
  replay: [state: ReplayState];
  /** The frame of a position that is looked for was told before. */
  preview: [preview: Preview];
  sensors: [sensors: readonly SensorStatus[]];
  status: [status: LiveStatus];
  calibrationProgress: [progress: CalibrationProgress];
}

/** What the hub serves: sensors now, or a recording. Clients see one stream. */
export interface Feed {
  readonly facts: FeedFacts;
  readonly snapshot: Snapshot;
  /** null unless the mode is replay. */
  readonly replay: ReplayState | null;
  readonly sensors: readonly SensorStatus[];
  /** null in a replay. */
  readonly status: LiveStatus | null;
  /** Sentences about what is wrong now, for the health page; empty when all is well. */
  readonly faults: readonly string[];
  on<E extends keyof FeedEvents>(event: E, listener: (...args: FeedEvents[E]) => void): () => void;
  /**
   * Does what a client asked.
   * @throws FeedError with the reason when this feed cannot do it.
   */
  control(message: ControlMessage): Promise<void>;
  start(): Promise<void>;
  /** @throws why something of it could not be ended, when all else was */
  stop(): Promise<void>;
}

/** A request the feed refuses, in a sentence the client is shown. */
export class FeedError extends Error {
  override name = 'FeedError';
}
