import { usePage } from '../../store/storeContext.ts';
import { useBackToLive } from './useBackToLive.ts';
import type { LiveBehind } from './useLiveBehind.ts';

/** Which recording is shown and to whom, that the live session goes on behind it, and the way back. */
export function WhatIsShown({ behind }: { readonly behind: LiveBehind | null }) {
  const { store, watching } = usePage();
  const back = useBackToLive();
  const hello = store.hello.value;
  const isOwn = hello?.timeline === 'own';
  if (hello === null || (!isOwn && behind === null)) return null;
  const toLive = !isOwn || watching.shared.value === 'live';
  return (
    <div class="what-is-replayed">
      <p>
        <span class="replayed-id">{hello.session}</span>{' '}
        <span class="soft">{isOwn ? 'on this page alone' : 'on all screens'}</span>
        {behind && <Goes behind={behind} />}
      </p>
      <button type="button" class="back-to-live" onClick={back}>
        {toLive ? 'Back to live' : 'Back to the shared replay'}
      </button>
    </div>
  );
}

function Goes({ behind: { recording } }: { readonly behind: LiveBehind }) {
  const { isRecording, problem, subject } = recording;
  return (
    <span class="goes-on" data-on={isRecording} role="status">
      <span class="goes-shape" aria-hidden="true" />
      {isRecording
        ? `Recording of ${subject} goes on`
        : `The live session is not being recorded${problem === null ? '.' : `: ${problem}`}`}
    </span>
  );
}
