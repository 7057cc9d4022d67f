import { WebSocket } from 'ws';
import type { PipelineEvent } from '../../src/model/events.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { StreamClient } from '../../src/stream/client.ts';
import { metric, repLeg, repOf } from '../movement/reps.ts';
import { recordedInto } from '../reprocess/sessionHistory/recorded.ts';
import { launchBrowser, openPage, screenshot } from '../web/page.ts';
import { RealHub } from '../web/realHub.ts';
import type { Results } from './results.ts';

const SESSIONS = 500;
const REPS = 10;
const SUBJECT = 'P-7F3K';
const STARTED_US = Date.UTC(2025, 0, 6, 9) * 1000;
const DAY_US = 86_400e6;
const MOST_MS = 1000;
const CALM_MS = 5000;

/** Sessions of one person every day: how soon a trend is told and drawn, while sensors stream. */
export async function soakTrends(results: Results): Promise<void> {
  const hub = new RealHub(['--virtual-sensors']);
  const browser = await launchBrowser();
  try {
    await hub.start();
    for (let i = 0; i < SESSIONS; i++) await record(hub.recordings, i);
    const { page, complaints } = await openPage(browser, `${hub.url}#live`);
    await page.locator('.data-light[data-level="fresh"]').waitFor();
    const calm = new FrameGaps(hub.streamUrl);
    await page.waitForTimeout(CALM_MS);
    results.told('longest gap between live frames before', calm.stop(), 'ms');
    const gaps = new FrameGaps(hub.streamUrl);
    results.told('the first question of a person', await askedMs(hub.url, 'fppa'), 'ms');
    for (const name of ['fppa', 'headline', 'wayDown', 'peakFlexion']) {
      results.atMost(`asked again: ${name}`, await askedMs(hub.url, name), MOST_MS, 'ms');
    }
    results.told('longest gap between live frames meanwhile', gaps.stop(), 'ms');
    const from = performance.now();
    await page.goto(`${hub.url}#trends/${SUBJECT}/fppa`);
    await page
      .locator('.trends-table tbody tr')
      .nth(2 * SESSIONS - 1)
      .waitFor();
    results.told(`${SESSIONS} sessions drawn, with the table`, performance.now() - from, 'ms');
    await page.locator('.trend-chart').focus();
    const pressed = performance.now();
    await page.keyboard.press('Home');
    await page.locator('.trend-chart[aria-valuenow="1"]').waitFor();
    results.told('a key until its session is chosen', performance.now() - pressed, 'ms');
    await screenshot(page, 'trends-500-sessions', false);
    results.exactly('complaints of the browser', complaints.length, 0);
  } finally {
    await browser.close();
    await hub.stop();
  }
}

async function askedMs(url: string, name: string): Promise<number> {
  const from = performance.now();
  const answer = await fetch(new URL(`/api/v1/trends?subject=${SUBJECT}&metric=${name}`, url));
  await answer.json();
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return performance.now() - from;
}

async function record(folder: string, session: number): Promise<void> {
  const startedUs = STARTED_US + session * DAY_US;
  const events = Array.from({ length: REPS }, (_, i): PipelineEvent => {
    const endUs = startedUs + (i + 1) * 4e6;
    const deg = 4 + 8 * Math.sin(session / 80) + 2 * Math.sin(17 * session + i);
    const legs = [
      repLeg('right', { metrics: { fppaDeg: metric({ atPeakFlexion: deg }) } }),
      repLeg('left', { metrics: { fppaDeg: metric({ atPeakFlexion: deg / 2 }) } }),
    ];
    return { type: 'rep', timeUs: endUs, rep: repOf(i + 1, { endUs, legs }) };
  });
  const settings = { ...DEFAULT_SETTINGS };
  await recordedInto(folder, { subject: SUBJECT, startedUs, settings }, events);
}

/** How long a client of the stream waited for frames at most. */
class FrameGaps {
  readonly #client: StreamClient;
  #before = performance.now();
  #longest = 0;

  constructor(url: string) {
    this.#client = new StreamClient({ url, WebSocket });
    let isFirst = true;
    this.#client.on('frames', () => {
      const now = performance.now();
      if (!isFirst) this.#longest = Math.max(this.#longest, now - this.#before);
      isFirst = false;
      this.#before = now;
    });
    this.#client.start();
  }

  stop(): number {
    this.#client.stop();
    return this.#longest;
  }
}
