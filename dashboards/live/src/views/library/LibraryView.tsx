import '../../styles/library.css';
import type { RecordedViewProps } from '../viewChoice.ts';
import { RecordingList } from './list/RecordingList.tsx';
import { OneRecording } from './OneRecording.tsx';

/** `#library` is the list, `#library/ID` one recording, and behind the id stands what of it. */
export function LibraryView({ choice }: RecordedViewProps) {
  const [id] = choice.path.value;
  return (
    <section class="library" aria-label="Library">
      {id === undefined ? (
        <RecordingList choice={choice} />
      ) : (
        <OneRecording key={id} id={id} choice={choice} />
      )}
    </section>
  );
}
