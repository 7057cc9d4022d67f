import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cue } from '../../src/model/movement.ts';
import { qualityBit } from '../../src/model/quality.ts';
import { seriousViolations } from './accessibility.ts';
import { FixtureHub } from './fixtureHub.ts';
import {
  builtPage,
  dataLight,
  eventually,
  type LegCardContent,
  launchBrowser,
  openPage,
  readLegCard,
  VIEWPORTS,
} from './page.ts';
import { SquatFeed } from './squatFeed.ts';

const OK = { knee: 0, ankle: 0, projection: 0 };

const LEFT_CUE: Cue = {
  number: 99,
  side: 'left',
  measure: 'kneeMedialDeviationM',
  value: 5,
  threshold: 4,
  intensity: 0.5,
  words: 'Spread the floor',
};

const MOVE = { instruction: 'Bend and stretch your knees slowly.', done: 2, wanted: 5 };

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

async function open(feed: SquatFeed) {
  const hub = new FixtureHub(builtPage(), feed);
  await hub.start();
  return { hub, ...(await openPage(browser, hub.url)) };
}

/** Steady while the simulated person squats, so that the page may be read at leisure. */
const CUSTOM = [
  { name: 'leanRatio', formula: 'shankLeanDeg / (thighLeanDeg + 1e-9)' },
  { name: 'twiceSd', formula: '2 * kneeFlexionSdDeg', unit: 'deg' },
  { name: 'toesUp', formula: 'ankleDorsiflexionDeg + 1', unit: '<b>' },
];

function liveFeed(): SquatFeed {
  return new SquatFeed({
    mode: 'live',
    simulated: true,
    startUs: Date.now() * 1000,
    customMeasures: CUSTOM,
  });
}

/** What the real hub shows rarely or never, on one page that stays open. */
describe.sequential('the live view', () => {
  let feed: SquatFeed;
  let hub: FixtureHub;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    feed = liveFeed();
    ({ hub, page, complaints } = await open(feed));
    await showsData();
  });

  afterAll(async () => {
    await page.context().close();
    await hub.stop();
  });

  const showsData = () =>
    eventually(
      () => dataLight(page),
      ({ level }) => level === 'fresh',
    );

  const cardOnce = (side: 'left' | 'right', good: (card: LegCardContent) => boolean) =>
    eventually(() => readLegCard(page, side), good);

  it('first loads at most 120 kB of compressed script and obeys a strict content policy', async () => {
    const assets = join(builtPage(), 'assets');
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .flatMap(({ name }) => /\/assets\/([^/]+\.js)$/.exec(name)?.[1] ?? []),
    );
    const sizes = await Promise.all(
      scripts.map(async (name) => gzipSync(await readFile(join(assets, name))).length),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(120_000);
    expect(complaints).toEqual([]);
  });

  it('shows the bands caption and the disclaimer', async () => {
    const footer = await page.locator('footer').textContent();
    expect(footer).toContain('They are not medical limits');
    expect(footer).toContain('Stop if it hurts');
  });

  it('has no digits and no band while a leg is not calibrated', async () => {
    feed.quality = { ...OK, projection: qualityBit('uncalibrated') };
    const card = await cardOnce('left', ({ state }) => state === 'blank');
    expect(card).toMatchObject({ digits: '–', band: 'none', word: 'not calibrated', error: '' });
  });

  it('dims interpolated values and takes their band away', async () => {
    feed.quality = { ...OK, projection: qualityBit('interpolated') };
    const card = await cardOnce('left', ({ state }) => state === 'dimmed');
    expect(card).toMatchObject({ band: 'none', word: 'gap filled in' });
  });

  it('blanks shank over foot with the reason when the foot is not planted', async () => {
    feed.quality = { ...OK, ankle: qualityBit('footNotPlanted') };
    const planted = '– foot not planted';
    const card = await cardOnce('right', ({ shankOverFoot }) => shankOverFoot === planted);
    expect(card.state).toBe('ok');
    feed.quality = { ...OK };
  });

  it('shows a knee that is out in line, with its minus and an arrow outwards', async () => {
    feed.out = true;
    const card = await cardOnce('right', ({ digits }) => /^−[2-9]/.test(digits));
    expect(card).toMatchObject({ state: 'ok', band: '0', word: 'in line' });
    await page.locator('.leg-card.right [data-direction="out"] .arrow-out:visible').waitFor();
    expect(await page.locator('.leg-card.right .arrow-in:visible').count()).toBe(0);
    feed.out = false;
  });

  it('has the custom measures of the session behind all others, with unit and formula', async () => {
    await page.getByText('All measures').click();
    const rows = page.locator('.measures tbody tr:has(td[data-custom])');
    const shown = await eventually(
      () => rows.locator('td[data-side="left"]').allTextContents(),
      ([, twice]) => twice === '1.6',
    );
    // The standard deviation of knee flexion is 0.8° there; there is no foot sensor.
    expect(shown).toEqual([expect.stringMatching(/^(1\.25|0)$/), '1.6', '–']);
    const texts = await rows.locator('th').allTextContents();
    expect(texts).toEqual([
      'custom_lean_ratioshankLeanDeg / (thighLeanDeg + 1e-9)',
      'custom_twice_sd2 * kneeFlexionSdDeg',
      'custom_toes_upankleDorsiflexionDeg + 1',
    ]);
    expect(await rows.locator('td:last-child').allTextContents()).toEqual(['', '°', '<b>']);
    await page.getByText('All measures').click();
  });

  it('tells silence from the age of the data and blanks the digits', async () => {
    feed.speed = 0;
    const light = await eventually(
      () => dataLight(page),
      ({ text }) => text === 'No data for 3 s',
    );
    expect(light.level).toBe('silent');
    expect((await readLegCard(page, 'left')).digits).toBe('–');
    feed.speed = 1;
    await showsData();
    expect((await cardOnce('left', ({ state }) => state === 'ok')).digits).not.toBe('–');
  });

  const boxes = () =>
    page
      .locator('.message-strip, .stage, .leg-card, .figures, .reps, .chart')
      .evaluateAll((elements) =>
        elements.map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height].map(Math.round);
        }),
      );

  it('lets cues and calibration come and go without anything moving', async () => {
    await page.locator('.message-strip.calm').waitFor();
    const before = await boxes();
    const timeUs = Date.now() * 1000;
    feed.emit({ type: 'cueOn', timeUs, decidedUs: timeUs, cue: LEFT_CUE });
    await page.locator('.leg-card.left[data-cued="true"]').waitFor();
    const strip = await page.locator('.message-strip.cue').textContent();
    expect(strip).toBe('Left legSpread the floor');
    expect(await boxes()).toEqual(before);
    feed.emit({ type: 'cueOff', timeUs, cue: LEFT_CUE });
    await page.locator('.leg-card.left[data-cued="false"]').waitFor();

    feed.emit({ type: 'calibrationStage', timeUs, ...MOVE, stage: 'move' });
    await page.locator('.calibration').waitFor();
    expect(await page.locator('.instruction').textContent()).toBe(MOVE.instruction);
    expect(await page.locator('.progress').textContent()).toContain('2 of 5');
    expect(await boxes()).toEqual(before);
    feed.emit({ type: 'calibrationStage', timeUs, ...MOVE, stage: 'done' });
    await page.locator('.calibration').waitFor({ state: 'detached' });
  });

  it('announces a rep once, frames never, and shifts nothing all the while', async () => {
    await page.evaluate(() => {
      const { dataset } = document.documentElement;
      Object.assign(dataset, { spoken: '', shifts: '' });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const sources: { node: Element | null }[] = Reflect.get(entry, 'sources');
          dataset.shifts += sources
            .map(({ node }) => node?.parentElement?.className ?? '?')
            .join(' ');
        }
      }).observe({ type: 'layout-shift' });
      const region = document.querySelector('.page > [role="status"]');
      if (!region) throw new Error('no live region');
      new MutationObserver(() => {
        dataset.spoken += `${region.textContent}|`;
      }).observe(region, { childList: true, characterData: true, subtree: true });
    });
    const before = feed.snapshot.reps.length;
    await eventually(
      () => page.locator('.page > [role="status"]').textContent(),
      (text) => text?.startsWith(`Rep ${before + 2}:`) ?? false,
      12_000,
    );
    const html = page.locator('html');
    const spoken = (await html.getAttribute('data-spoken')) ?? '';
    expect(spoken.split('|').filter(Boolean)).toHaveLength(2);
    expect(await page.locator('.count-digits').textContent()).toBe(String(before + 2));
    expect(await html.getAttribute('data-shifts')).toBe('');
  });
});

describe('the set-up view', () => {
  it('opens by itself when nothing streams, and sends what a person chooses', async () => {
    const feed = liveFeed();
    feed.speed = 0;
    feed.sensors = feed.sensors.map((sensor) => ({ ...sensor, link: 'lost', rateHz: 0 }));
    const { page, hub } = await open(feed);
    const select = page.getByLabel('Plumb 1 is worn on');
    await select.selectOption('left_shank');
    await page.getByRole('button', { name: 'Identify Plumb 2' }).click();
    await eventually(
      async () => feed.received.length,
      (count) => count === 2,
    );
    expect(feed.received).toEqual([
      { type: 'place', sensorId: 'PL-001', placement: 'left_shank' },
      { type: 'identify', sensorId: 'PL-002' },
    ]);
    await page.context().close();
    await hub.stop();
  });

  it('says in a sentence what is wrong with a sensor, until it streams', async () => {
    const feed = liveFeed();
    feed.speed = 0;
    const problem = 'Sensor PL-002 cannot be used: it speaks version 2 of the protocol.';
    const [good, bad, ...others] = feed.sensors;
    const faulty = { ...bad!, link: 'lost', rateHz: 0, reconnects: 3, lateSamples: 12 } as const;
    // What was wrong with a sensor that streams again is over.
    feed.sensors = [{ ...good!, problem: 'It fell silent.' }, { ...faulty, problem }, ...others];
    const { page, hub } = await open(feed);
    await page.getByRole('button', { name: 'Set-up' }).click();
    const shown = page.locator('.sensor-problem');
    expect(await shown.allTextContents()).toEqual([problem]);
    expect(await shown.locator('.warning-shape').count()).toBe(1);
    const row = page.locator('.sensor', { has: shown });
    expect(await row.textContent()).toMatch(/Late12Reconnected3×/);
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(viewport.width);
      const cut = await page
        .locator('.sensor-facts dd, .sensor-facts dt')
        .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
      expect(cut).toBe(0);
    }
    expect(await seriousViolations(page)).toEqual([]);
    feed.announceSensors(feed.sensors.map((sensor) => ({ ...sensor, link: 'streaming' })));
    await shown.waitFor({ state: 'detached' });
    await page.context().close();
    await hub.stop();
  });
});
