import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { percentile } from '../../src/signal/statistics.ts';
import { launchBrowser, openPage } from '../web/page.ts';
import { msUntilLive, pageCounts, takeScriptMs } from '../web/pageMeter.ts';
import { holdUp, TROUBLES } from '../web/pageTrouble.ts';
import { PlainBrowser } from '../web/plainTab.ts';
import { RealHub } from '../web/realHub.ts';
import { traceScript } from '../web/scriptTrace.ts';
import type { Results } from './results.ts';

const DEFAULT_MINUTES = 30;
/** Code is compiled and caches fill before the heap is judged. */
const SETTLING_MINUTES = 5;
/** With one alone its heap would be compared with itself. */
const LEAST_MINUTES = 2;
const MOST_HEAP_MB = 10;
const MOST_SCRIPT_MS = 5;
/** A whole minute gives 6000; a machine with other work leaves some of them out, and says so. */
const LEAST_FRAMES_PER_MINUTE = 3000;
/** Of tables that fill and cards that come, in half an hour 144. */
const MOST_NODES = 500;
const MOST_LISTENERS = 50;
const TRACE_S = 20;
const TROUBLE_S = 5;
const MOST_RECOVERY_MS = 1000;
/** As old as the newest frame may be for the page to count as live again. */
const YOUNG_MS = 200;
const MB = 2 ** 20;

/**
 * The page of a hub with virtual sensors, in the Live view with its charts: what it keeps in
 * memory, whether any frame went missing unsaid, what its script costs, and how it comes back
 * from a hang, a freeze, a time in the background and a hub that went.
 */
export async function soakPage(results: Results, args: readonly string[]): Promise<void> {
  const minutes = minutesOf(args);
  const hub = new RealHub(['--virtual-sensors'], { lifeMs: (minutes + 20) * 60_000 });
  const browser = await launchBrowser();
  try {
    await hub.start();
    const { page, complaints } = await openPage(browser, `${hub.url}#live`, {}, { metered: true });
    const session = await page.context().newCDPSession(page);
    await msUntilLive(page, YOUNG_MS);
    await stream(page, session, minutes, results);
    const traced = await traceScript(browser, TRACE_S);
    results.told('script of an animation frame, traced: median', percentile(traced, 50), 'ms');
    results.atMost('the same: p95', percentile(traced, 95), MOST_SCRIPT_MS, 'ms');
    results.told('the same: longest', Math.max(...traced), 'ms');
    results.exactly('complaints of the browser', complaints.length, 0);
    await heldUp(`${hub.url}#live`, results);
    await hubGoes(page, hub, results);
  } finally {
    await browser.close();
    await hub.stop();
  }
}

/** @throws RangeError when `--minutes` has no whole number behind it that gives heaps to compare. */
function minutesOf(args: readonly string[]): number {
  const at = args.indexOf('--minutes');
  if (at < 0) return DEFAULT_MINUTES;
  const minutes = Number(args[at + 1]);
  if (!Number.isInteger(minutes) || minutes < LEAST_MINUTES) {
    throw new RangeError(
      `--minutes "${args[at + 1]}": a whole number of ${LEAST_MINUTES} or more is wanted, such as 30`,
    );
  }
  return minutes;
}

async function stream(
  page: Page,
  session: CDPSession,
  minutes: number,
  results: Results,
): Promise<void> {
  await session.send('Performance.enable');
  const heapMb: number[] = [];
  const scriptMs: number[] = [];
  const started = { ...(await pageCounts(page)), ...(await metrics(session)) };
  for (let minute = 1; minute <= minutes; minute++) {
    await sleep(60_000);
    await session.send('HeapProfiler.collectGarbage');
    heapMb.push((await metrics(session)).heapMb);
    scriptMs.push(...(await takeScriptMs(page)));
    console.error(`  minute ${minute}: heap ${heapMb.at(-1)?.toFixed(2)} MB`);
  }
  const ended = { ...(await pageCounts(page)), ...(await metrics(session)) };
  const settled = heapMb.slice(minutes > SETTLING_MINUTES ? SETTLING_MINUTES - 1 : 0);
  const [reference = Number.NaN] = settled;
  const changes = settled.map((mb) => Math.abs(mb - reference));
  results.told('minutes streamed, 4 sensors', minutes, 'min');
  results.atLeast(
    'frames that arrived',
    ended.frames - started.frames,
    minutes * LEAST_FRAMES_PER_MINUTE,
    '1',
  );
  results.told('frames skipped and told in gaps', ended.skipped - started.skipped, '1');
  results.exactly('frames that went missing unsaid', ended.unmarked - started.unmarked, 0);
  results.exactly('connections anew', ended.hellos - started.hellos, 0);
  results.told('heap after the settling minutes', reference, 'MB');
  results.atMost('heap: farthest from that later', Math.max(...changes), MOST_HEAP_MB, 'MB');
  results.atMost('DOM nodes gained', ended.nodes - started.nodes, MOST_NODES, '1');
  results.atMost('listeners gained', ended.listeners - started.listeners, MOST_LISTENERS, '1');
  results.told('animation frames measured', scriptMs.length, '1');
  const name = 'messages and drawing of an animation frame';
  results.told(`${name}: median`, percentile(scriptMs, 50), 'ms');
  results.atMost(`${name}: p95`, percentile(scriptMs, 95), MOST_SCRIPT_MS, 'ms');
  results.told(`${name}: p99`, percentile(scriptMs, 99), 'ms');
}

async function metrics(session: CDPSession) {
  const { metrics: all } = await session.send('Performance.getMetrics');
  const of = (name: string) => all.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heapMb: of('JSHeapUsedSize') / MB,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
  };
}

/** The page cannot follow for five seconds, in three ways; the hub goes on. */
async function heldUp(url: string, results: Results): Promise<void> {
  const browser = new PlainBrowser();
  await browser.start();
  try {
    const tab = await browser.open(url);
    await tab.evaluate(`new Promise((loaded) => addEventListener('load', loaded))`);
    await tab.evaluate(`pageMeter.msUntilLive(${YOUNG_MS}, performance.now())`);
    for (const trouble of TROUBLES) {
      const name = `a page that was ${trouble}, ${TROUBLE_S} s`;
      const recovery = await holdUp(browser, tab, trouble, TROUBLE_S, YOUNG_MS);
      results.atMost(`${name}: live after`, recovery.liveAfterMs, MOST_RECOVERY_MS, 'ms');
      results.told(`${name}: frames skipped and told`, recovery.skipped, '1');
      results.exactly(`${name}: missing unsaid`, recovery.unmarked, 0);
      // Chromium ends the stream of a page that it freezes, as Safari does.
      results.atMost(
        `${name}: connections anew`,
        recovery.hellos,
        trouble === 'frozen' ? 1 : 0,
        '1',
      );
      results.exactly(`${name}: old shown as live`, recovery.oldShownAsLive, 0);
    }
  } finally {
    await browser.stop();
  }
}

/** The hub ends, by Ctrl-C and by `kill -9`, and is started again on the same port. */
async function hubGoes(page: Page, hub: RealHub, results: Results): Promise<void> {
  await page.evaluate(() => Reflect.set(window, 'neverReloaded', true));
  for (const [how, end] of [
    ['Ctrl-C', () => hub.interrupt()],
    ['kill -9', () => hub.kill()],
  ] as const) {
    await end();
    await page.locator('.data-light[data-level="offline"]').waitFor();
    await hub.start();
    const tookMs = await msUntilLive(page, YOUNG_MS);
    results.told(`hub that went by ${how}: live after it listens again`, tookMs, 'ms');
    const kept = await page.evaluate(() => Reflect.get(window, 'neverReloaded') === true);
    results.exactly(`hub that went by ${how}: reloads`, kept ? 0 : 1, 0);
  }
}
