import { effect } from '@preact/signals';
import { render } from 'preact';
import { ANONYMOUS } from '../../../src/model/pseudonym.ts';
import type { Role } from '../../../src/model/role.ts';
import { StreamClient } from '../../../src/stream/client.ts';
import { askAgainIfShutOut } from './api/comeIn.ts';
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

/** Views in which a person looks at the screen for long without touching it. */
const WATCHED: readonly ViewName[] = ['live', 'calibrate', 'record'];

/** The page of whoever came in, drawn into `root` and fed by the stream. */
export function startPage(root: HTMLElement, role: Role): void {
  const client = new StreamClient({ url: streamUrl() });
  const store = new LiveStore(client);
  const choice = new ViewChoice();
  const page: Page = {
    role,
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
  // A viewer has the live view alone.
  if (role === 'operator') effect(() => choice.update(store.hello.value, store.sensors.value));
  effect(() => page.wakeLock.want(WATCHED.includes(choice.view.value)));
  const reporter = new CueReporter(
    store,
    () => choice.view.peek() === 'live' && page.cueChoice.isSeen,
  );
  store.onCue((cue) => {
    const soundedMs = page.sound.play(cue);
    // What a screen that looks on showed is no part of the recording.
    if (role === 'operator') reporter.report(cue, soundedMs);
  });
  store.onInLine(() => page.sound.praise());
  client.on('status', (status) => {
    if (status === 'waiting') void askAgainIfShutOut(role);
  });
  if (role === 'operator') choice.start();
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
}
