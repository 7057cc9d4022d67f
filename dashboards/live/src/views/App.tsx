import type { CueSound } from '../audio/cueSound.ts';
import { usePage } from '../store/storeContext.ts';
import { CalibrateView } from './calibrate/CalibrateView.tsx';
import { LiveView } from './LiveView.tsx';
import { RecordView } from './RecordView.tsx';
import { RepAnnouncer } from './RepAnnouncer.tsx';
import { ReplayBar } from './ReplayBar.tsx';
import { SetupView } from './SetupView.tsx';
import { TopBar } from './TopBar.tsx';
import type { ViewChoice } from './viewChoice.ts';

const BANDS_CAPTION =
  'Bands are training targets you can change. They are not medical limits and do not predict injury.';

interface AppProps {
  readonly choice: ViewChoice;
  readonly sound: CueSound;
}

export function App({ choice, sound }: AppProps) {
  const { store } = usePage();
  const view = choice.view.value;
  const replay = store.replay.value;
  return (
    <div class="page" data-view={view}>
      <TopBar view={view} onView={(name) => choice.choose(name)} sound={sound} />
      <main onPointerDown={() => choice.pin()} onKeyDown={() => choice.pin()}>
        {view === 'live' && <LiveView />}
        {view === 'setup' && <SetupView onCalibrate={() => choice.choose('calibrate')} />}
        {view === 'calibrate' && <CalibrateView />}
        {view === 'record' && <RecordView />}
      </main>
      <footer class="small-print">
        <p>{BANDS_CAPTION}</p>
        <p>{store.hello.value?.disclaimer}</p>
      </footer>
      {replay && <ReplayBar replay={replay} />}
      <RepAnnouncer />
    </div>
  );
}
