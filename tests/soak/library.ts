import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { recordingId } from '../../src/recording/naming.ts';
import { emptySidecar } from '../../src/recording/sidecar/sidecar.ts';
import { edited } from '../../src/recording/sidecar/sidecarEdit.ts';
import { put } from '../recording/sessions/folder.ts';
import { launchBrowser, openPage } from '../web/page.ts';
import { RealHub } from '../web/realHub.ts';
import type { Results } from './results.ts';

const RECORDINGS = 500;
/** Three recordings of a session of somebody on every other day. */
const A_SESSION = 3;
const STARTED_US = Date.UTC(2026, 0, 5, 9) * 1000;
const DAY_US = 86_400e6;
const MINUTE_US = 60e6;
const MOST_LIST_MS = 1000;
const MOST_GAP_MS = 1000;
const TIMES = 3;

interface Scrolled {
  readonly frames: number;
  readonly longestGapMs: number;
  readonly longTaskMs: number;
}

/** A year's recordings in the Library, while sensors stream: how soon they are listed, and how they scroll. */
export async function soakLibrary(results: Results): Promise<void> {
  const hub = new RealHub(['--virtual-sensors']);
  const browser = await launchBrowser();
  try {
    await hub.start();
    await fill(hub.recordings);
    const { page, complaints } = await openPage(browser, `${hub.url}#live`);
    await page.locator('.data-light[data-level="fresh"]').waitFor();
    await page.evaluate(METER);
    for (let time = 1; time <= TIMES; time++) {
      await page.locator('.view-switch button', { hasText: 'Live' }).click();
      await page.waitForTimeout(500);
      const ms = await page.evaluate<number>(`libraryMeter.listedMs(${RECORDINGS})`);
      const when = time === 1 ? 'with its code to be loaded' : `again, ${time}`;
      results.atMost(`${RECORDINGS} recordings listed, ${when}`, ms, MOST_LIST_MS, 'ms');
    }
    const answeredMs = await page.evaluate<number>('libraryMeter.answeredMs()');
    results.told('the answer of the hub alone, asked again', answeredMs, 'ms');
    await scroll(page, results, 'down by a screen a frame', 900);
    await scroll(page, results, 'down by a finger', 60);
    const typedMs = await page.evaluate<number>(`libraryMeter.searchedMs()`);
    results.told('search: a letter until what is found is painted, longest', typedMs, 'ms');
    results.exactly('complaints of the browser', complaints.length, 0);
  } finally {
    await browser.close();
    await hub.stop();
  }
}

async function scroll(page: Page, results: Results, how: string, stepPx: number): Promise<void> {
  const scrolled = await page.evaluate<Scrolled>(`libraryMeter.scrolled(${stepPx})`);
  results.told(`scrolled ${how}: frames`, scrolled.frames, '1');
  results.atMost(`scrolled ${how}: longest gap`, scrolled.longestGapMs, MOST_GAP_MS, 'ms');
  results.told(`scrolled ${how}: longest task`, scrolled.longTaskMs, 'ms');
}

async function fill(folder: string): Promise<void> {
  for (let i = 0; i < RECORDINGS; i++) {
    const subject = `P-${100 + (i % 40)}`;
    const session = Math.floor(i / A_SESSION);
    const startedUs = STARTED_US + session * 2 * DAY_US + (i % A_SESSION) * 5 * MINUTE_US;
    const id = recordingId(startedUs, subject);
    await put(folder, id, { subject, startedUs, protocol: `block ${1 + (session % 6)}` });
    const facts = { loadKg: i % 40, footwear: 'barefoot' };
    const tags = ['pilot', `week-${session % 12}`].slice(i % 2);
    const said = edited(emptySidecar(id), { facts, addTags: tags }, 'soak', startedUs);
    await writeFile(join(folder, `${id}.session.json`), JSON.stringify(said));
  }
}

/** Text, for what is compiled here has helpers that the page does not know. */
const METER = `
window.libraryMeter = {
  frame: () => new Promise((done) => requestAnimationFrame(done)),
  async answeredMs() {
    const from = performance.now();
    await (await fetch('api/v1/recordings')).json();
    return performance.now() - from;
  },
  async listedMs(wanted) {
    const from = performance.now();
    document.querySelectorAll('.view-switch button').forEach((button) => {
      if (button.textContent.includes('Library')) button.click();
    });
    while (document.querySelectorAll('.rec-row').length < wanted) await this.frame();
    // The frame in which they are there is painted before the next begins.
    await this.frame();
    return performance.now() - from;
  },
  async scrolled(stepPx) {
    scrollTo(0, 0);
    await this.frame();
    let longTaskMs = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTaskMs = Math.max(longTaskMs, duration);
    });
    observer.observe({ type: 'longtask' });
    let [frames, longestGapMs, before] = [0, 0, performance.now()];
    while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
      scrollBy(0, stepPx);
      await this.frame();
      const now = performance.now();
      longestGapMs = Math.max(longestGapMs, now - before);
      before = now;
      frames++;
    }
    observer.disconnect();
    return { frames, longestGapMs, longTaskMs };
  },
  async searchedMs() {
    const field = document.querySelector('.library-search input');
    let longest = 0;
    for (const text of ['p', 'p-', 'p-1', 'p-11', 'p-113', 'p-113 w', '']) {
      const from = performance.now();
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await this.frame();
      await this.frame();
      longest = Math.max(longest, performance.now() - from);
    }
    return longest;
  },
};
undefined`;
