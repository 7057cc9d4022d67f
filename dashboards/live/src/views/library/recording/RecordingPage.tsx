import { useMemo, useRef } from 'preact/hooks';
import type { RecordingContents } from '../../../../../../src/stream/answers/contents.ts';
import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import { usePolled } from '../../../api/usePolled.ts';
import type { ViewChoice } from '../../viewChoice.ts';
import { ExportPanel } from '../exports/ExportPanel.tsx';
import { ReplayHere } from '../replay/ReplayHere.tsx';
import { BrokenNote } from './BrokenNote.tsx';
import { EditDesk } from './editDesk.ts';
import { FactsPanel } from './FactsPanel.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { InitialsDialog } from './InitialsDialog.tsx';
import { NotesPanel } from './NotesPanel.tsx';
import { RecordingActions } from './RecordingActions.tsx';
import { RecordingHead } from './RecordingHead.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';
import { TagsPanel } from './TagsPanel.tsx';
import { TrialsPanel } from './TrialsPanel.tsx';

interface RecordingPageProps {
  readonly recording: RecordingAnswer;
  readonly choice: ViewChoice;
  readonly onEdited: (answer: RecordingAnswer) => void;
}

/** What one recording is, and what can be done with it. */
export function RecordingPage({ recording: answer, choice, onEdited }: RecordingPageProps) {
  const { recording, described, history } = answer;
  const { id, finished, own, startedUs } = recording;
  const exports = useRef<HTMLElement>(null);
  const desk = useMemo(() => (own ? new EditDesk(id, onEdited) : null), [id, own, onEdited]);
  const { answer: contents, problem } = usePolled<RecordingContents>(
    finished ? `recordings/${encodeURIComponent(id)}/contents` : null,
    null,
  );
  const toExports = () => {
    exports.current?.scrollIntoView();
    exports.current?.focus({ preventScroll: true });
  };
  return (
    <div class="rec-page">
      <RecordingHead recording={recording} contents={contents} problem={problem} />
      <BrokenNote recording={recording} />
      {!own && (
        <p class="rec-notice">
          This recording comes with the program: it can be replayed, compared and exported, and
          stays as it is.
        </p>
      )}
      {recording.sidecarProblem !== null && (
        <p class="rec-notice" data-warn="true">
          What was said of it cannot be read, so facts, tags and notes are missing here. The
          recording itself is well.
        </p>
      )}
      {finished && <ReplayHere recording={recording} choice={choice} />}
      <RecordingActions recording={recording} choice={choice} onExports={toExports} />
      <div class="rec-panels">
        <div class="rec-column">
          <FactsPanel described={described} desk={desk} />
          {finished && (
            <TrialsPanel
              contents={contents}
              problem={problem}
              startedUs={startedUs}
              said={described.trials}
              desk={desk}
            />
          )}
          <NotesPanel recording={recording} annotations={described.annotations} desk={desk} />
        </div>
        <div class="rec-column">
          <RelatedPanel recording={recording} />
          <TagsPanel tags={described.tags} desk={desk} />
          <HistoryPanel history={history} />
        </div>
      </div>
      {finished && (
        <section ref={exports} tabIndex={-1} class="rec-exports" aria-label="Exports">
          <ExportPanel recording={recording} contents={contents} />
        </section>
      )}
      {desk?.isAsking.value && <InitialsDialog desk={desk} />}
    </div>
  );
}
