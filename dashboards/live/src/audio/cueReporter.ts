import type { Cue } from '../../../../src/model/movement.ts';
import type { LiveStore } from '../store/liveStore.ts';

/** Tells the hub when each cue of the live session was on this screen and in the air. */
export class CueReporter {
  readonly #store: LiveStore;
  readonly #isSeen: () => boolean;

  /** @param isSeen whether this screen shows cues at all */
  constructor(store: LiveStore, isSeen: () => boolean) {
    this.#store = store;
    this.#isSeen = isSeen;
  }

  /** @param soundedMs when its tone leaves the loudspeaker, of `performance.now()`; null for none */
  report(cue: Cue, soundedMs: number | null): void {
    if (this.#store.hello.peek()?.mode !== 'live') return;
    const isSeen = this.#isSeen() && document.visibilityState === 'visible';
    if (!isSeen) this.#send(cue, null, soundedMs);
    else afterPaint((paintedMs) => this.#send(cue, paintedMs, soundedMs));
  }

  #send({ number }: Cue, shownMs: number | null, soundedMs: number | null): void {
    const toHub = (ms: number | null) => (ms === null ? null : this.#store.hubTimeUs(ms));
    const [shownUs, soundedUs] = [toHub(shownMs), toHub(soundedMs)];
    // A cue that did not come out here is for another screen to tell.
    if (shownUs === null && soundedUs === null) return;
    this.#store.tell({ type: 'cueOutput', number, shownUs, soundedUs });
  }
}

/** A task after an animation frame runs when that frame has been drawn. */
function afterPaint(done: (ms: number) => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done(performance.now());
    };
    port2.postMessage(null);
  });
}
