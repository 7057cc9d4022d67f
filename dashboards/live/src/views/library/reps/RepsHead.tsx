import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { useAssessmentNames } from '../../../api/assessments.ts';
import { hashOf } from '../../viewChoice.ts';
import { movementText, startedText } from '../recordingWords.ts';

interface RepsHeadProps {
  readonly title: string;
  readonly recording: ListedRecording;
  /** Absent before the hub has told it. */
  readonly method: 'live' | 'offline' | undefined;
}

/** What is looked at, and the way back to its page. */
export function RepsHead({ title, recording, method }: RepsHeadProps) {
  const names = useAssessmentNames();
  return (
    <header class="reps-head">
      <a class="back-link" href={hashOf({ view: 'library', path: [recording.id] })}>
        <span aria-hidden="true">‹</span> Recording
      </a>
      <h2>{title}</h2>
      <p class="soft">
        {[
          recording.subject,
          movementText(recording, names),
          startedText(recording.startedUs),
          ...(recording.simulated ? ['simulated'] : []),
          ...(method === 'offline' ? ['computed offline'] : []),
        ].join(' · ')}
      </p>
    </header>
  );
}
