import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { percentile } from '../../src/signal/statistics.ts';
import { launchBrowser, openPage } from '../web/page.ts';
import { RealHub } from '../web/realHub.ts';
import type { Results } from './results.ts';

const MOST_BEHIND_MS = 100;
const MOVES = 240;
/** One sixtieth of a second, as a mouse tells. */
const MOVE_MS = 16;
const SAMPLE = 'recordings/samples/squats.mcap';

/**
 * How far behind the hand a replay is while somebody drags through it: from a move of the pointer until
 * the frame of its position, or of a later one, was drawn and the next picture began. Without arguments of the sample;
 * else of the recordings that are named.
 */
export async function soakScrub(results: Results, args: readonly string[]): Promise<void> {
  for (const path of args.length === 0 ? [SAMPLE] : args) await scrub(path, results);
}

async function scrub(path: string, results: Results): Promise<void> {
  const hub = new RealHub(['--replay', resolve(path)]);
  const browser = await launchBrowser();
  try {
    await hub.start();
    const { page, complaints } = await openPage(browser, `${hub.url}#live`);
    await page.locator('.replay-bar').waitFor();
    await page.locator('.skip').click();
    await page.locator('.leg-card.right[data-state="ok"]').waitFor();
    await watchPointer(page);
    await drag(page);
    const behindMs = await page.evaluate(() => Reflect.get(window, 'behindMs')() as number[]);
    const name = `scrub of ${path.split('/').at(-1)}`;
    results.told(`${name}: moves followed`, behindMs.length, '1');
    results.told(`${name}: behind the pointer, median`, percentile(behindMs, 50), 'ms');
    results.atMost(`${name}: p95`, percentile(behindMs, 95), MOST_BEHIND_MS, 'ms');
    results.told(`${name}: longest`, Math.max(...behindMs), 'ms');
    results.exactly(`${name}: complaints of the browser`, complaints.length, 0);
  } finally {
    await browser.close();
    await hub.stop();
  }
}

/** To and fro over the half in which the legs move. */
async function drag(page: Page): Promise<void> {
  const box = await page.getByRole('slider', { name: 'Position in the recording' }).boundingBox();
  if (!box) throw new Error('the page has no scrub bar');
  const y = box.y + box.height / 2;
  const xOf = (i: number) => box.x + box.width * (0.7 + 0.2 * Math.sin(i / 19));
  await page.mouse.move(xOf(0), y);
  await page.mouse.down();
  for (let i = 1; i <= MOVES; i++) {
    await page.mouse.move(xOf(i), y);
    await page.waitForTimeout(MOVE_MS);
  }
  await page.waitForTimeout(500);
  await page.mouse.up();
}

/**
 * Notes in the page when the pointer moved and where to, when the hub's answer of which position came, and when
 * the figure was drawn next.
 */
async function watchPointer(page: Page): Promise<void> {
  await page.evaluate(() => {
    const moves: { atMs: number; positionS: number }[] = [];
    const drawn: { atMs: number; positionS: number }[] = [];
    let pointerMs = 0;
    let shownS: number | null = null;
    document.addEventListener(
      'pointermove',
      ({ timeStamp }) => {
        pointerMs = timeStamp;
      },
      true,
    );
    document.addEventListener(
      'input',
      ({ target }) => {
        if (!(target instanceof HTMLInputElement) || target.type !== 'range') return;
        moves.push({ atMs: pointerMs, positionS: Number(target.value) });
      },
      true,
    );
    const { prototype } = CanvasRenderingContext2D;
    const clear = prototype.clearRect;
    prototype.clearRect = function (...area) {
      clear.apply(this, area);
      const positionS = shownS;
      if (positionS === null) return;
      shownS = null;
      // The picture in which it is seen is over when the next one begins.
      requestAnimationFrame(() => drawn.push({ atMs: performance.now(), positionS }));
    };
    const parse = JSON.parse;
    JSON.parse = (...given: Parameters<typeof parse>) => {
      const message = parse(...given);
      if (message?.type === 'preview') shownS = message.preview.positionS;
      return message;
    };
    Reflect.set(window, 'behindMs', () =>
      moves.flatMap(({ atMs }, i) => {
        const later = moves.slice(i).map(({ positionS }) => positionS);
        const seen = drawn.find((each) => each.atMs > atMs && later.includes(each.positionS));
        return seen ? [seen.atMs - atMs] : [];
      }),
    );
  });
}
