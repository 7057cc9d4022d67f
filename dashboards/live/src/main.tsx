import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/topBar.css';
import './styles/messageStrip.css';
import './styles/stage.css';
import './styles/legCard.css';
import './styles/calibration.css';
import './styles/stepPicture.css';
import './styles/liveControls.css';
import './styles/reps.css';
import './styles/athlete.css';
import './styles/charts.css';
import './styles/replayBar.css';
import './styles/setup.css';
import './styles/calibrate.css';
import './styles/record.css';
import './styles/dialog.css';
import './styles/cues.css';
import './styles/pain.css';
import './styles/keys.css';
import './styles/help.css';
import './styles/contrast.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { ANONYMOUS } from '../../../src/model/pseudonym.ts';
import { StreamClient } from '../../../src/stream/client.ts';
import { CueReporter } from './audio/cueReporter.ts';
import { CueSound } from './audio/cueSound.ts';
import { DrawLoop } from './draw/drawLoop.ts';
import { CueChoice } from './store/cueChoice.ts';
import { FullScreen } from './store/fullScreen.ts';
import { Keys } from './store/keys.ts';
import { LiveStore } from './store/liveStore.ts';
import { Markers } from './store/markers.ts';
import { PainReport } from './store/painReport.ts';
import { type Page, PageContext } from './store/storeContext.ts';
import { followTheme } from './store/theme.ts';
import { TrialDesk } from './store/trialDesk.ts';
import { WakeLock } from './store/wakeLock.ts';
import { Watching } from './store/watching.ts';
import { App } from './views/App.tsx';
import { ViewChoice, type ViewName } from './views/viewChoice.ts';

function streamUrl(): string {
  const url = new URL('/api/v1/stream', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element with id "app"');

/** Views in which a person looks at the screen for long without touching it. */
const WATCHED: readonly ViewName[] = ['live', 'calibrate', 'record'];

const client = new StreamClient({ url: streamUrl() });
const store = new LiveStore(client);
const choice = new ViewChoice();
const page: Page = {
  store,
  loop: new DrawLoop(),
  sound: new CueSound(),
  cueChoice: new CueChoice(),
  keys: new Keys(),
  fullScreen: new FullScreen(),
  wakeLock: new WakeLock(),
  pain: new PainReport(
    (message) => store.send(message),
    () => {
      const { subject = ANONYMOUS } = store.status.peek()?.recording ?? {};
      return subject === ANONYMOUS ? null : subject;
    },
  ),
  markers: new Markers(),
  trials: new TrialDesk(store),
  watching: new Watching(client),
};
effect(() => choice.update(store.hello.value, store.sensors.value));
effect(() => page.wakeLock.want(WATCHED.includes(choice.view.value)));
const reporter = new CueReporter(
  store,
  () => choice.view.peek() === 'live' && page.cueChoice.isSeen,
);
store.onCue((cue) => reporter.report(cue, page.sound.play(cue)));
store.onInLine(() => page.sound.praise());
followTheme();
choice.start();
// The first of those who draw, so that none of them draws what has become old.
page.loop.add(() => store.checkAge());
for (const part of [
  page.trials,
  page.watching,
  page.sound,
  page.keys,
  page.fullScreen,
  page.wakeLock,
  store,
  page.loop,
]) {
  part.start();
}
render(
  <PageContext.Provider value={page}>
    <App choice={choice} />
  </PageContext.Provider>,
  root,
);
