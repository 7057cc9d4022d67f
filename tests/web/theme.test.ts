import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FixtureHub } from './fixtureHub.ts';
import { builtPage, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { SquatFeed } from './squatFeed.ts';

const THEMES = ['light', 'dark', 'contrast'] as const;
const SCHEMES = ['light', 'dark'] as const;
/** Text and what it stands on. */
const TEXTS = [
  ['ink', 'page'],
  ['ink', 'card'],
  ['ink-soft', 'card'],
  ['ink-soft', 'page'],
  ['accent', 'card'],
  ['accent-ink', 'accent'],
  ['good', 'card'],
  ['warn', 'card'],
  ['left', 'card'],
  ['right', 'card'],
  ['none-ink', 'none-fill'],
  ['cue-ink', 'cue-fill'],
  ...[0, 1, 2, 3].map((band) => [`band-${band}-ink`, `band-${band}-fill`] as const),
] as const;
/** What is said small in light and dark; in high contrast all of it. */
const LEAST_CONTRAST = { light: 4.5, dark: 4.5, contrast: 7 } as const;
const LEAST_APART = 7;

let browser: Browser;
let hub: FixtureHub;
let page: Page;

beforeAll(async () => {
  hub = new FixtureHub(
    builtPage(),
    new SquatFeed({ mode: 'live', simulated: true, startUs: Date.now() * 1000 }),
  );
  await hub.start();
  browser = await launchBrowser();
  ({ page } = await openPage(browser, `${hub.url}#live`));
  await page.locator('.data-light[data-level="fresh"]').waitFor();
});

afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

/** As the page keeps it, and as it is after the next visit. */
async function keep(theme: string): Promise<void> {
  await page.evaluate((name) => localStorage.setItem('plumbline.theme', name), theme);
  await page.reload();
  await page.locator('.data-light[data-level="fresh"]').waitFor();
}

/** Relative luminance of colours of the style sheets, as they are painted. */
function luminances(names: readonly string[]): Promise<Record<string, number>> {
  return page.evaluate((all) => {
    const probe = document.createElement('i');
    document.body.append(probe);
    const context = document.createElement('canvas').getContext('2d');
    if (!context) throw new Error('no 2d context');
    const found = all.map((name) => {
      probe.style.color = `var(--${name})`;
      context.fillStyle = getComputedStyle(probe).color;
      context.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
        const c = value / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return [name, 0.2126 * r + 0.7152 * g + 0.0722 * b];
    });
    probe.remove();
    return Object.fromEntries(found);
  }, names);
}

function lightness(y: number): number {
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe.sequential('the theme', () => {
  it.each(THEMES.flatMap((theme) => SCHEMES.map((scheme) => [theme, scheme] as const)))(
    '%s on a %s system can be read, and its bands are told apart by lightness',
    async (theme, colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      const y = await luminances(TEXTS.flat());
      const ratios = TEXTS.map(([text, ground]) => {
        const [low = 0, high = 0] = [y[text] ?? 0, y[ground] ?? 0].sort((a, b) => a - b);
        return { text, ground, ratio: (high + 0.05) / (low + 0.05) };
      });
      const least = LEAST_CONTRAST[theme];
      expect(ratios.filter(({ ratio }) => ratio < least)).toEqual([]);
      const bands = [0, 1, 2, 3].map((band) => lightness(y[`band-${band}-fill`] ?? 0));
      const isDark = theme === 'dark' || (theme === 'contrast' && colorScheme === 'dark');
      const rising = isDark ? bands : [...bands].reverse();
      const steps = rising.slice(1).map((value, i) => value - (rising[i] ?? 0));
      expect(Math.min(...steps), bands.join(' ')).toBeGreaterThanOrEqual(LEAST_APART);
    },
  );

  it('is kept by this browser, and there before anything is painted', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await keep('dark');
    const dark = await background();
    // The page itself never runs: what is seen now is what stands at first.
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    expect(await background()).toBe(dark);
    await page.unroute('**/assets/*.js');
    await keep('system');
    expect(await background()).not.toBe(dark);
  });

  it('follows a system that asks for more contrast, whatever is chosen', async () => {
    await keep('dark');
    const edge = () =>
      page
        .locator('.leg-card')
        .first()
        .evaluate((card) => getComputedStyle(card).outlineColor);
    expect(await edge()).toBe('rgba(0, 0, 0, 0)');
    await page.emulateMedia({ contrast: 'more' });
    await expect.poll(edge).toBe('rgb(255, 255, 255)');
    expect(await background()).toBe('rgb(0, 0, 0)');
    await page.emulateMedia({ contrast: 'no-preference' });
    await expect.poll(edge).toBe('rgba(0, 0, 0, 0)');
  });

  it('reaches what is painted on canvases, at once', async () => {
    await keep('light');
    const colours = () =>
      page.locator('.figure-front canvas').evaluate((canvas) => {
        const context = (canvas as HTMLCanvasElement).getContext('2d');
        const { width, height } = canvas as HTMLCanvasElement;
        const { data } = context?.getImageData(0, 0, width, height) ?? { data: [] };
        const seen = new Set<string>();
        for (let i = 0; i < data.length; i += 4) {
          if (data[i + 3] === 255) seen.add(`rgb(${data[i]}, ${data[i + 1]}, ${data[i + 2]})`);
        }
        return [...seen];
      });
    const left = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--left'));
    for (const theme of THEMES) {
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      await expect.poll(async () => (await colours()).includes(await left())).toBe(true);
    }
  });

  it('leaves words on what is chosen where the system has colours of its own', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    const chosen = await page
      .locator('.view-switch [aria-current]')
      .first()
      .evaluate((button) => {
        const { color, backgroundColor, forcedColorAdjust } = getComputedStyle(
          button,
        ) as CSSStyleDeclaration & { forcedColorAdjust: string };
        return { color, backgroundColor, forcedColorAdjust };
      });
    expect(chosen.color).not.toBe(chosen.backgroundColor);
    expect(chosen.forcedColorAdjust).toBe('none');
    await screenshot(page, 'theme-forced', false);
    await page.emulateMedia({ forcedColors: 'none' });
  });
});

describe.sequential('the views in the bar', () => {
  const more = () => page.locator('.more-button');
  const view = (name: string) => page.getByRole('button', { name, exact: true });

  it('are all there where it is wide, in two groups, and the present one is named', async () => {
    await page.setViewportSize(VIEWPORTS[2]);
    expect(await more().isVisible()).toBe(false);
    await view('Trends').click();
    expect(await view('Trends').getAttribute('aria-current')).toBe('page');
    expect(await page.locator('.view-switch [aria-current="page"]').count()).toBe(1);
    expect(page.url()).toContain('#trends');
  });

  it('stand behind a button where it is not; Esc gives the focus back', async () => {
    await page.setViewportSize(VIEWPORTS[0]);
    expect(await more().textContent()).toBe('Trends');
    expect(await more().getAttribute('aria-current')).toBe('true');
    expect(await view('Library').isVisible()).toBe(false);
    await more().focus();
    await page.keyboard.press('Enter');
    await view('Library').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Library');
    await screenshot(page, 'more-390', false);
    await page.keyboard.press('Escape');
    expect(await view('Library').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('more-button');
    await page.keyboard.press('Enter');
    await view('Library').click();
    await page.locator('.page[data-view="library"]').waitFor();
    expect(await more().textContent()).toBe('Library');
    expect(await view('Trends').isVisible()).toBe(false);
    await page.locator('.more-button').click();
    await view('Trends').waitFor();
    await page.locator('main').click({ position: { x: 5, y: 500 }, force: true });
    await expect.poll(() => more().getAttribute('aria-expanded')).toBe('false');
  });
});
