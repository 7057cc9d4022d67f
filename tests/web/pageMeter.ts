import type { Page } from 'playwright-core';

/** What the page was sent and how long it worked on it, counted beside the page's own code. */
export interface PageCounts {
  /** Frames that arrived, over all connections. */
  readonly frames: number;
  /** Frames that a `gap` message named. */
  readonly skipped: number;
  readonly gaps: number;
  /** Frames that neither arrived nor were named. */
  readonly unmarked: number;
  readonly hellos: number;
  /** Pictures that showed digits of a leg whose newest frame was older than what counts as now. */
  readonly oldShownAsLive: number;
  /** Of the newest frame since it reached the hub, whose clock is this machine's, ms. */
  readonly newestAgeMs: number;
}

/** `window.pageMeter`. */
interface Meter {
  counts(): PageCounts;
  /** Script of each animation frame since the last call, ms: see `meterPage`. */
  takeScriptMs(): number[];
  /** See `msUntilLive`. */
  msUntilLive(youngMs: number, fromMs: number): Promise<number>;
}

/**
 * Counts from now on, also after reloads, what each page of this context receives; call it before
 * the page is opened. The time of an animation frame is that of the page's own listeners of socket
 * messages since the one before, with what they emit, and of its animation frame callbacks;
 * rendering by Preact in microtasks, layout and raster are not in it.
 */
export async function meterPage(page: Page): Promise<void> {
  await page.addInitScript(meterSource());
}

/** The same as a script, for a browser that is steered otherwise. */
export function meterSource(): string {
  // tsx wraps functions in this helper to keep their names, and the page has no such thing.
  return `globalThis.__name ??= (named) => named; (${installMeter})();`;
}

export function pageCounts(page: Page): Promise<PageCounts> {
  return page.evaluate(() => {
    const meter: Meter = Reflect.get(window, 'pageMeter');
    return meter.counts();
  });
}

export function takeScriptMs(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const meter: Meter = Reflect.get(window, 'pageMeter');
    return meter.takeScriptMs();
  });
}

/**
 * Waits in the page itself until it shows data as live that is younger than `youngMs`.
 * @returns how long that took, ms, from now
 */
export function msUntilLive(page: Page, youngMs: number): Promise<number> {
  return page.evaluate((ms) => {
    const meter: Meter = Reflect.get(window, 'pageMeter');
    return meter.msUntilLive(ms, performance.now());
  }, youngMs);
}

/** Serialised into the page, so it uses nothing from outside itself. */
function installMeter(): void {
  const HEADER_BYTES = 16;
  /** Half a second, and a tenth for what lies between a look and the picture. */
  const OLD_MS = 600;
  let frames = 0;
  let skipped = 0;
  let gaps = 0;
  let unmarked = 0;
  let hellos = 0;
  let oldShownAsLive = 0;
  let newestArrivalUs = Number.NaN;
  /** The sequence that must come next; null after a hello. */
  let expected: number | null = null;
  let messageMs = 0;
  let callbackMs = 0;
  let countedFrame = Number.NaN;
  let scriptMs: number[] = [];

  const wallMs = () => performance.timeOrigin + performance.now();
  const newestAgeMs = () => wallMs() - newestArrivalUs / 1000;
  const arrive = (first: number, count: number) => {
    if (expected !== null) unmarked += (first - expected) >>> 0;
    expected = (first + count) >>> 0;
  };
  const note = (data: unknown) => {
    if (data instanceof ArrayBuffer) {
      const view = new DataView(data);
      const count = view.getUint16(2, true);
      arrive(view.getUint32(8, true), count);
      frames += count;
      const frameBytes = (data.byteLength - HEADER_BYTES) / count;
      newestArrivalUs = view.getFloat64(HEADER_BYTES + (count - 1) * frameBytes + 8, true);
      return;
    }
    const message = JSON.parse(String(data));
    if (message.type === 'hello') {
      hellos++;
      expected = null;
    } else if (message.type === 'gap') {
      gaps++;
      const count = ((message.toSequence - message.fromSequence) >>> 0) + 1;
      skipped += count;
      arrive(message.fromSequence, count);
    }
  };

  class MeteredSocket extends WebSocket {
    override addEventListener(
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ): void {
      if (type !== 'message' || typeof listener !== 'function') {
        super.addEventListener(type, listener, options);
        return;
      }
      super.addEventListener(
        type,
        (event) => {
          note(Reflect.get(event, 'data'));
          const beganMs = performance.now();
          listener.call(this, event);
          messageMs += performance.now() - beganMs;
        },
        options,
      );
    }
  }
  Reflect.set(window, 'WebSocket', MeteredSocket);

  const showsDigits = () => {
    for (const digits of document.querySelectorAll('.leg-card [data-part="digits"]')) {
      if (/\d/.test(digits.textContent ?? '')) return true;
    }
    return false;
  };
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    request((nowMs) => {
      if (nowMs !== countedFrame) {
        // All callbacks of one frame are given the same instant.
        if (!Number.isNaN(countedFrame)) scriptMs.push(messageMs + callbackMs);
        countedFrame = nowMs;
        messageMs = 0;
        callbackMs = 0;
      }
      const beganMs = performance.now();
      callback(nowMs);
      callbackMs += performance.now() - beganMs;
      if (newestAgeMs() > OLD_MS && showsDigits()) oldShownAsLive++;
    });

  const isLive = (youngMs: number) =>
    document.querySelector('.data-light[data-level="fresh"]') !== null && newestAgeMs() < youngMs;
  Reflect.set(window, 'pageMeter', {
    counts: () => ({
      frames,
      skipped,
      gaps,
      unmarked,
      hellos,
      oldShownAsLive,
      newestAgeMs: newestAgeMs(),
    }),
    takeScriptMs: () => {
      const taken = scriptMs;
      scriptMs = [];
      return taken;
    },
    msUntilLive: async (youngMs, fromMs) => {
      while (!isLive(youngMs)) {
        if (performance.now() - fromMs > 30_000) throw new Error('not live after 30 s');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return performance.now() - fromMs;
    },
  } satisfies Meter);
}
