import type { Page } from 'playwright-core';

/** One tone, from the message that asked for it. */
export interface Onset {
  /** From the receipt of the message to the onset that is scheduled on the audio clock, ms. */
  readonly scheduledMs: number;
  /** What the output adds: `baseLatency` and `outputLatency` of the context, ms. */
  readonly outputMs: number;
}

/** Notes the tones of every page of this context from now on; call it before the page is opened. */
export async function listenForOnsets(page: Page): Promise<void> {
  await page.addInitScript(installListener);
}

export function onsets(page: Page): Promise<Onset[]> {
  return page.evaluate(() => Reflect.get(window, 'cueOnsets') as Onset[]);
}

/** Serialised into the page, so it uses nothing from outside itself. */
function installListener(): void {
  const noted: Onset[] = [];
  let heardMs = Number.NaN;
  Reflect.set(window, 'cueOnsets', noted);
  // Before the page's own listener, which is added to the socket later.
  const add = WebSocket.prototype.addEventListener;
  WebSocket.prototype.addEventListener = function (
    this: WebSocket,
    ...args: Parameters<typeof add>
  ) {
    if (args[0] === 'message') {
      add.call(this, 'message', () => {
        heardMs = performance.now();
      });
    }
    add.apply(this, args);
  };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (this: OscillatorNode, when = 0) {
    const { context } = this;
    const waitedMs = performance.now() - heardMs;
    const outputS =
      context instanceof AudioContext ? context.baseLatency + (context.outputLatency || 0) : 0;
    noted.push({
      scheduledMs: waitedMs + Math.max(0, when - context.currentTime) * 1000,
      outputMs: outputS * 1000,
    });
    start.call(this, when);
  };
}
