import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, launchBrowser, openPage, VIEWPORTS } from './page.ts';
import { RealHub } from './realHub.ts';

/** Enough to come below the first screen of a phone. */
const TABS = 40;

const hub = new RealHub(['--replay', 'recordings/samples/squats.mcap']);
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), hub.start()]);
  ({ page } = await openPage(browser, hub.url, { viewport: VIEWPORTS[0] }));
  await page.locator('.replay-bar').waitFor();
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

/** How far the bar covers what has the focus, px. */
function covered(): Promise<{ name: string; px: number }> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const bar = document.querySelector('.replay-bar')?.getBoundingClientRect().top ?? 0;
    // Between the last and the first the page itself has it.
    const isElsewhere = focused?.matches('body, .replay-bar *, .top-bar *') ?? true;
    const name = focused?.textContent?.slice(0, 40) ?? '';
    const bottom = focused?.getBoundingClientRect().bottom ?? 0;
    return { name, px: isElsewhere ? 0 : bottom - bar };
  });
}

it('what gets the focus stands above the bar of a replay', async () => {
  await page.goto(`${hub.url}#settings`);
  await page.locator('.page[data-view="settings"] main button').first().waitFor();
  const behind: string[] = [];
  let furthest = 0;
  for (let i = 0; i < TABS; i++) {
    await page.keyboard.press('Tab');
    const { name, px } = await covered();
    if (px > 0.5) behind.push(`${name}: ${px} px`);
    furthest = Math.max(furthest, await page.evaluate(() => scrollY));
  }
  expect(behind).toEqual([]);
  expect(furthest).toBeGreaterThan(0);
});

it.each(['library', 'trends', 'settings'])(
  'the end of %s comes out from behind it',
  async (view) => {
    await page.goto(`${hub.url}#${view}`);
    await page.locator(`.page[data-view="${view}"]`).waitFor();
    // The page grows while what it shows arrives.
    await eventually(
      () =>
        page.evaluate(() => {
          scrollTo(0, document.documentElement.scrollHeight);
          const end = document.querySelector('.page-help')?.getBoundingClientRect().bottom;
          const bar = document.querySelector('.replay-bar')?.getBoundingClientRect().top;
          return (bar ?? Number.NaN) - (end ?? Number.NaN);
        }),
      (roomPx) => roomPx >= 0,
    );
  },
);
