import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { usePolled } from '../../../api/usePolled.ts';
import type { ViewChoice } from '../../viewChoice.ts';

/** All recordings of the hub, the newest first. */
export function RecordingList({ choice }: { readonly choice: ViewChoice }) {
  const { answer, problem } = usePolled<{ readonly recordings: readonly ListedRecording[] }>(
    'recordings',
    null,
  );
  return (
    <>
      <h2>Library</h2>
      {answer === null && <p class="connecting">{problem ?? 'Loading …'}</p>}
      <ul>
        {answer?.recordings.map(({ id, subject }) => (
          <li key={id}>
            <button type="button" onClick={() => choice.choose('library', [id])}>
              {subject} {id}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
