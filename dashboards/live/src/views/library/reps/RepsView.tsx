import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import type { ViewChoice } from '../../viewChoice.ts';

interface RepsViewProps {
  readonly recording: RecordingAnswer;
  readonly choice: ViewChoice;
  readonly otherId?: string;
}

/** The reps of a recording over each other, on a common time base. */
export function RepsView(_: RepsViewProps) {
  return null;
}
