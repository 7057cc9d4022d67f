import { usePage } from '../store/storeContext.ts';
import { Announcements } from './announce/Announcements.tsx';
import { CalibrateView } from './calibrate/CalibrateView.tsx';
import { Glossary } from './help/Glossary.tsx';
import { KeyHelp } from './keys/KeyHelp.tsx';
import { SteeringKeys } from './keys/SteeringKeys.tsx';
import { useKeys } from './keys/useKeys.ts';
import { LazyView } from './LazyView.tsx';
import { LiveView } from './LiveView.tsx';
import { StopBanner } from './pain/StopBanner.tsx';
import { RepAnnouncer } from './RepAnnouncer.tsx';
import { RecordView } from './record/RecordView.tsx';
import { ReplayBar } from './replay/ReplayBar.tsx';
import { fullScreenKey, WakeLine } from './ScreenControls.tsx';
import { SkipLink } from './SkipLink.tsx';
import { SetupView } from './setup/SetupView.tsx';
import { TopBar } from './TopBar.tsx';
import { useHeadingFocus } from './useHeadingFocus.ts';
import type { ViewChoice, ViewName } from './viewChoice.ts';

const BANDS_CAPTION =
  'Bands are training targets you can change. They are not medical limits and do not predict injury.';

interface AppProps {
  readonly choice: ViewChoice;
}

export function App({ choice }: AppProps) {
  const { store, fullScreen, cueChoice, role } = usePage();
  const steers = role === 'operator';
  const view = choice.view.value;
  const main = useHeadingFocus(choice);
  useKeys(() => [fullScreenKey(fullScreen)], [fullScreen]);
  const hello = store.hello.value;
  const replay = store.replay.value;
  return (
    <div
      class="page"
      data-view={view}
      data-cue-colour={cueChoice.colour.value.value}
      data-preview={store.preview.value !== null}
    >
      {steers && <SteeringKeys choice={choice} />}
      <SkipLink to={main} />
      <TopBar view={view} onView={(name) => choice.choose(name)} />
      <StopBanner />
      <main ref={main} onPointerDown={() => choice.pin()} onKeyDown={() => choice.pin()}>
        {hello === null ? <Connecting /> : <View choice={choice} />}
      </main>
      {hello && (
        <footer class="small-print">
          <p>{BANDS_CAPTION}</p>
          <p>{hello.disclaimer}</p>
          <WakeLine />
          <div class="page-help">
            <Glossary />
            <KeyHelp />
          </div>
        </footer>
      )}
      {replay && steers && <ReplayBar replay={replay} />}
      <RepAnnouncer />
      <Announcements view={view} />
    </div>
  );
}

function View({ choice }: AppProps) {
  const onView = (name: ViewName) => choice.choose(name);
  switch (choice.view.value) {
    case 'live':
      return (
        <>
          <h2 class="visually-hidden">Live</h2>
          <LiveView choice={choice} />
        </>
      );
    case 'setup':
      return <SetupView onView={onView} />;
    case 'calibrate':
      return <CalibrateView />;
    case 'record':
      return <RecordView onView={onView} />;
    default:
      return <LazyView view={choice.view.value} choice={choice} />;
  }
}

/** Until the hub has said what there is: a view drawn before would move when it does. */
function Connecting() {
  return <p class="connecting">{usePage().store.freshness.value.text}</p>;
}
