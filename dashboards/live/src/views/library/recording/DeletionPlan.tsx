import type { DeletionAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import { fileWords } from './fileWords.ts';

/** All that goes, by name, and what stays elsewhere. */
export function DeletionPlan({ plan }: { readonly plan: DeletionAnswer }) {
  const { sessions, asksDatabase } = plan;
  const files = sessions.reduce((sum, each) => sum + each.files.length, 0);
  const stays = [...new Set(sessions.flatMap((each) => each.stays))];
  const alsoIn = [...new Set(sessions.flatMap((each) => each.alsoIn))];
  return (
    <div class="deletion-plan">
      <p>
        {sessions.length === 1 ? 'One recording' : `${sessions.length} recordings`} with{' '}
        {files === 1 ? 'one file' : `${files} files`}:
      </p>
      <ul aria-label="What goes">
        {sessions.map(({ id, subject, derived, files: names }) => (
          <li key={id}>
            <strong>{id}</strong>
            <span class="soft">
              {' '}
              {subject}
              {derived && ', which was computed from it or goes on behind it'}
            </span>
            <ul>
              {names.map((name) => (
                <li key={name}>{fileWords(name)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <h3>What stays</h3>
      <ul>
        {stays.map((name) => (
          <li key={name}>
            <strong>{name}</strong> is not known to be what was made of it, and stays: see to it
            yourself.
          </li>
        ))}
        {alsoIn.map((name) => (
          <li key={name}>
            The data set <strong>{name}</strong> holds it too, and stays: see to it yourself.
          </li>
        ))}
        {asksDatabase && (
          <li>
            Lines of it in a database are deleted when the hub next reaches it, which may be later.
          </li>
        )}
        <li>Copies, exports and reports that were taken elsewhere: the hub knows of none.</li>
      </ul>
    </div>
  );
}
