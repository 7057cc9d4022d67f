import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import type { ViewChoice } from '../../viewChoice.ts';

interface ReplayHereProps {
  readonly recording: ListedRecording;
  readonly choice: ViewChoice;
}

/** The way from a recording's page to its replay. */
export function ReplayHere(_: ReplayHereProps) {
  return null;
}
