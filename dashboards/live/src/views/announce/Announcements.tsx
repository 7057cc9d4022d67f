import { useRef } from 'preact/hooks';
import type { FreshnessLevel } from '../../store/freshness.ts';
import { usePage } from '../../store/storeContext.ts';
import { SIDE_NAME } from '../sideName.ts';
import type { ViewName } from '../viewChoice.ts';

/** What is said when the data come to this state; the seconds on the light are not read out. */
const LEVEL_WORDS: Readonly<Record<FreshnessLevel, string>> = {
  fresh: 'Data arriving again.',
  paused: '',
  waiting: '',
  silent: 'No data from the sensors.',
  offline: 'Connection to the hub lost.',
};

/** For those who hear the page: cues by their words, notices, and the data going and coming back. */
export function Announcements({ view }: { readonly view: ViewName }) {
  const { store } = usePage();
  return (
    <div class="visually-hidden">
      <CueWords />
      <DataWords />
      {/* The other views have a line of their own for it. */}
      <p role="status" data-says="notice">
        {view === 'live' ? store.notice.value : ''}
      </p>
    </div>
  );
}

function CueWords() {
  const { store, cueChoice } = usePage();
  const cue = store.cue.value;
  const spoken = cue !== null && cueChoice.shape.value.value === 'on';
  const who = cue === null || cue.side === 'both' ? 'Both legs' : `${SIDE_NAME[cue.side]} leg`;
  return (
    <p role="status" data-says="cue">
      {spoken ? `${who}: ${cue.words}` : ''}
    </p>
  );
}

function DataWords() {
  const { store } = usePage();
  const { level } = store.freshness.value;
  // At first everything is lost and nothing has been there yet, which is no news.
  const arrived = useRef(false);
  const missed = useRef(false);
  if (level === 'fresh') arrived.current = true;
  if (level === 'silent' || level === 'offline') missed.current = arrived.current;
  const isNews = level === 'fresh' ? missed.current : arrived.current;
  return (
    <p role="status" data-says="data">
      {isNews ? LEVEL_WORDS[level] : ''}
    </p>
  );
}
