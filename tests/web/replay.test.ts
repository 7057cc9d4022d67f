import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousViolations } from './accessibility.ts';
import {
  dataLight,
  eventually,
  launchBrowser,
  openPage,
  readLegCard,
  screenshot,
  VIEWPORTS,
} from './page.ts';
import { RealHub } from './realHub.ts';
import { SecondClient } from './secondClient.ts';

const SAMPLE = 'squats';

let browser: Browser;
let page: Page;
let complaints: string[];
let other: SecondClient;
/** Its sensors go on while the page looks at the bundled sample. */
const hub = new RealHub(['--virtual-sensors']);

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), hub.start()]);
  other = new SecondClient(hub.streamUrl);
  other.start();
  ({ page, complaints } = await openPage(browser, `${hub.url}#library/${SAMPLE}`));
});

afterAll(async () => {
  other.stop();
  await browser.close();
  await hub.stop();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const slider = () => page.getByRole('slider', { name: 'Position in the recording' });
const positionS = async () => Number(await slider().inputValue());
const loop = (end: 'from' | 'to') => page.getByRole('slider', { name: `Loop ${end}` });

/** These follow one another, as somebody does who looks at one recording. */
describe.sequential('a recording of the library', () => {
  it('is shown to this page alone, which says that the live session goes on', async () => {
    await button('Replay here').click();
    await page.locator('.replay-bar').waitFor();
    await page.getByText('Live recording goes on').waitFor();
    expect(await page.locator('.what-is-replayed').textContent()).toContain('on this page alone');
    // The other screens see the sensors all the while.
    expect(other.replay).toBeNull();
    expect(await button('Pain').count()).toBe(0);
    await eventually(
      () => dataLight(page),
      ({ level }) => level === 'fresh',
    );
    await page.keyboard.press(' ');
    await eventually(
      () => dataLight(page),
      ({ level }) => level === 'paused',
    );
  });

  it('is gone through by rep and by frame, to the hundredth while it stands', async () => {
    await page.keyboard.press(']');
    const first = await eventually(positionS, (s) => s > 10);
    await page.keyboard.press(']');
    const second = await eventually(positionS, (s) => s > first + 1);
    await page.keyboard.press('[');
    await eventually(positionS, (s) => Math.abs(s - first) < 0.05);
    await page.keyboard.press(']');
    await eventually(positionS, (s) => Math.abs(s - second) < 0.05);
    const clock = page.locator('.clock');
    expect(await clock.textContent()).toMatch(/^\d:\d\d\.\d\d \/ \d:\d\d$/);
    // The frame there is painted a moment after its position is known.
    await page.waitForTimeout(200);
    const before = await clock.textContent();
    await page.keyboard.press('.');
    await eventually(
      () => clock.textContent(),
      (text) => text !== before,
    );
    await button('One frame back').click();
    await eventually(
      () => clock.textContent(),
      (text) => text === before,
    );
  });

  it('has a list of all that is marked, and goes there', async () => {
    const jump = page.getByRole('combobox', { name: /^Jump/ });
    await jump.focus();
    const options = await jump.locator('option').allTextContents();
    const reps = options.filter((text) => / Rep \d+, /.test(text));
    expect(reps).toHaveLength(await page.locator('.scrub-mark.rep').count());
    expect(options.filter((text) => / Cue, /.test(text)).length).toBe(
      await page.locator('.scrub-mark.cue').count(),
    );
    expect(reps.length).toBeGreaterThan(3);
    const third = reps[2] ?? '';
    await jump.selectOption({ label: third });
    const [minutes = 0, seconds = 0] = (third.split(' ')[0] ?? '').split(':').map(Number);
    await eventually(positionS, (s) => Math.floor(s) === 60 * minutes + seconds);
    await jump.blur();
  });

  it('says what a mark is under the pointer, and goes there', async () => {
    const mark = page.locator('.scrub-mark.rep').first();
    const box = await mark.boundingBox();
    if (!box) throw new Error('no mark');
    await page.mouse.move(box.x + 1, box.y + box.height / 2);
    expect(await page.locator('.mark-tip').textContent()).toMatch(/^\d:\d\d Rep 1, /);
    const before = await positionS();
    await page.mouse.click(box.x + 1, box.y + box.height / 2);
    await eventually(positionS, (s) => s < before);
  });

  it('shows the frame under the hand while it is dragged, and never as live', async () => {
    const box = await slider().boundingBox();
    if (!box) throw new Error('no slider');
    const y = box.y + box.height / 2;
    await page.keyboard.press(' ');
    await eventually(
      () => dataLight(page),
      ({ level }) => level === 'fresh',
    );
    const depths = new Set<string>();
    await page.mouse.move(box.x + box.width * 0.6, y);
    await page.mouse.down();
    for (let share = 0.6; share < 0.8; share += 0.02) {
      await page.mouse.move(box.x + box.width * share, y);
      await page.waitForTimeout(60);
      depths.add((await readLegCard(page, 'right')).depth);
    }
    expect(depths.size).toBeGreaterThan(4);
    expect((await dataLight(page)).level).toBe('paused');
    expect(await page.locator('.page').getAttribute('data-preview')).toBe('true');
    await page.mouse.up();
    // It played before, and goes on from there.
    await page.locator('.page[data-preview="false"]').waitFor();
    await eventually(
      () => dataLight(page),
      ({ level }) => level === 'fresh',
    );
    expect(await positionS()).toBeGreaterThan(0.75 * Number(await slider().getAttribute('max')));
  });

  it('repeats a rep, or a stretch between two handles', async () => {
    await page.keyboard.press('[');
    await page.keyboard.press('q');
    await loop('from').waitFor();
    const from = async () => Number(await loop('from').getAttribute('aria-valuenow'));
    const to = async () => Number(await loop('to').getAttribute('aria-valuenow'));
    expect((await to()) - (await from())).toBeLessThan(6);
    const before = await from();
    await loop('from').focus();
    await page.keyboard.press('PageDown');
    await eventually(from, (s) => Math.abs(s - (before - 1)) < 0.11);
    const handle = await loop('to').boundingBox();
    if (!handle) throw new Error('no handle');
    const end = await to();
    await page.mouse.move(handle.x + 5, handle.y + 10);
    await page.mouse.down();
    await page.mouse.move(handle.x + 45, handle.y + 10, { steps: 4 });
    await page.mouse.up();
    await eventually(to, (s) => s > end + 0.5);
    await page.keyboard.press('x');
    await loop('from').waitFor({ state: 'detached' });
  });

  it('is slower and faster by buttons and keys', async () => {
    await button('0.25×').click();
    await page.locator('.speeds [aria-pressed="true"]', { hasText: '0.25×' }).waitFor();
    await page.keyboard.press('-');
    await page.locator('.other-speed', { hasText: '0.1×' }).waitFor();
    await page.keyboard.press('+');
    await page.locator('.speeds [aria-pressed="true"]', { hasText: '0.25×' }).waitFor();
  });

  it('is there again after a reload, at the same place', async () => {
    await page.keyboard.press(' ');
    await eventually(
      () => dataLight(page),
      ({ level }) => level === 'paused',
    );
    const before = await positionS();
    await page.reload();
    await page.locator('.what-is-replayed').waitFor();
    await eventually(positionS, (s) => Math.abs(s - before) < 0.6);
    await eventually(
      () => dataLight(page),
      ({ level }) => level === 'paused',
    );
    await page.locator('.leg-card.right[data-state="ok"]').waitFor();
  });

  it('fits every screen, and keeps nobody out', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const viewport of VIEWPORTS) {
        await page.setViewportSize(viewport);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, `${viewport.width} px`).toBeLessThanOrEqual(viewport.width);
        await screenshot(page, `replay-${viewport.width}-${colorScheme}`, false);
      }
      expect(await seriousViolations(page)).toEqual([]);
    }
  });

  it('is left for the live session, of which nothing was lost', async () => {
    await page.goto(`${hub.url}#record`);
    await page.getByText('You are looking at a recording, so nothing is recorded').waitFor();
    await page.locator('.replay-bar').getByRole('button', { name: 'Back to live' }).click();
    await page.locator('.replay-bar').waitFor({ state: 'detached' });
    await page.getByText('Recording', { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
  });
});
