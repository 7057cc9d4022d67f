import { useState } from 'preact/hooks';
import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { hashOf, type ViewChoice } from '../../viewChoice.ts';
import { listPlace } from '../list/listPlace.ts';
import { DeleteDialog } from './DeleteDialog.tsx';

/** Letters of a deliberate act. */
const LEAST_TYPED = 3;

interface RecordingActionsProps {
  readonly recording: ListedRecording;
  readonly choice: ViewChoice;
  /** Turns to the files that can be made of it. */
  readonly onExports: () => void;
}

/** What can be done with a recording besides its replay. */
export function RecordingActions({ recording, choice, onExports }: RecordingActionsProps) {
  const [isDeleting, setDeleting] = useState(false);
  const { id, subject, finished, own } = recording;
  const to = (...path: string[]) => hashOf({ view: 'library', path: [id, ...path] });
  return (
    <nav class="rec-actions" aria-label="What to do with it">
      {finished && (
        <>
          <a class="button" href={to('reps')}>
            Overlay of reps
          </a>
          <a class="button" href={to('beside')}>
            Beside another
          </a>
          <a
            class="button"
            href={`api/v1/recordings/${encodeURIComponent(id)}/report`}
            target="_blank"
            rel="noopener"
          >
            Report <span class="visually-hidden">in a new tab</span>
            <span aria-hidden="true">↗</span>
          </a>
          <button type="button" onClick={onExports}>
            Exports
          </button>
        </>
      )}
      <a class="button" href={hashOf({ view: 'trends', path: [subject] })}>
        Trends
      </a>
      {own && finished && (
        <button type="button" onClick={() => setDeleting(true)}>
          Delete …
        </button>
      )}
      {isDeleting && (
        <DeleteDialog
          path={`recordings/${encodeURIComponent(id)}`}
          title="Delete this recording"
          phrase={lastPartOf(id)}
          onClose={() => setDeleting(false)}
          onGone={() => {
            listPlace.opened = id;
            choice.choose('library');
          }}
        />
      )}
    </nav>
  );
}

/** `7F3K` of `2026-11-22T19-03-11Z-P-7F3K`; all of a name whose last part is typed too easily. */
function lastPartOf(id: string): string {
  const last = id.split('-').at(-1) ?? '';
  return last.length < LEAST_TYPED ? id : last;
}
