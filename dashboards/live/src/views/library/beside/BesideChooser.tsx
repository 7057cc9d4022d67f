import { useMemo, useState } from 'preact/hooks';
import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { useAssessmentNames } from '../../../api/assessments.ts';
import { hashOf } from '../../viewChoice.ts';
import { useListing } from '../list/listing.ts';
import { found } from '../list/searchRecordings.ts';
import { useSearchables } from '../list/useSearchables.ts';
import { Marks } from '../Marks.tsx';
import { movementText, startedText } from '../recordingWords.ts';
import { otherRecordings } from './otherRecordings.ts';

/** The earlier one is the first, so that a change reads as it went. */
function inOrder(own: ListedRecording, other: ListedRecording): readonly string[] {
  const isEarlier = other.startedUs < own.startedUs;
  return isEarlier ? [other.id, 'beside', own.id] : [own.id, 'beside', other.id];
}

/** More rows are found by searching. */
const MOST_ROWS = 40;

/** Which recording is put beside this one. */
export function BesideChooser({ own }: { readonly own: ListedRecording }) {
  const { recordings: all, problem } = useListing();
  const names = useAssessmentNames();
  const searchables = useSearchables(all);
  const [search, setSearch] = useState('');
  const groups = useMemo(() => {
    const hits = found(searchables ?? [], search, []);
    return otherRecordings(
      hits.map(({ recording }) => recording),
      own,
    );
  }, [searchables, own, search]);
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
      {all === null && <p class="soft">{problem ?? 'Loading …'}</p>}
      {all !== null && groups.length === 0 && (
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
                <a href={hashOf({ view: 'library', path: inOrder(own, each) })}>
                  <strong>
                    {each.subject} · {movementText(each, names)}
                  </strong>{' '}
                  <span>{startedText(each.startedUs)}</span> <span class="soft">{each.id}</span>{' '}
                  <Marks recording={each} />
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
