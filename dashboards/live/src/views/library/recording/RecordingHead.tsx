import { useEffect, useRef } from 'preact/hooks';
import type { RecordingContents } from '../../../../../../src/stream/answers/contents.ts';
import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { useAssessmentNames } from '../../../api/assessments.ts';
import { sizeText } from '../../../store/sizeText.ts';
import { StateShape } from '../../record/StateShape.tsx';
import { hashOf } from '../../viewChoice.ts';
import { listPlace } from '../list/listPlace.ts';
import { Marks } from '../Marks.tsx';
import { lengthText, movementText, startedText } from '../recordingWords.ts';
import { qualityLine } from './contentsWords.ts';

interface RecordingHeadProps {
  readonly recording: ListedRecording;
  readonly contents: RecordingContents | null;
  /** Why there are no contents. */
  readonly problem: string | null;
}

/** Who, what, when, how long, and what it is worth. */
export function RecordingHead({ recording, contents, problem }: RecordingHeadProps) {
  const names = useAssessmentNames();
  const heading = useRef<HTMLHeadingElement>(null);
  // Who comes from the list has pressed a link that is gone.
  useEffect(() => {
    if (listPlace.opened !== recording.id) return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  const { subject, recordedSubject, startedUs, sizeBytes, ancestors, finished } = recording;
  const quality = contents === null ? null : qualityLine(contents);
  return (
    <header class="rec-title">
      <p>
        <a class="back-link" href="#library">
          <span aria-hidden="true">‹</span> Library
        </a>
      </p>
      <h2 ref={heading} tabIndex={-1}>
        {subject} · {movementText(recording, names)}
      </h2>
      <p class="rec-facts">
        {startedText(startedUs)} <span class="soft">· length</span> {lengthText(recording)}{' '}
        <span class="soft">·</span> {sizeText(sizeBytes)}
        <Marks recording={recording} />
      </p>
      {finished && (
        <p class="rec-quality">
          {quality === null ? (
            <span class="soft">{problem ?? 'Looking into it …'}</span>
          ) : (
            <>
              <StateShape state={quality.state} />
              <span>{quality.words}</span>
            </>
          )}
        </p>
      )}
      {recordedSubject !== subject && (
        <p class="soft">It was recorded as {recordedSubject}; that was put right afterwards.</p>
      )}
      {ancestors[0] !== undefined && (
        <p class="soft">
          Computed {contents?.method === 'offline' ? 'offline ' : ''}from{' '}
          <a href={hashOf({ view: 'library', path: [ancestors[0]] })}>{ancestors[0]}</a>
        </p>
      )}
    </header>
  );
}
