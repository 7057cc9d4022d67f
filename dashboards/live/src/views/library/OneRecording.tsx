import type { RecordingAnswer } from '../../../../../src/stream/answers/recordings.ts';
import { usePolled } from '../../api/usePolled.ts';
import type { ViewChoice } from '../viewChoice.ts';
import { BesideView } from './beside/BesideView.tsx';
import { RecordingPage } from './recording/RecordingPage.tsx';
import { RepsView } from './reps/RepsView.tsx';

interface OneRecordingProps {
  readonly id: string;
  readonly choice: ViewChoice;
}

/** One recording, or what of it the address asks for. */
export function OneRecording({ id, choice }: OneRecordingProps) {
  const { answer, problem } = usePolled<RecordingAnswer>(
    `recordings/${encodeURIComponent(id)}`,
    null,
  );
  if (answer === null) return <p class="connecting">{problem ?? 'Loading …'}</p>;
  const [, part, otherId] = choice.path.value;
  const shown = { recording: answer, choice, ...(otherId !== undefined && { otherId }) };
  switch (part) {
    case 'reps':
      return <RepsView {...shown} />;
    case 'beside':
      return <BesideView {...shown} />;
    default:
      return <RecordingPage recording={answer} choice={choice} />;
  }
}
