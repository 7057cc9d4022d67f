import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type {
  ListedRecording,
  RecordingsAnswer,
} from '../../../../../../src/stream/answers/recordings.ts';
import { usePolled } from '../../../api/usePolled.ts';
import { usePage } from '../../../store/storeContext.ts';

/** As the hub told them last: what comes back from a recording sees its list at once. */
const known = signal<readonly ListedRecording[] | null>(null);
/** Counts what this page changed of the recordings. */
const changes = signal(0);

/** After an edit or a deletion: whoever shows recordings asks for them anew. */
export function recordingsChanged(): void {
  changes.value++;
}

/** Of `usePolled`: it asks anew after what this page changed. */
export function useChanges(): string {
  return String(changes.value);
}

interface Listing {
  /** null until the hub has told them once. */
  readonly recordings: readonly ListedRecording[] | null;
  readonly problem: string | null;
}

/** The recordings, asked for anew when the window comes back, after edits, and when a session begins or ends. */
export function useListing(): Listing {
  const { store } = usePage();
  const live = store.status.value?.recording;
  const about = JSON.stringify([useChanges(), live?.session, live?.isRecording]);
  const { answer, problem } = usePolled<RecordingsAnswer>('recordings', null, about);
  useEffect(() => {
    if (answer !== null) known.value = answer.recordings;
  }, [answer]);
  return { recordings: answer?.recordings ?? known.value, problem };
}
