import { useMemo, useState } from 'preact/hooks';
import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { usePolled } from '../../../api/usePolled.ts';
import { hashOf } from '../../viewChoice.ts';
import { startedText } from '../reps/startedText.ts';
import { otherRecordings } from './otherRecordings.ts';

/** More rows are found by searching. */
const MOST_ROWS = 40;

/** Which recording is put beside this one. */
export function BesideChooser({ own }: { readonly own: ListedRecording }) {
  const { answer, problem } = usePolled<{ readonly recordings: readonly ListedRecording[] }>(
    'recordings',
    null,
  );
  const [search, setSearch] = useState('');
  const groups = useMemo(
    () => (answer === null ? [] : otherRecordings(answer.recordings, own, search)),
    [answer, own, search],
  );
  return (
    <section class="beside-panel beside-chooser" aria-labelledby="beside-choose">
      <h3 id="beside-choose">Which one beside it?</h3>
      <label class="beside-search">
        <span>Search</span>
        <input
          type="search"
          value={search}
          placeholder="participant, tag, protocol"
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      {answer === null && <p class="soft">{problem ?? 'Loading …'}</p>}
      {answer !== null && groups.length === 0 && (
        <p>
          {search === ''
            ? 'There is no other recording here yet. Record another session, or process this one anew.'
            : 'No recording has all of these words.'}
        </p>
      )}
      {groups.map(({ title, recordings }) => (
        <section key={title}>
          <h4>{title}</h4>
          <ul>
            {recordings.slice(0, MOST_ROWS).map((each) => (
              <li key={each.id}>
                <a href={hashOf({ view: 'library', path: [own.id, 'beside', each.id] })}>
                  <strong>{each.subject}</strong> <span>{startedText(each.startedUs)}</span>{' '}
                  <span class="soft">
                    {[each.protocol, each.id, ...(each.simulated ? ['simulated'] : [])]
                      .filter((word) => word !== '')
                      .join(' · ')}
                  </span>
                </a>
              </li>
            ))}
          </ul>
          {recordings.length > MOST_ROWS && (
            <p class="soft">And {recordings.length - MOST_ROWS} more: search for it.</p>
          )}
        </section>
      ))}
    </section>
  );
}
