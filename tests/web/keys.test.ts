import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyList } from '../../dashboards/live/src/store/keys.ts';
import { seriousViolations } from './accessibility.ts';
import { FixtureHub } from './fixtureHub.ts';
import { builtPage, eventually, launchBrowser, openPage, VIEWPORTS } from './page.ts';
import { SquatFeed } from './squatFeed.ts';

let browser: Browser;
let feed: SquatFeed;
let hub: FixtureHub;
let page: Page;
let complaints: string[];

/** Keeps what the page was given to hold the screen on with. */
const WATCH_LOCKS = `
  window.locks = [];
  const wakeLock = navigator.wakeLock;
  const request = wakeLock.request.bind(wakeLock);
  wakeLock.request = async (type) => {
    const lock = await request(type);
    window.locks.push(lock);
    return lock;
  };`;

/** As a phone of one make, over plain http. */
const POOR_BROWSER = `
  delete Navigator.prototype.wakeLock;
  Object.defineProperty(Document.prototype, 'fullscreenEnabled', { get: () => false });`;

beforeAll(async () => {
  feed = new SquatFeed({ mode: 'live', simulated: true, startUs: Date.now() * 1000 });
  hub = new FixtureHub(builtPage(), feed);
  await hub.start();
  browser = await launchBrowser();
  ({ page, complaints } = await openPage(browser, `${hub.url}#live`));
  await page.addInitScript(WATCH_LOCKS);
  await page.reload();
  await page.locator('.data-light[data-level="fresh"]').waitFor();
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const view = () => page.locator('.page').getAttribute('data-view');
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.locator('dialog[open]');

describe.sequential('the keyboard', () => {
  it('comes first to a way past the bar on top, and the address keeps its view', async () => {
    await page.locator('body').focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    expect((await page.locator('.skip-link').boundingBox())?.width).toBeGreaterThan(44);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('main');
    expect(page.url()).toContain('#live');
  });

  it('turns to each view, and its heading is what is read out first', async () => {
    for (const [key, name] of [
      ['c', 'calibrate'],
      ['o', 'record'],
      ['b', 'library'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await view()).toBe(name);
    }
    // It is loaded only now, and its heading takes the place of one that says so.
    await page.getByRole('heading', { name: 'Library', exact: true }).waitFor();
    await page.locator('.library h2').waitFor();
    await eventually(focused, (text) => text === 'Library');
    await page.keyboard.press('s');
    expect(await view()).toBe('setup');
    await page.locator('main h2').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('h2');
  });

  it('does nothing where a person chooses or writes, nor with another key held', async () => {
    await page.getByLabel('Plumb 1 is worn on').focus();
    await page.keyboard.press('l');
    expect(await view()).toBe('setup');
    await page.locator('main h2').first().click();
    for (const key of ['Control+l', 'Alt+l', 'Meta+l']) {
      await page.keyboard.press(key);
    }
    expect(await view()).toBe('setup');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('L');
    expect(await view()).toBe('live');
  });

  it('is listed behind a question mark, with all that works here', async () => {
    await page.keyboard.press('?');
    const listed = await dialog().locator('kbd').allTextContents();
    expect(listed).toEqual(expect.arrayContaining(['?', 'M', 'F', 'L', 'S', 'C', 'O', 'P']));
    expect(new Set(listed).size).toBe(listed.length);
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('s');
    expect(await view()).toBe('live');
  });

  it('can be switched off, for those whose words are keys', async () => {
    await dialog().getByRole('checkbox').click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    expect(await view()).toBe('live');
    await button('Keys').click();
    await dialog().getByRole('checkbox').click();
    await button('Close').click();
    expect(await focused()).toBe('Keys');
    await page.keyboard.press('s');
    expect(await view()).toBe('setup');
  });
});

describe.sequential('the screen', () => {
  const locks = () =>
    page.evaluate(() =>
      (Reflect.get(window, 'locks') as WakeLockSentinel[]).map((l) => l.released),
    );

  it('is kept on in views that are watched, and let go in others', async () => {
    await eventually(locks, (all) => all.length > 0 && all.every(Boolean));
    await page.keyboard.press('l');
    await eventually(locks, (all) => all.at(-1) === false);
    // The system lets go of it when the page is out of sight; then the person comes back.
    await page.evaluate(async () => {
      await (Reflect.get(window, 'locks') as WakeLockSentinel[]).at(-1)?.release();
      document.dispatchEvent(new Event('visibilitychange'));
    });
    const held = async () => (await locks()).filter((released) => !released).length;
    await eventually(held, (count) => count === 1);
    expect(await page.locator('.small-print').textContent()).not.toContain('switch the screen off');
  });

  it('is filled at a key and a button, and left again', async () => {
    await page.keyboard.press('f');
    await button('Leave full screen').waitFor();
    expect(await page.evaluate(() => document.fullscreenElement?.localName)).toBe('html');
    await button('Leave full screen').click();
    await button('Full screen').waitFor();
  });
});

describe.sequential('pain', () => {
  it('is told at a key, and keeps the focus until it is closed', async () => {
    await button('Pain').focus();
    await page.keyboard.press('p');
    expect(await dialog().locator('h2').textContent()).toBe('Pain');
    await page.keyboard.press('Escape');
    expect(await dialog().count()).toBe(0);
    expect(await focused()).toBe('Pain');
    expect(feed.received.filter(({ type }) => type === 'marker')).toEqual([]);
  });

  it('fits every screen with buttons for fingers, for everyone', async () => {
    await button('Pain').click();
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport);
      const sizes = await dialog()
        .locator('button')
        .evaluateAll((all) =>
          all.map((each) => {
            const { width, height } = each.getBoundingClientRect();
            return Math.min(width, height);
          }),
        );
      expect(sizes).toHaveLength(21);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
      const cut = await dialog().evaluate((each) => each.scrollWidth - each.clientWidth);
      expect(cut).toBe(0);
    }
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('is confirmed in place once the hub has it, and says there what the hub refused', async () => {
    const marked: unknown[] = [];
    const answers = [{ status: 409, json: { error: 'Nothing is recorded now.' } }, { json: {} }];
    await page.route('**/api/v1/live/marker', (route) => {
      marked.push(route.request().postDataJSON());
      return route.fulfill(answers[marked.length - 1] ?? { json: {} });
    });
    expect(await button('Choose a number or a sign').isDisabled()).toBe(true);
    await button('4').click();
    await button('Record this').click();
    expect(await page.locator('.pain-advice').textContent()).toBe('Make it easier or stop here.');
    await dialog().getByText('Not recorded: Nothing is recorded now.').waitFor();
    await button('Back').click();
    await button('Pain').click();
    await button('4').click();
    await button('Record this').click();
    await dialog().getByText('Recorded: pain 4 of 10 in this set.', { exact: true }).waitFor();
    await button('Back').click();
    expect(feed.received).toContainEqual({ type: 'programmeNote', note: { painDuring: 4 } });
    expect(marked).toEqual(Array(2).fill({ label: 'pain 4 of 10 in this set' }));
    expect(await page.locator('.stop-banner').count()).toBe(0);
  });

  it('that is to stop for stays told in every view until its button is pressed', async () => {
    await button('Pain').click();
    await button('Giving way').click();
    await button('Record this').click();
    await button('Back').click();
    const banner = page.locator('.stop-banner');
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    expect(await view()).toBe('setup');
    expect(await banner.textContent()).toContain(
      'Stop. Ask a health professional before going on.',
    );
    const { width } = (await banner.boundingBox()) ?? { width: 0 };
    expect(width).toBe(await page.evaluate(() => document.documentElement.clientWidth));
    expect(await seriousViolations(page)).toEqual([]);
    await button('I have read this').click();
    expect(await banner.count()).toBe(0);
    // This hub has the stream and no routes for the views that ask for some, and refused a marker.
    expect(complaints.filter((each) => !/status of 40[49]/.test(each))).toEqual([]);
  });

  it('is not asked of a replay; what this browser cannot do is said', async () => {
    const replay = new SquatFeed({ mode: 'replay', simulated: true, startUs: 1.8e15 });
    const other = new FixtureHub(builtPage(), replay);
    await other.start();
    await page.addInitScript(POOR_BROWSER);
    await page.goto(other.url);
    await page.locator('.replay-bar').waitFor();
    expect(await button('Pain').count()).toBe(0);
    await page.keyboard.press('ArrowRight');
    await eventually(
      async () => replay.received.length,
      (count) => count > 0,
    );
    // Another slider keeps its arrows.
    const slid = await page.locator('main').evaluate((main) => {
      const slider = document.createElement('input');
      slider.type = 'range';
      main.append(slider);
      slider.focus();
      return slider.value;
    });
    const sought = replay.received.length;
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('main > input').inputValue()).toBe(String(Number(slid) + 1));
    expect(replay.received.length).toBe(sought);
    await page.getByText('This browser may switch the screen off').waitFor();
    expect(await button('No full screen here').isDisabled()).toBe(true);
    await other.stop();
  });
});

describe('the list of keys', () => {
  const press = () => undefined;

  it('is by group, with the printed name, and without what has none', () => {
    const list = keyList([
      { key: 'f', does: 'Full screen', group: 'Page', press },
      { key: '1', label: '1–9', does: 'Marker', group: 'Record', press },
      { key: '2', label: '', does: 'Marker', group: 'Record', press },
      { key: ' ', label: 'Space', does: 'Play', group: 'Page', press },
    ]);
    expect(list).toEqual([
      {
        name: 'Page',
        keys: [
          { label: 'F', does: 'Full screen' },
          { label: 'Space', does: 'Play' },
        ],
      },
      { name: 'Record', keys: [{ label: '1–9', does: 'Marker' }] },
    ]);
  });
});
