import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import type { ViewChoice } from '../../viewChoice.ts';

interface BesideViewProps {
  readonly recording: RecordingAnswer;
  readonly choice: ViewChoice;
  /** The one to put beside it; absent until somebody has chosen. */
  readonly otherId?: string;
}

/** A recording with another one, or with another processing of itself, side by side. */
export function BesideView(_: BesideViewProps) {
  return null;
}
