import type { RecordingStatus } from '../../../../../src/model/liveStatus.ts';
import type { LiveStatusAnswer } from '../../../../../src/stream/answers/liveStatus.ts';
import { usePolled } from '../../api/usePolled.ts';
import { usePage } from '../../store/storeContext.ts';

const POLL_MS = 2000;

export interface LiveBehind {
  /** Of the session that the sensors are in. */
  readonly recording: RecordingStatus;
  readonly streaming: number;
}

/** The live session that goes on behind a recording; null where there is none, or none is known of. */
export function useLiveBehind(): LiveBehind | null {
  const { store } = usePage();
  const isReplay = store.replay.value !== null;
  const { answer } = usePolled<LiveStatusAnswer>(isReplay ? 'live/status' : null, POLL_MS);
  const recording = answer?.status?.recording;
  if (!isReplay || answer === null || recording === undefined) return null;
  // A hub without sensors has begun no session.
  if (recording.startedUs === null && answer.streaming === 0) return null;
  return { recording, streaming: answer.streaming };
}
