import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type {
  ListedRecording,
  RecordingsAnswer,
} from '../../../../../../src/stream/answers/recordings.ts';
import { usePolled } from '../../../api/usePolled.ts';
import { usePage } from '../../../store/storeContext.ts';
import { useLiveBehind } from '../../replay/useLiveBehind.ts';

/** As the hub told them last: what comes back from a recording sees its list at once. */
const known = signal<readonly ListedRecording[] | null>(null);
/** Counts what this page changed of the recordings. */
const changes = signal(0);

/**
 * After an edit or a deletion: whoever shows recordings asks for them anew.
 * @param gone ids of those that were deleted, which are shown no longer than that takes
 */
export function recordingsChanged(gone: readonly string[] = []): void {
  known.value = known.value?.filter(({ id }) => !gone.includes(id)) ?? null;
  changes.value++;
}

/** Of `usePolled`: it asks anew after what this page changed, and when a session begins or ends. */
export function useChanges(): string {
  const { store } = usePage();
  // While the page shows a replay, its stream tells nothing of the session that goes on behind it.
  const behind = useLiveBehind();
  const { session, isRecording } = store.status.value?.recording ?? behind?.recording ?? {};
  return JSON.stringify([changes.value, session, isRecording]);
}

interface Listing {
  /** null until the hub has told them once. */
  readonly recordings: readonly ListedRecording[] | null;
  readonly problem: string | null;
}

/** The recordings, asked for anew when the window comes back, after edits, and when a session begins or ends. */
export function useListing(): Listing {
  const { answer, problem } = usePolled<RecordingsAnswer>('recordings', null, useChanges());
  useEffect(() => {
    if (answer !== null) known.value = answer.recordings;
  }, [answer]);
  return { recordings: answer?.recordings ?? known.value, problem };
}
