import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import type { PipelineEvent, PipelineInput } from '../../src/model/events.ts';
import type { SessionMetadata } from '../../src/model/session.ts';
import type { TruthFrame } from '../../src/model/truth.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { collect } from '../recording/collect.ts';

/** What a recording of virtual sensors holds, truth and estimate side by side. */
export interface RecordedSession {
  readonly path: string;
  readonly metadata: SessionMetadata;
  readonly frames: readonly BodyFrame[];
  /** For the instants of the frames, in order. */
  readonly truth: readonly TruthFrame[];
  readonly events: readonly PipelineEvent[];
  /** What the hub was told besides packets. */
  readonly controls: readonly PipelineInput[];
}

export async function readSession(path: string): Promise<RecordedSession> {
  const recording = await openRecording(path);
  try {
    return {
      path,
      metadata: recording.metadata,
      frames: await collect(recording.frames()),
      truth: await collect(recording.truth()),
      events: await collect(recording.events()),
      controls: (await collect(recording.inputs())).filter(({ type }) => type !== 'packet'),
    };
  } finally {
    await recording.close();
  }
}

/**
 * When the person was calibrated; what follows is measured.
 * @throws Error when it never came to that
 */
export function calibratedUs(session: RecordedSession): number {
  const event = session.events.find(({ type }) => type === 'calibration');
  if (!event) throw new Error(`${session.path} holds no calibration`);
  return event.timeUs;
}

export function eventsOf<T extends PipelineEvent['type']>(
  { events }: RecordedSession,
  type: T,
): Extract<PipelineEvent, { type: T }>[] {
  return events.filter(
    (event): event is Extract<PipelineEvent, { type: T }> => event.type === type,
  );
}
