import { useState } from 'preact/hooks';
import { hashOf, type ViewChoice } from '../../viewChoice.ts';
import { DeleteDialog } from '../recording/DeleteDialog.tsx';

interface SubjectBarProps {
  readonly subject: string;
  readonly choice: ViewChoice;
  /** Whether any of it is the hub's own, and so can be deleted. */
  readonly canDelete: boolean;
}

/** What can be done with one person, where a search has found nobody else. */
export function SubjectBar({ subject, choice, canDelete }: SubjectBarProps) {
  const [isDeleting, setDeleting] = useState(false);
  return (
    <div class="subject-bar">
      <p>
        All of <strong>{subject}</strong>
      </p>
      <a class="button" href={hashOf({ view: 'trends', path: [subject] })}>
        Trends
      </a>
      <a class="button" href={hashOf({ view: 'programme', path: [subject] })}>
        Programme
      </a>
      {canDelete && (
        <button type="button" onClick={() => setDeleting(true)}>
          Delete all …
        </button>
      )}
      {isDeleting && (
        <DeleteDialog
          path={`subjects/${encodeURIComponent(subject)}`}
          title={`Delete all of ${subject}`}
          phrase={subject}
          onClose={() => setDeleting(false)}
          onGone={() => {
            // The search may still find what comes with the program.
            setDeleting(false);
            choice.choose('library');
          }}
        />
      )}
    </div>
  );
}
