import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Help } from '../../help/Help.tsx';
import type { ViewChoice } from '../../viewChoice.ts';
import { deletedNews } from '../recording/deletedNews.ts';
import { byDate } from './byDate.ts';
import { useListing } from './listing.ts';
import { listPlace } from './listPlace.ts';
import { EmptyLibrary, NothingFound } from './NothingHere.tsx';
import { RecordingRow } from './RecordingRow.tsx';
import { SearchBar } from './SearchBar.tsx';
import { SubjectBar } from './SubjectBar.tsx';
import {
  found,
  type Searchable,
  type SessionEntry,
  sessionsIn,
  sorted,
} from './searchRecordings.ts';
import { TagChips } from './TagChips.tsx';
import { useSearchables } from './useSearchables.ts';

/** So many rows are laid out at once; of more, those out of sight are not. */
const SHORT_LIST = 60;

/** All recordings of the hub, with a search in what they are known by. */
export function RecordingList({ choice }: { readonly choice: ViewChoice }) {
  const { recordings, problem } = useListing();
  const all = useSearchables(recordings);
  return (
    <>
      <header class="library-head">
        <h2 tabIndex={-1}>Library</h2>
        <Help about="the library">
          <p>
            Every session that was recorded is here. What was computed from a recording, and later
            parts of its session, stand under it. Open one to replay it, to see its reps, to say
            more of it, and to export it.
          </p>
          <p>Search takes several words, such as “P-7F3K squat pilot”; all have to fit.</p>
        </Help>
      </header>
      <SearchBar />
      <div class="library-results">
        {all === null ? (
          <p class="connecting">{problem ?? 'Loading …'}</p>
        ) : (
          <Results all={all} problem={problem} choice={choice} />
        )}
      </div>
    </>
  );
}

interface ResultsProps {
  readonly all: readonly Searchable[];
  readonly problem: string | null;
  readonly choice: ViewChoice;
}

function Results({ all, problem, choice }: ResultsProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => comeBack(list.current), []);
  const search = listPlace.search.value;
  const tags = listPlace.tags.value;
  const sort = listPlace.sort.value;
  // What was deleted is news until one searches or goes on.
  useEffect(
    () => () => {
      deletedNews.value = '';
    },
    [search, tags],
  );
  const recordings = useMemo(() => all.map(({ recording }) => recording), [all]);
  const shown = useMemo(() => found(all, search, tags), [all, search, tags]);
  const sessions = useMemo(() => sorted(sessionsIn(shown), sort), [shown, sort]);
  if (all.length === 0) return <EmptyLibrary choice={choice} />;
  const [first] = shown;
  const subject = first?.recording.subject ?? '';
  const isOfOne =
    search.trim() !== '' &&
    subject !== '' &&
    shown.every((each) => each.recording.subject === subject);
  return (
    <>
      <TagChips recordings={recordings} />
      <p class="result-count soft" role="status">
        {problem === null && deletedNews.value !== '' && <span>{deletedNews.value}</span>}
        <span>{problem ?? countText(shown.length, all.length)}</span>
      </p>
      {isOfOne && (
        <SubjectBar
          key={subject}
          subject={subject}
          choice={choice}
          canDelete={shown.some(({ recording }) => recording.own)}
        />
      )}
      {shown.length === 0 ? (
        <NothingFound />
      ) : (
        <div class="rec-list" ref={list} data-long={shown.length > SHORT_LIST}>
          <div class="rec-head" aria-hidden="true">
            <span>When</span>
            <span>Participant</span>
            <span>Movement</span>
            <span>Length</span>
            <span>Tags</span>
          </div>
          {sort === 'newest' || sort === 'oldest' ? (
            byDate(sessions, Date.now()).map(({ name, sessions: those }, i) => (
              <section key={i} aria-label={name}>
                <h3>{name}</h3>
                <Sessions sessions={those} choice={choice} />
              </section>
            ))
          ) : (
            <Sessions sessions={sessions} choice={choice} />
          )}
        </div>
      )}
    </>
  );
}

interface SessionsProps {
  readonly sessions: readonly SessionEntry[];
  readonly choice: ViewChoice;
}

function Sessions({ sessions, choice }: SessionsProps) {
  return (
    <ul>
      {sessions.flatMap(({ head, others }) => [
        <RecordingRow key={head.recording.id} entry={head} choice={choice} />,
        ...others.map((entry) => (
          <RecordingRow key={entry.recording.id} entry={entry} choice={choice} isUnder />
        )),
      ])}
    </ul>
  );
}

function countText(shown: number, all: number): string {
  const recordings = all === 1 ? '1 recording' : `${all} recordings`;
  return shown === all ? recordings : `${shown} of ${recordings}`;
}

/** To the row that was opened, as one left it; to the heading where that is gone. */
function comeBack(list: HTMLElement | null): void {
  const { opened } = listPlace;
  listPlace.opened = '';
  if (opened === '') return;
  const row = list?.querySelector(`[data-id="${CSS.escape(opened)}"]`);
  row?.scrollIntoView({ block: 'center' });
  const place = row?.querySelector('a') ?? document.querySelector<HTMLElement>('.library h2');
  place?.focus({ preventScroll: true });
}
