import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/topBar.css';
import './styles/messageStrip.css';
import './styles/stage.css';
import './styles/legCard.css';
import './styles/calibration.css';
import './styles/liveControls.css';
import './styles/reps.css';
import './styles/charts.css';
import './styles/replayBar.css';
import './styles/setup.css';
import './styles/calibrate.css';
import './styles/record.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { StreamClient } from '../../../src/stream/client.ts';
import { CueSound } from './audio/cueSound.ts';
import { DrawLoop } from './draw/drawLoop.ts';
import { LiveStore } from './store/liveStore.ts';
import { PageContext } from './store/storeContext.ts';
import { App } from './views/App.tsx';
import { ViewChoice } from './views/viewChoice.ts';

function streamUrl(): string {
  const url = new URL('/api/v1/stream', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element with id "app"');

const store = new LiveStore(new StreamClient({ url: streamUrl() }));
const loop = new DrawLoop();
const sound = new CueSound();
const choice = new ViewChoice();
effect(() => choice.update(store.hello.value, store.sensors.value));
choice.start();
store.onCue((cue) => sound.play(cue));
store.start();
loop.start();
render(
  <PageContext.Provider value={{ store, loop }}>
    <App choice={choice} sound={sound} />
  </PageContext.Provider>,
  root,
);
