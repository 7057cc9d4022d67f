import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import type { ViewChoice } from '../../viewChoice.ts';
import { ExportPanel } from '../exports/ExportPanel.tsx';
import { ReplayHere } from '../replay/ReplayHere.tsx';

interface RecordingPageProps {
  readonly recording: RecordingAnswer;
  readonly choice: ViewChoice;
}

/** What one recording is, and what can be done with it. */
export function RecordingPage({ recording: { recording }, choice }: RecordingPageProps) {
  return (
    <>
      <h2>{recording.subject}</h2>
      <ReplayHere recording={recording} choice={choice} />
      <ExportPanel recording={recording} />
    </>
  );
}
