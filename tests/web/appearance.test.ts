import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LegQuality } from '../../src/model/bodyFrame.ts';
import { qualityBit } from '../../src/model/quality.ts';
import { seriousViolations } from './accessibility.ts';
import { FixtureHub } from './fixtureHub.ts';
import {
  builtPage,
  eventually,
  launchBrowser,
  openPage,
  readLegCard,
  screenshot,
  VIEWPORTS,
} from './page.ts';
import { SquatFeed } from './squatFeed.ts';
import { textSizes } from './textSizes.ts';

const SCHEMES = ['light', 'dark'] as const;
/** Smallest headline digits in CSS px by viewport width; 820 lies between the two stated ones. */
const DIGITS_PX: Readonly<Record<number, number>> = { 390: 96, 820: 120, 1440: 200 };
const FAR_IN_S = 14.4;

let browser: Browser;
let hub: FixtureHub;
let feed: SquatFeed;
let page: Page;

/** Stands still in a rep with the right knee in, after enough of the replay to fill the charts. */
beforeAll(async () => {
  feed = new SquatFeed({ mode: 'replay', simulated: true, startUs: 1.8e15 });
  hub = new FixtureHub(builtPage(), feed);
  await hub.start();
  browser = await launchBrowser();
  ({ page } = await openPage(browser, hub.url));
  feed.speed = 4;
  await eventually(
    async () => feed.replay?.positionS ?? 0,
    (positionS) => positionS >= FAR_IN_S,
  );
  await feed.control({ type: 'replay', action: 'pause' });
  await eventually(
    () => readLegCard(page, 'right'),
    ({ band }) => band === '2',
  );
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

async function look(scheme: 'light' | 'dark', viewport: (typeof VIEWPORTS)[number]) {
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize(viewport);
  await page.waitForTimeout(150);
}

/** A paused replay shows what it sends at the next seek. */
async function showQuality(quality: LegQuality, state: 'ok' | 'dimmed'): Promise<void> {
  feed.quality = quality;
  await feed.control({ type: 'replay', action: 'seek', positionS: FAR_IN_S });
  await page.locator(`.leg-card.right[data-state="${state}"]`).waitFor();
}

describe.each(SCHEMES)('in %s colours', (scheme) => {
  it.each(VIEWPORTS)('fits $width px with digits for across the room', async (viewport) => {
    await look(scheme, viewport);
    const { width } = viewport;
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(scrollWidth).toBeLessThanOrEqual(width);
    const { headline, rest } = await textSizes(page);
    expect(headline).toBeGreaterThanOrEqual(DIGITS_PX[width]!);
    expect(rest).toBeLessThanOrEqual(headline / 2);
    const topOf = (selector: string) =>
      page.locator(selector).evaluate((each) => each.getBoundingClientRect().top);
    expect(await topOf('.live-controls')).toBeGreaterThanOrEqual(await topOf('.replay-bar'));
    await screenshot(page, `live-${width}-${scheme}`, false);
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('shows doubtful data legibly', async () => {
    await look(scheme, VIEWPORTS[0]);
    await showQuality({ knee: 0, ankle: 0, projection: qualityBit('interpolated') }, 'dimmed');
    expect(await seriousViolations(page)).toEqual([]);
    await screenshot(page, `doubtful-390-${scheme}`, false);
    await showQuality({ knee: 0, ankle: 0, projection: 0 }, 'ok');
  });

  it('keeps the digits of every leg inside its card', async () => {
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport);
      const cut = await page
        .locator('.headline, .band-plate, .message-strip')
        .evaluateAll((boxes) =>
          boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className),
        );
      expect(cut, `${viewport.width} px`).toEqual([]);
    }
  });

  it('tells the bands apart by lightness as well as by hue', async () => {
    await look(scheme, VIEWPORTS[2]);
    const lightness = await page.evaluate(() =>
      [0, 1, 2, 3].map((band) => {
        const context = document.createElement('canvas').getContext('2d');
        if (!context) throw new Error('no 2d context');
        const style = getComputedStyle(document.documentElement);
        context.fillStyle = style.getPropertyValue(`--band-${band}-fill`).trim();
        context.fillRect(0, 0, 1, 1);
        const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
        const [lr = 0, lg = 0, lb = 0] = [r, g, b].map((c) => (c / 255) ** 2.2);
        const luminance = 0.2126 * lr + 0.7152 * lg + 0.0722 * lb;
        return 116 * Math.cbrt(luminance) - 16;
      }),
    );
    const rising = scheme === 'dark' ? lightness : [...lightness].reverse();
    for (let band = 1; band < rising.length; band++) {
      expect(rising[band]! - rising[band - 1]!).toBeGreaterThanOrEqual(7);
    }
  });
});

it('is photographed as a person with deuteranopia sees it', async () => {
  const session = await page.context().newCDPSession(page);
  for (const scheme of SCHEMES) {
    await look(scheme, VIEWPORTS[2]);
    await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'deuteranopia' });
    await screenshot(page, `live-1440-${scheme}-deuteranopia`, false);
    await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' });
  }
  expect(await page.locator('.leg-card.right .band-plate .shape-2').isVisible()).toBe(true);
});

it('can be walked through with the keyboard, with a visible focus', async () => {
  await look('light', VIEWPORTS[2]);
  await page.locator('body').focus();
  const reached: string[] = [];
  for (let i = 0; i < 34; i++) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(() => {
        const focused = document.activeElement;
        const outline = focused ? getComputedStyle(focused).outlineStyle : 'none';
        const name = focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
        return `${name}${outline === 'none' ? ' (no outline)' : ''}`;
      }),
    );
  }
  for (const name of ['Live', 'Set-up', 'Cues: words, colour', 'All measures', 'Play', '0.5×']) {
    expect(reached).toContain(name);
  }
});
