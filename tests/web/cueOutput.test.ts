import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HapticsStatus, LiveStatus } from '../../src/model/liveStatus.ts';
import type { Cue } from '../../src/model/movement.ts';
import { seriousViolations } from './accessibility.ts';
import { FixtureHub } from './fixtureHub.ts';
import { builtPage, eventually, launchBrowser, openPage, VIEWPORTS } from './page.ts';
import { SquatFeed } from './squatFeed.ts';

const CUE: Omit<Cue, 'number'> = {
  side: 'left',
  measure: 'kneeMedialDeviationM',
  value: 5,
  threshold: 4,
  intensity: 0.5,
  words: 'Spread the floor',
};

function statusWith(haptics: HapticsStatus): LiveStatus {
  const recording = {
    session: 'squats',
    startedUs: 0,
    subject: 'P-7F3K',
    protocol: '',
    task: 'bilateralSquat',
    assessment: null,
    isRecording: true,
    bytesWritten: 0,
    diskFreeBytes: null,
    minutesLeft: null,
    problem: null,
  } as const;
  return { recording, haptics };
}

/** What the page schedules, told by the browser's own nodes, which go on to sound. */
const LISTEN = `
  window.tones = [];
  window.OscillatorNode = class extends OscillatorNode {
    start(when) { window.tones.push(Math.round(this.frequency.value)); super.start(when); }
  };`;

let browser: Browser;
let feed: SquatFeed;
let hub: FixtureHub;
let page: Page;
let complaints: string[];
let cues = 500;

beforeAll(async () => {
  feed = new SquatFeed({ mode: 'live', simulated: true, startUs: Date.now() * 1000 });
  // Knees that go out are cued by nothing but this test.
  feed.out = true;
  hub = new FixtureHub(builtPage(), feed);
  await hub.start();
  browser = await launchBrowser();
  ({ page, complaints } = await openPage(browser, `${hub.url}#live`));
  await page.addInitScript(LISTEN);
  await page.reload();
  await page.locator('.data-light[data-level="fresh"]').waitFor();
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

/** A cue begins and its end is lost on the way. */
function cueOn(): number {
  const timeUs = Date.now() * 1000;
  const cue = { ...CUE, number: ++cues };
  feed.emit({ type: 'cueOn', timeUs, decidedUs: timeUs, cue });
  return cue.number;
}

const strip = () => page.locator('.message-strip');
const menu = () => page.locator('.cue-button');
const heard = () => page.evaluate(() => Reflect.get(window, 'tones') as number[]);

/** What the page tells of a cue. */
function outputOf(number: number) {
  const outputs = () => feed.received.filter((message) => message.type === 'cueOutput');
  return eventually(
    async () => outputs().find((message) => message.number === number),
    (message) => message !== undefined,
  );
}

async function choose(...names: string[]): Promise<void> {
  await menu().click();
  for (const name of names) await page.getByRole('checkbox', { name }).click();
  await page.keyboard.press('Escape');
}

describe.sequential('a cue on the page', () => {
  it('is seen and not heard unless a person chooses otherwise, and says so at a glance', async () => {
    expect(await menu().getAttribute('aria-label')).toBe('Cues: words, colour');
    cueOn();
    await page.locator('.message-strip.cue[data-coloured="true"]').waitFor();
    expect(await strip().textContent()).toBe('Left legSpread the floor');
    // The arrow of the plate says where the knee is; another would contradict it.
    expect(await strip().locator('svg').count()).toBe(0);
    expect(await page.locator('[data-says="cue"]').textContent()).toBe(
      'Left leg: Spread the floor',
    );
    expect(await heard()).toEqual([]);
  });

  it('leaves the screen by itself when its end was lost', async () => {
    await page.locator('.message-strip.calm').waitFor({ timeout: 4000 });
    expect(await page.locator('[data-says="cue"]').textContent()).toBe('');
    expect(await page.locator('.leg-card[data-cued="true"]').count()).toBe(0);
  });

  it('tells the hub when it was on the screen, in hub time', async () => {
    const number = cueOn();
    const output = await outputOf(number);
    expect(output?.soundedUs).toBeNull();
    expect(Math.abs((output?.shownUs ?? 0) - Date.now() * 1000)).toBeLessThan(60e6);
  });

  it('is shown without colour, or without words, as chosen', async () => {
    await choose('Colour');
    cueOn();
    await page.locator('.message-strip.cue[data-coloured="false"]').waitFor();
    const outline = await page
      .locator('.leg-card.left')
      .evaluate((card) => getComputedStyle(card).outlineStyle);
    expect(outline).toBe('none');
    await choose('Colour', 'Words');
    cueOn();
    await page.locator('.message-strip.cue[data-coloured="true"]').waitFor();
    expect(await strip().textContent()).toBe('Left leg');
    expect(await page.locator('[data-says="cue"]').textContent()).toBe('');
    await choose('Colour');
    expect(await menu().textContent()).toBe('Cues off');
    expect(await page.locator('.message-strip.cue').count()).toBe(0);
    await choose('Colour', 'Words');
  });

  it('is heard once sound is on, by its strength, and a rep in line softer and lower', async () => {
    await choose('Sound');
    await page.locator('.cue-button[aria-label="Cues: words, colour, sound"]').waitFor();
    const number = cueOn();
    const output = await outputOf(number);
    expect(output?.soundedUs).toEqual(expect.any(Number));
    expect(output?.shownUs).toEqual(expect.any(Number));
    const timeUs = Date.now() * 1000;
    feed.emit({ type: 'cueOff', timeUs, cue: { ...CUE, number } });
    feed.emit({ type: 'inLine', timeUs, decidedUs: timeUs, repNumber: 7 });
    await page.locator('.message-strip[data-in-line="true"]').waitFor();
    expect(await strip().textContent()).toBe('✓ Rep 7 in line');
    expect(await heard()).toEqual([825, 440]);
  });

  it('is tried out by a left and a right tone, and muted by a key', async () => {
    await menu().click();
    await page.getByRole('button', { name: 'Test' }).click();
    expect(await heard()).toHaveLength(4);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('cue-button');
    await page.keyboard.press('m');
    await page.locator('.cue-button[aria-label="Cues: words, colour"]').waitFor();
    cueOn();
    await page.locator('.message-strip.cue').waitFor();
    expect(await heard()).toHaveLength(4);
    await page.keyboard.press('m');
    await page.locator('.cue-button[aria-label="Cues: words, colour, sound"]').waitFor();
  });

  it('asks for a tap after a reload, sounds from then on, and keeps what was chosen', async () => {
    await page.reload();
    await page.locator('.cue-button[data-blocked="true"]').waitFor();
    expect(await menu().textContent()).toBe('Tap for sound');
    await page.locator('.small-print').click();
    await page.locator('.cue-button[aria-label="Cues: words, colour, sound"]').waitFor();
    await choose('Sound');
  });

  it('is felt where a sensor can, as the hub tells and not as this page was asked', async () => {
    await menu().click();
    const box = page.getByRole('checkbox', { name: 'Vibration' });
    feed.announceStatus(statusWith({ available: false, on: true }));
    await page.getByText('no sensor worn has a motor').waitFor();
    expect(await box.isDisabled()).toBe(true);
    feed.announceStatus(statusWith({ available: true, on: false }));
    await page.getByText('the sensor of the leg buzzes twice').waitFor();
    await box.click();
    await eventually(
      async () => feed.received.at(-1),
      (message) => message?.type === 'haptics' && message.on,
    );
    expect(await box.isChecked()).toBe(true);
    feed.announceStatus(statusWith({ available: true, on: false }));
    await page.getByRole('checkbox', { name: 'Vibration', checked: false }).waitFor();
    feed.announceStatus(statusWith({ available: true, on: true }));
    await page.locator('.cue-button[aria-label$="vibration"]').waitFor();
    await page.keyboard.press('Escape');
  });

  it('has its panel inside every screen, for everyone', async () => {
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport);
      await menu().click();
      const box = await page.locator('.cue-panel').boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
      const bar = await page.locator('.top-bar').boundingBox();
      expect(bar?.height).toBeLessThan(60);
      await page.keyboard.press('Escape');
    }
    await menu().click();
    expect(await seriousViolations(page)).toEqual([]);
    await page.locator('.brand').click();
    await page.locator('.cue-panel').waitFor({ state: 'detached' });
  });

  it('gives its place back to a notice, which a person can dismiss', async () => {
    const height = (await strip().boundingBox())?.height;
    const sentence = 'The disk is nearly full: 2 minutes are left. Make room for recordings.';
    feed.emit({ type: 'fault', timeUs: Date.now() * 1000, sensorId: null, sentence });
    await page.locator('.message-strip.notice').waitFor();
    expect((await strip().boundingBox())?.height).toBe(height);
    expect(await page.locator('[data-says="notice"]').textContent()).toBe(sentence);
    cueOn();
    await page.locator('.message-strip.cue').waitFor();
    await page.locator('.message-strip.notice').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.locator('.message-strip.calm').waitFor();
  });

  it('is silent where data stop, which is said once, and so is their coming back', async () => {
    cueOn();
    feed.speed = 0;
    await page.getByText('No data from the sensors.').waitFor();
    expect(await page.locator('.message-strip.cue').count()).toBe(0);
    feed.speed = 1;
    await page.getByText('Data arriving again.').waitFor();
    expect(complaints).toEqual([]);
  });
});
