import { useState } from 'preact/hooks';
import type { CueSound } from '../audio/cueSound.ts';
import { usePage } from '../store/storeContext.ts';
import { LiveView } from './LiveView.tsx';
import { RepAnnouncer } from './RepAnnouncer.tsx';
import { ReplayBar } from './ReplayBar.tsx';
import { SetupView } from './SetupView.tsx';
import { TopBar } from './TopBar.tsx';
import { openingView, type ViewName } from './viewChoice.ts';

const BANDS_CAPTION =
  'Bands are training targets you can change. They are not medical limits and do not predict injury.';

export function App({ sound }: { readonly sound: CueSound }) {
  const { store } = usePage();
  const [chosen, setChosen] = useState<ViewName | null>(null);
  const hello = store.hello.value;
  const view = chosen ?? openingView(hello, store.sensors.value);
  const replay = store.replay.value;
  return (
    <div class="page" data-view={view}>
      <TopBar view={view} onView={setChosen} sound={sound} />
      <main>{view === 'live' ? <LiveView /> : <SetupView />}</main>
      <footer class="small-print">
        <p>{BANDS_CAPTION}</p>
        <p>{hello?.disclaimer}</p>
      </footer>
      {replay && <ReplayBar replay={replay} />}
      <RepAnnouncer />
    </div>
  );
}
