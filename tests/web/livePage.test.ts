import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { qualityBit } from '../../src/model/quality.ts';
import { FixtureHub } from './fixtureHub.ts';
import { buildPage, dataLight, eventually, launchBrowser, openPage, readLegCard } from './page.ts';
import { SquatFeed } from './squatFeed.ts';

const OK = { knee: 0, ankle: 0, projection: 0 };

let pageDir: string;
let browser: Browser;
let feed: SquatFeed;
let hub: FixtureHub;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [pageDir, browser] = await Promise.all([buildPage('live'), launchBrowser()]);
});

afterAll(() => browser.close());

async function open(mode: 'live' | 'replay', change: (feed: SquatFeed) => void = () => {}) {
  feed = new SquatFeed({ mode, simulated: true, startUs: Date.now() * 1000 });
  change(feed);
  hub = new FixtureHub(pageDir, feed);
  await hub.start();
  ({ page, complaints } = await openPage(browser, hub.url));
}

afterEach(async () => {
  await page.context().close();
  await hub.stop();
});

async function showsData() {
  await eventually(
    () => dataLight(page),
    ({ level }) => level === 'fresh',
  );
}

describe('the built page', () => {
  beforeEach(() => open('replay'));

  it('ships at most 120 kB of compressed script and obeys a strict content policy', async () => {
    await showsData();
    const assets = await readdir(join(pageDir, 'assets'));
    const scripts = assets.filter((name) => name.endsWith('.js'));
    const sizes = await Promise.all(
      scripts.map(async (name) => gzipSync(await readFile(join(pageDir, 'assets', name))).length),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(120_000);
    expect(complaints).toEqual([]);
  });

  it('says that it is a replay of simulated data, with the bands caption and the disclaimer', async () => {
    await showsData();
    expect(await page.locator('.mode').textContent()).toBe('Replay of simulated data');
    const footer = await page.locator('footer').textContent();
    expect(footer).toContain('They are not medical limits');
    expect(footer).toContain('Stop if it hurts');
  });
});

describe('the headline of a leg', () => {
  beforeEach(async () => {
    await open('replay');
    await showsData();
  });

  it('shows the value of the frames with its band and error at a standstill', async () => {
    await feed.control({ type: 'replay', action: 'pause' });
    await feed.control({ type: 'replay', action: 'seek', positionS: 14.4 });
    const shown = await eventually(
      () => readLegCard(page, 'right'),
      ({ digits }) => digits === deviationCm('right', 14.4),
    );
    expect(shown).toMatchObject({ state: 'ok', band: '2', word: 'in', error: '± 0.8' });
    expect((await readLegCard(page, 'left')).word).toBe('in line');
    expect(shown.shankOverFoot).toContain('± 1.8°');
  });

  it('has no digits and no band while a leg is not calibrated', async () => {
    feed.quality = { ...OK, projection: qualityBit('uncalibrated') };
    const card = await eventually(
      () => readLegCard(page, 'left'),
      ({ state }) => state === 'blank',
    );
    expect(card).toMatchObject({ digits: '–', band: 'none', word: 'not calibrated', error: '' });
  });

  it('dims interpolated values and takes their band away', async () => {
    feed.quality = { ...OK, projection: qualityBit('interpolated') };
    const card = await eventually(
      () => readLegCard(page, 'left'),
      ({ state }) => state === 'dimmed',
    );
    expect(card).toMatchObject({ band: 'none', word: 'gap filled in' });
  });

  it('blanks shank over foot with the reason when the foot is not planted', async () => {
    feed.quality = { ...OK, ankle: qualityBit('footNotPlanted') };
    const card = await eventually(
      () => readLegCard(page, 'right'),
      ({ shankOverFoot }) => shankOverFoot === '– foot not planted',
    );
    expect(card.state).toBe('ok');
  });
});

describe('silence', () => {
  it('is told from the age of the data and blanks the digits', async () => {
    await open('live');
    await showsData();
    feed.speed = 0;
    const light = await eventually(
      () => dataLight(page),
      ({ text }) => text === 'No data for 3 s',
    );
    expect(light.level).toBe('silent');
    expect((await readLegCard(page, 'left')).digits).toBe('–');
    feed.speed = 1;
    await showsData();
    expect(
      (
        await eventually(
          () => readLegCard(page, 'left'),
          ({ state }) => state === 'ok',
        )
      ).digits,
    ).not.toBe('–');
  });

  it('of the hub itself shows as reconnecting until the hub is back', async () => {
    await open('live');
    await showsData();
    await hub.stop();
    await eventually(
      () => dataLight(page),
      ({ text }) => /^No data for \d+ s\. Reconnecting$/.test(text),
    );
    expect((await readLegCard(page, 'right')).state).toBe('blank');
    await hub.start();
    await showsData();
  });
});

describe('cues and calibration', () => {
  beforeEach(async () => {
    await open('live', (squats) => {
      squats.quality = { ...OK };
    });
    await showsData();
    await page.evaluate(() => {
      document.documentElement.dataset.shift = '0';
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { dataset } = document.documentElement;
          const value = 'value' in entry ? Number(entry.value) : 0;
          dataset.shift = String(Number(dataset.shift) + value);
        }
      }).observe({ type: 'layout-shift' });
    });
  });

  function boxes() {
    return page
      .locator('.message-strip, .stage, .leg-card, .figures, .reps, .chart')
      .evaluateAll((elements) =>
        elements.map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height].map(Math.round);
        }),
      );
  }

  it('appear and go without anything moving', async () => {
    const before = await boxes();
    const cue = {
      number: 99,
      side: 'left',
      measure: 'kneeMedialDeviationM',
      value: 5,
      threshold: 4,
      intensity: 0.5,
      words: 'Spread the floor',
    } as const;
    const timeUs = Date.now() * 1000;
    feed.emit({ type: 'cueOn', timeUs, decidedUs: timeUs, cue });
    await page.locator('.message-strip.cue').waitFor();
    expect(await page.locator('.message-strip').textContent()).toContain('Spread the floor');
    expect(await boxes()).toEqual(before);
    feed.emit({ type: 'cueOff', timeUs, cue });
    await page.locator('.message-strip.calm').waitFor();

    feed.emit({
      type: 'calibrationStage',
      timeUs,
      stage: 'move',
      instruction: 'Bend and stretch your knees slowly.',
      done: 2,
      wanted: 5,
    });
    await page.locator('.calibration').waitFor();
    expect(await page.locator('.instruction').textContent()).toBe(
      'Bend and stretch your knees slowly.',
    );
    expect(await page.locator('.progress').textContent()).toContain('2 of 5');
    expect(await boxes()).toEqual(before);
    await page.waitForTimeout(4500);
    expect(Number(await page.locator('html').getAttribute('data-shift'))).toBe(0);
  });

  it('announce reps once each, and never frames', async () => {
    await page.evaluate(() => {
      const region = document.querySelector('[role="status"]');
      document.documentElement.dataset.spoken = '';
      if (!region) throw new Error('no live region');
      new MutationObserver(() => {
        const { dataset } = document.documentElement;
        dataset.spoken += `${region.textContent}|`;
      }).observe(region, { childList: true, characterData: true, subtree: true });
    });
    const before = feed.snapshot.reps.length;
    await eventually(
      () => page.locator('.page > [role="status"]').textContent(),
      (text) => text?.startsWith(`Rep ${before + 1}:`) ?? false,
    );
    const spoken = (await page.locator('html').getAttribute('data-spoken')) ?? '';
    const sentences = spoken.split('|').filter((sentence) => sentence !== '');
    expect(sentences).toHaveLength(1);
    expect(await page.locator('.count-digits').textContent()).toBe(String(before + 1));
  });
});

describe('the replay bar', () => {
  beforeEach(async () => {
    await open('replay');
    await showsData();
  });

  it('pauses, plays and changes speed', async () => {
    await page.getByRole('button', { name: 'Pause' }).click();
    await eventually(
      () => dataLight(page),
      ({ level }) => level === 'paused',
    );
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: '4×' }).click();
    await page.locator('.speeds [aria-pressed="true"]', { hasText: '4×' }).waitFor();
    expect(feed.received.map((message) => 'action' in message && message.action)).toEqual([
      'pause',
      'play',
      'speed',
    ]);
    await showsData();
  });

  it('seeks with the keyboard and shows reps and cues on the bar', async () => {
    expect(await page.locator('.scrub-mark.rep').count()).toBe(12);
    expect(await page.locator('.scrub-mark.cue').count()).toBe(4);
    await page.getByRole('slider', { name: 'Position in the recording' }).focus();
    await page.keyboard.press('End');
    const seek = await eventually(
      async () => feed.received.find((message) => message.type === 'replay'),
      (message) => message !== undefined,
    );
    expect(seek).toMatchObject({ action: 'seek', positionS: 48 });
  });
});

describe('the set-up view', () => {
  it('opens by itself when nothing streams, and sends what a person chooses', async () => {
    await open('live', (squats) => {
      squats.speed = 0;
      squats.sensors = squats.sensors.map((sensor) => ({ ...sensor, link: 'found', rateHz: 0 }));
    });
    const select = page.getByLabel('Plumb 1 is worn on');
    await select.selectOption('left_shank');
    await page.getByRole('button', { name: 'Identify Plumb 2' }).click();
    await page.getByRole('button', { name: 'Start calibration again' }).click();
    await page.getByRole('button', { name: 'New set' }).click();
    await eventually(
      async () => feed.received.length,
      (count) => count === 4,
    );
    expect(feed.received).toEqual([
      { type: 'place', sensorId: 'PL-001', placement: 'left_shank' },
      { type: 'identify', sensorId: 'PL-002' },
      { type: 'recalibrate' },
      { type: 'newSet' },
    ]);
  });
});

function deviationCm(side: 'left' | 'right', timeS: number): string {
  return feed.deviationCm(side, timeS).toFixed(1);
}
