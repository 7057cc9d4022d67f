import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousViolations, unreachable } from './accessibility.ts';
import { eventually, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { RealHub } from './realHub.ts';
import { SecondClient } from './secondClient.ts';

/** Each scheme with the screens it is looked at on; the narrowest is where dark has least room. */
const SCHEMES = ['light', 'dark'] as const;

/** Address of each view, and who Live is for. */
const VIEWS = [
  { name: 'coach', hash: 'live', mode: 'coach' },
  { name: 'athlete', hash: 'live', mode: 'athlete' },
  { name: 'setup', hash: 'setup', mode: 'coach' },
  { name: 'calibrate', hash: 'calibrate', mode: 'coach' },
  { name: 'record', hash: 'record', mode: 'coach' },
  { name: 'library', hash: 'library', mode: 'coach' },
  { name: 'trends', hash: 'trends', mode: 'coach' },
  { name: 'programme', hash: 'programme', mode: 'coach' },
  { name: 'settings', hash: 'settings', mode: 'coach' },
] as const;

/** Data stream meanwhile. */
const SHIFT_MS = 800;

let browser: Browser;
let page: Page;
let complaints: string[];
const hub = new RealHub(['--virtual-sensors']);

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), hub.start()]);
  ({ page, complaints } = await openPage(browser, hub.url));
  await page.locator('.data-light[data-level="fresh"]').waitFor();
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

async function show({ hash, mode }: (typeof VIEWS)[number]): Promise<void> {
  await page.evaluate((value) => localStorage.setItem('plumbline.liveMode', value), mode);
  await page.goto(`${hub.url}#${hash}`);
  await page.reload();
  await page.locator(`.page[data-view="${hash}"]`).waitFor();
  await page.locator('.data-light[data-level="fresh"]').waitFor();
}

/** How far parts of the page that was loaded move by themselves, and which. */
function shifts(): Promise<string[]> {
  return page.evaluate(
    (ms) =>
      new Promise<string[]>((resolve) => {
        const moved: string[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            if (Reflect.get(entry, 'hadRecentInput') === true) continue;
            const sources: { node: Node | null }[] = Reflect.get(entry, 'sources');
            const what = sources.map(({ node }) =>
              node instanceof Element ? `${node.tagName}.${node.className}` : String(node),
            );
            moved.push(`${Reflect.get(entry, 'value')}: ${what.join(', ')}`);
          }
        });
        observer.observe({ type: 'layout-shift' });
        setTimeout(() => resolve(moved), ms);
      }),
    SHIFT_MS,
  );
}

/** What the page says but for its figures, which change all the time. */
function words(): Promise<string> {
  return page.evaluate(() => document.body.innerText.replace(/[\d.,−-]+/g, '#'));
}

/**
 * The same while nothing else is said: on a busy machine a sensor may lag, and what a view has to say of
 * that takes a place of its own.
 */
async function shiftsWithoutNews(): Promise<string[]> {
  for (;;) {
    const before = await words();
    const moved = await shifts();
    if (moved.length === 0 || (await words()) === before) return moved;
  }
}

describe.each(VIEWS)('the $name view', (view) => {
  it('fits every screen, keeps nobody out, and lets Tab come everywhere', async () => {
    await show(view);
    // How a calibration step goes is told a moment after the hello, and has its place then.
    await page.waitForTimeout(SHIFT_MS / 2);
    expect.soft(await shiftsWithoutNews()).toEqual([]);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      for (const viewport of VIEWPORTS) {
        await page.setViewportSize(viewport);
        // A chart is drawn anew once it has heard of its width.
        await eventually(
          () => page.evaluate(() => document.documentElement.scrollWidth),
          (width) => width <= viewport.width,
        );
        await screenshot(page, `every-${view.name}-${viewport.width}-${colorScheme}`);
      }
      expect(await seriousViolations(page)).toEqual([]);
    }
    expect(await unreachable(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

it('shows of each sensor what the hub tells another client of it', async () => {
  const other = new SecondClient(hub.streamUrl);
  other.start();
  await show(VIEWS[2]);
  const expected = () =>
    other.sensors.map(({ name, rateHz, nominalRateHz, batteryPercent, rssiDbm }) =>
      [
        name,
        `${Math.round(rateHz)} of ${nominalRateHz} Hz`,
        `${batteryPercent} %`,
        `−${Math.abs(rssiDbm ?? Number.NaN)} dBm`,
      ].join('; '),
    );
  const shown = () =>
    page.locator('.sensor').evaluateAll((rows) =>
      rows.map((row) => {
        const fact = (name: string) =>
          [...row.querySelectorAll('dt')].find((term) => term.textContent === name)
            ?.nextElementSibling?.textContent ?? '';
        const title = row.querySelector('strong')?.textContent ?? '';
        return [title, fact('Rate'), fact('Battery'), fact('Signal')].join('; ');
      }),
    );
  // Both hear of a sensor once a second and not at the same instant.
  const texts = await eventually(shown, (rows) => rows.sort().join() === expected().sort().join());
  expect(texts).toHaveLength(4);
  other.stop();
});
