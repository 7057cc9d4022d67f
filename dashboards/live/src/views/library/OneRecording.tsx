import { useCallback, useRef } from 'preact/hooks';
import type { RecordingAnswer } from '../../../../../src/stream/answers/recordings.ts';
import { usePolled } from '../../api/usePolled.ts';
import { useFocusOnceThere } from '../useHeadingFocus.ts';
import type { ViewChoice } from '../viewChoice.ts';
import { BesideView } from './beside/BesideView.tsx';
import { useChanges } from './list/listing.ts';
import { RecordingPage } from './recording/RecordingPage.tsx';
import { RepsView } from './reps/RepsView.tsx';

interface OneRecordingProps {
  readonly id: string;
  readonly choice: ViewChoice;
}

/** One recording, or what of it the address asks for. */
export function OneRecording({ id, choice }: OneRecordingProps) {
  const path = `recordings/${encodeURIComponent(id)}`;
  const { answer, problem } = usePolled<RecordingAnswer>(path, null, useChanges());
  // Stays on screen while it is asked for anew; an edit answers with what is newer than that.
  const newest = useRef<RecordingAnswer | null>(null);
  if (answer !== null) newest.current = answer;
  const took = useCallback((edited: RecordingAnswer) => {
    newest.current = edited;
  }, []);
  const shown = newest.current;
  useFocusOnceThere(shown !== null);
  if (shown === null) return <NotYet problem={problem} />;
  const [, part, otherId] = choice.path.value;
  const props = { recording: shown, choice, ...(otherId !== undefined && { otherId }) };
  switch (part) {
    case 'reps':
      return <RepsView {...props} />;
    case 'beside':
      return <BesideView {...props} />;
    default:
      return <RecordingPage recording={shown} choice={choice} onEdited={took} />;
  }
}

function NotYet({ problem }: { readonly problem: string | null }) {
  return (
    <>
      <h2 class="visually-hidden">Recording</h2>
      <p class="connecting" role={problem === null ? undefined : 'alert'}>
        {problem ?? 'Loading …'}
      </p>
      {problem !== null && (
        <p class="back-line">
          <a class="button" href="#library">
            Back to the library
          </a>
        </p>
      )}
    </>
  );
}
