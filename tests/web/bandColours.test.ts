import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAND_WORDS } from '../../src/model/movement.ts';
import { FixtureHub } from './fixtureHub.ts';
import { builtPage, eventually, launchBrowser, openPage, readLegCard } from './page.ts';
import { REP_S } from './squatBody.ts';
import { SquatFeed } from './squatFeed.ts';

/** High contrast has tokens of its own for both; on dark ground they are measured in `theme.test.ts`. */
const SCHEMES = ['light', 'dark', 'contrast'] as const;
const DEFICIENCIES = ['none', 'protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const;
/** The simulated knee comes into all four bands. */
const EDGES_CM = [1, 2, 3] as const;
/** Lightness, CIE L*, that two neighbouring bands must lie apart. */
const LEAST_APART = 7;

let browser: Browser;
let hub: FixtureHub;
let feed: SquatFeed;
let page: Page;
let session: CDPSession;

beforeAll(async () => {
  feed = new SquatFeed({ mode: 'replay', simulated: true, startUs: 1.8e15, bandEdges: EDGES_CM });
  hub = new FixtureHub(builtPage(), feed);
  await hub.start();
  browser = await launchBrowser();
  ({ page } = await openPage(browser, `${hub.url}#live`));
  await feed.control({ type: 'replay', action: 'pause' });
  session = await page.context().newCDPSession(page);
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

/** A place of the replay at which the right knee is in each band. */
function placesOfBands(): number[] {
  const edges = feed.facts.headline.bandEdges;
  return BAND_WORDS.map((_, band) => {
    const from = edges[band - 1] ?? 0;
    const to = edges[band] ?? Number.POSITIVE_INFINITY;
    for (let atS = 0; atS < 12 * REP_S; atS += 0.02) {
      const cm = feed.deviationCm('right', atS);
      if (cm > from + 0.1 && cm < to - 0.1) return atS;
    }
    throw new Error(`the right knee is nowhere ${BAND_WORDS[band]}`);
  });
}

async function showBand(band: number, positionS: number): Promise<void> {
  await feed.control({ type: 'replay', action: 'seek', positionS });
  await eventually(
    () => readLegCard(page, 'right'),
    (card) => card.band === String(band),
  );
}

/** Median L* of the plate's corner, where there is neither word nor shape, as Chromium paints it. */
async function plateLightness(): Promise<number> {
  const box = await page.locator('.leg-card.right .band-plate').boundingBox();
  if (!box) throw new Error('no plate');
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'png',
    clip: { x: box.x + 4, y: box.y + box.height / 2 - 4, width: 4, height: 8, scale: 1 },
  });
  return page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (!context) throw new Error('no 2d context');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const lightness: number[] = [];
    for (let i = 0; i < data.length; i += 4) {
      const [r = 0, g = 0, b = 0] = [...data.slice(i, i + 3)].map((value) => {
        const c = value / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      lightness.push(y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y);
    }
    lightness.sort((a, b) => a - b);
    return lightness[Math.floor(lightness.length / 2)] ?? Number.NaN;
  }, data);
}

describe.each(SCHEMES)('the four bands in %s colours', (colorScheme) => {
  it('are told apart by lightness, shape and word, whatever colours a person sees', async () => {
    await page.emulateMedia(
      colorScheme === 'contrast' ? { colorScheme: 'light', contrast: 'more' } : { colorScheme },
    );
    const lightness = new Map<string, number[]>(DEFICIENCIES.map((each) => [each, []]));
    const shapes = new Set<string>();
    const words = new Set<string>();
    for (const [band, atS] of placesOfBands().entries()) {
      await showBand(band, atS);
      words.add((await readLegCard(page, 'right')).word);
      const plate = page.locator('.leg-card.right .band-plate');
      shapes.add(
        await plate.evaluate((element) =>
          [...element.querySelectorAll('svg')]
            .filter((svg) => svg.checkVisibility({ visibilityProperty: true }))
            .map((svg) => svg.innerHTML)
            .join(),
        ),
      );
      for (const type of DEFICIENCIES) {
        await session.send('Emulation.setEmulatedVisionDeficiency', { type });
        lightness.get(type)?.push(await plateLightness());
      }
      await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' });
    }
    expect([...words]).toEqual([...BAND_WORDS]);
    expect(shapes.size).toBe(BAND_WORDS.length);
    for (const [type, bands] of lightness) {
      const rising = colorScheme === 'dark' ? bands : [...bands].reverse();
      const steps = rising.slice(1).map((value, i) => value - (rising[i] ?? Number.NaN));
      expect(Math.min(...steps), `${type}: ${bands.join(' ')}`).toBeGreaterThanOrEqual(LEAST_APART);
    }
  });
});
