import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAND_WORDS } from '../../src/model/movement.ts';
import { QUALITY_TEXT } from '../../src/model/qualityText.ts';
import { WIDE_WORDS } from '../../src/model/wideBand.ts';
import { FixtureHub } from './fixtureHub.ts';
import { builtPage, launchBrowser, openPage, VIEWPORTS } from './page.ts';
import { SquatFeed } from './squatFeed.ts';

/** Where a low screen, the narrowest of a layout and an old phone have least room. */
const TIGHT = [
  { width: 360, height: 740 },
  { width: 700, height: 1000 },
  { width: 1200, height: 800 },
  { width: 1366, height: 768 },
  { width: 1700, height: 800 },
] as const;
const WORDS = [...BAND_WORDS, ...WIDE_WORDS];
const REASONS = [...Object.values(QUALITY_TEXT), 'not measurable here'];

let browser: Browser;
let hub: FixtureHub;
let feed: SquatFeed;
let page: Page;

beforeAll(async () => {
  feed = new SquatFeed({ mode: 'live', simulated: true, startUs: Date.now() * 1000 });
  hub = new FixtureHub(builtPage(), feed);
  await hub.start();
  browser = await launchBrowser();
  ({ page } = await openPage(browser, hub.url));
  await page.locator('.leg-card[data-state="ok"]').first().waitFor();
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

/** Puts each text into each plate on screen, and says of which it has no room for. */
function spilt(band: string, texts: readonly string[], mostLines: number): Promise<string[]> {
  return page.evaluate(
    ([band, texts, mostLines]) => {
      const found: string[] = [];
      for (const plate of document.querySelectorAll<HTMLElement>('.band-plate')) {
        const word = plate.querySelector('[data-part="word"]');
        const room = plate.querySelector('.band-room')?.getBoundingClientRect();
        if (!word || !room) throw new Error('a plate has no word');
        plate.dataset.band = band;
        for (const text of texts) {
          word.textContent = text;
          const range = document.createRange();
          range.selectNodeContents(word);
          const box = range.getBoundingClientRect();
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
          const heightPx = lines * Number.parseFloat(getComputedStyle(word).lineHeight);
          const isInside =
            box.left >= room.left - 0.5 &&
            box.right <= room.right + 0.5 &&
            heightPx <= plate.clientHeight + 0.5;
          if (!isInside || lines > mostLines) {
            found.push(`${text}: ${lines} lines, ${box.width} x ${heightPx} in ${room.width} px`);
          }
        }
      }
      return found;
    },
    [band, texts, mostLines] as const,
  );
}

describe.each(['Coach', 'Athlete'])('the plate of a band for the %s', (mode) => {
  it.each([...VIEWPORTS, ...TIGHT])(
    'has room for all it can say at $width px',
    async (viewport) => {
      await page.getByRole('button', { name: mode, exact: true }).click();
      await page.setViewportSize(viewport);
      await page.locator('.band-plate').first().waitFor();
      expect(await spilt('0', WORDS, 1)).toEqual([]);
      expect(await spilt('none', REASONS, 2)).toEqual([]);
    },
  );
});

it.each(VIEWPORTS)('a minus stays off the edge of its card at $width px', async (viewport) => {
  await page.getByRole('button', { name: 'Coach', exact: true }).click();
  await page.setViewportSize(viewport);
  await page.locator('.leg-card').first().waitFor();
  const awayPx = await page.locator('.leg-card').evaluateAll((cards) =>
    cards.map((card) => {
      for (const [name, text] of [
        ['sign', '\u2212'],
        ['digits', '4.4'],
      ]) {
        const part = card.querySelector(`[data-part="${name}"]`);
        if (part) part.textContent = text ?? '';
      }
      const sign = card.querySelector('[data-part="sign"]')?.getBoundingClientRect().left ?? 0;
      return sign - card.getBoundingClientRect().left;
    }),
  );
  expect(awayPx).toHaveLength(2);
  for (const px of awayPx) expect(px).toBeGreaterThanOrEqual(8);
});

/** Colour of the bob, which is the last that the gauge fills, against the plate's, at every frame. */
function contradictions(ms: number): Promise<{ bands: string[]; found: string[] }> {
  return page.evaluate(
    (ms) =>
      new Promise((resolve) => {
        const { prototype } = CanvasRenderingContext2D;
        const fill = prototype.fill;
        let bob = '';
        prototype.fill = function (this: CanvasRenderingContext2D, ...path: unknown[]) {
          if (this.canvas.className === 'gauge') bob = String(this.fillStyle);
          Reflect.apply(fill, this, path);
        };
        const fills = new Map<string, string>();
        const context = document.createElement('canvas').getContext('2d');
        const style = getComputedStyle(document.documentElement);
        for (const band of ['0', '1', '2', '3']) {
          if (context) context.fillStyle = style.getPropertyValue(`--band-${band}-fill`).trim();
          fills.set(String(context?.fillStyle), band);
        }
        const bands = new Set<string>();
        const found: string[] = [];
        const until = performance.now() + ms;
        const look = () => {
          const plate = document.querySelector('.band-plate')?.getAttribute('data-band') ?? '';
          const shown = fills.get(bob);
          if (shown !== undefined) bands.add(shown);
          if (shown !== undefined && plate !== shown) found.push(`bob ${shown}, plate ${plate}`);
          if (performance.now() < until) return void requestAnimationFrame(look);
          prototype.fill = fill;
          resolve({ bands: [...bands].sort(), found });
        };
        requestAnimationFrame(look);
      }),
    ms,
  );
}

it('the bob of the needle and the plate never tell two bands', async () => {
  await page.setViewportSize(VIEWPORTS[2]);
  await page.getByRole('button', { name: 'Athlete', exact: true }).click();
  const { bands, found } = await contradictions(12_000);
  expect(bands.length).toBeGreaterThan(2);
  expect(found).toEqual([]);
}, 20_000);
