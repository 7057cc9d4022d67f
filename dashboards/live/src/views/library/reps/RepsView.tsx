import '../../../styles/repCourses.css';
import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import type { ViewChoice } from '../../viewChoice.ts';
import { Overlay } from './Overlay.tsx';
import { RepsHead } from './RepsHead.tsx';
import { useCourses } from './useCourses.ts';

interface RepsViewProps {
  readonly recording: RecordingAnswer;
  readonly choice: ViewChoice;
  readonly otherId?: string;
}

/** The reps of a recording over each other, on a common time base. */
export function RepsView({ recording: { recording }, choice }: RepsViewProps) {
  const { answer, problem } = useCourses(recording.id);
  return (
    <div class="reps-view">
      <RepsHead title="Overlay of reps" recording={recording} method={answer?.method} />
      {answer?.note && <p class="reps-note">{answer.note}</p>}
      {answer === null && (
        <p class="reps-waiting" role={problem === null ? undefined : 'alert'}>
          {problem ?? 'Reading the recording …'}
        </p>
      )}
      {answer && answer.cycles.length > 0 && (
        <Overlay key={answer.id} answer={answer} choice={choice} />
      )}
    </div>
  );
}
