import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssessmentInfo } from '../../dashboards/live/src/api/assessments.ts';
import {
  axisName,
  lossText,
  sensorCondition,
} from '../../dashboards/live/src/store/sensorCondition.ts';
import { missingPlacements, neededPlacements } from '../../dashboards/live/src/store/wearing.ts';
import { type ChecklistFacts, checklist } from '../../dashboards/live/src/views/setup/checklist.ts';
import { MAP_PLACES, neighbour } from '../../dashboards/live/src/views/setup/places.ts';
import { outcome } from '../../dashboards/live/src/views/setup/placing.ts';
import { ASSESSMENTS } from '../../src/movement/assessments/assessments.ts';
import type { SensorStatus } from '../../src/stream/messages.ts';
import { seriousViolations } from './accessibility.ts';
import { FixtureHub } from './fixtureHub.ts';
import { builtPage, eventually, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { SquatFeed, worn } from './squatFeed.ts';

const [RIGHT_THIGH, RIGHT_SHANK, LEFT_THIGH, LEFT_SHANK] = worn() as [
  SensorStatus,
  SensorStatus,
  SensorStatus,
  SensorStatus,
];
const FOUR = [RIGHT_THIGH, RIGHT_SHANK, LEFT_THIGH, LEFT_SHANK];

describe('how a sensor does', () => {
  it('follows what arrives, not what the link claims', () => {
    expect(sensorCondition(RIGHT_THIGH, true)).toBe('streaming');
    expect(sensorCondition({ ...RIGHT_THIGH, rateHz: 0 }, true)).toBe('silent');
    expect(sensorCondition({ ...RIGHT_THIGH, rateHz: 60 }, true)).toBe('slow');
    expect(sensorCondition({ ...RIGHT_THIGH, link: 'linking' }, true)).toBe('connecting');
    expect(sensorCondition(RIGHT_THIGH, false)).toBe('unknown');
  });

  it('states loss as a share of what was taken', () => {
    const of = (given: Partial<SensorStatus>) => lossText({ ...RIGHT_THIGH, ...given });
    expect(of({ lostSamples: 0 })).toBe('0 %');
    expect(of({ deliveredSamples: 900, refilledSamples: 50, lostSamples: 50 })).toBe('5.0 % (50)');
    expect(of({ deliveredSamples: 99_999, lostSamples: 1 })).toBe('< 0.1 % (1)');
    const { deliveredSamples: _, ...untold } = RIGHT_THIGH;
    expect(lossText({ ...untold, lostSamples: 7 })).toBe('7');
  });

  it('names the axis to the head where the make has one', () => {
    expect(axisName([0, 1, 0])).toBe('+y');
    expect(axisName([0, 0, -1])).toBe('−z');
    expect(axisName(undefined)).toBe(null);
  });
});

describe('the places that are needed', () => {
  it('are those of the assessment, of the fuller leg where one is enough', () => {
    const shanks = { segments: ['shank'], legs: 'one' } as const;
    expect(neededPlacements([LEFT_SHANK], shanks)).toEqual(['left_shank']);
    expect(neededPlacements([], shanks)).toEqual(['right_shank']);
    expect(neededPlacements([], { ...shanks, legs: 'both' })).toEqual([
      'right_shank',
      'left_shank',
    ]);
  });

  it('are without a sensor where nothing arrives, whatever the link claims', () => {
    const missing = (thigh: SensorStatus, connected = true) =>
      missingPlacements([LEFT_SHANK, thigh], (sensor) => sensorCondition(sensor, connected));
    expect(missing({ ...LEFT_THIGH, rateHz: 60 })).toEqual([]);
    expect(missing({ ...LEFT_THIGH, link: 'lost' })).toEqual(['left_thigh']);
    expect(missing({ ...LEFT_THIGH, rateHz: 0 })).toEqual(['left_thigh']);
    expect(missing(LEFT_THIGH, false)).toEqual(['left_thigh', 'left_shank']);
  });

  it('can all be reached on the map with arrow keys, and left again', () => {
    const reached = new Set(['pelvis']);
    for (const place of MAP_PLACES) {
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
        const next = neighbour(place, key);
        if (next) reached.add(next);
      }
    }
    expect([...reached].sort()).toEqual([...MAP_PLACES].sort());
    expect(neighbour('pelvis', 'ArrowUp')).toBe(null);
    expect(neighbour('left_shank', 'Enter')).toBe(null);
  });

  it('take one sensor each, and say who comes off', () => {
    expect(outcome(RIGHT_THIGH, 'left_thigh', FOUR)).toBe(
      'Plumb 1 goes to the left thigh. Plumb 3 comes off.',
    );
    expect(outcome(RIGHT_THIGH, 'pelvis', FOUR)).toBe('Plumb 1 goes to the pelvis.');
    expect(outcome(RIGHT_THIGH, 'right_thigh', FOUR)).toBe('Plumb 1 stays on the right thigh.');
  });
});

describe('the steps of the checklist', () => {
  const facts: ChecklistFacts = {
    sensors: FOUR,
    conditionOf: (sensor) => sensorCondition(sensor, true),
    needed: neededPlacements(FOUR),
    rateHz: null,
    calibration: 'good',
    sideCheck: { result: 'right', sentence: 'Right is right.' },
  };
  const states = (given: Partial<ChecklistFacts>) =>
    Object.fromEntries(checklist({ ...facts, ...given }).map(({ name, state }) => [name, state]));
  const allDone = {
    found: 'done',
    placed: 'done',
    streaming: 'done',
    battery: 'done',
    calibrated: 'done',
    sides: 'done',
  };

  it('are done when nothing is missing', () => {
    expect(states({})).toEqual(allDone);
  });

  const streamingAt = (sensors: readonly SensorStatus[], rateHz: number) =>
    checklist({ ...facts, sensors, rateHz }).find(({ name }) => name === 'streaming');

  it('look at a sensor that sends less than it was set to, though it is enough', () => {
    const slow = { ...LEFT_SHANK, rateHz: 100, nominalRateHz: 120 };
    expect(streamingAt([RIGHT_THIGH, RIGHT_SHANK, LEFT_THIGH, slow], 60)).toMatchObject({
      state: 'look',
      says: 'Plumb 4: less than what it should send. Bring it nearer.',
    });
    const allSlow = FOUR.map((each) => ({ ...each, rateHz: 100, nominalRateHz: 120 }));
    expect(streamingAt(allSlow, 60)?.says).toBe(
      '4 sensors: less than what they should send. Bring them nearer.',
    );
  });

  it('tell how to get the rate that is wanted: nearer, or set to it', () => {
    const streaming = (sensors: readonly SensorStatus[]) => streamingAt(sensors, 120)?.says;
    const far = { ...LEFT_SHANK, rateHz: 70 };
    expect(streaming([RIGHT_THIGH, RIGHT_SHANK, LEFT_THIGH, far])).toBe(
      'Plumb 4: less than 120 samples a second. Bring it nearer.',
    );
    expect(streaming(FOUR.map((each) => ({ ...each, rateHz: 60, nominalRateHz: 60 })))).toBe(
      '4 sensors: less than 120 samples a second. Set them to a higher rate; in a terminal: plumbline configure ID --rate 120.',
    );
  });

  it.each([
    ['no sensor', { sensors: [] }, { found: 'todo', placed: 'todo', streaming: 'todo' }],
    [
      'a lost one',
      { sensors: [{ ...RIGHT_THIGH, link: 'lost' }, RIGHT_SHANK, LEFT_THIGH, LEFT_SHANK] },
      { found: 'todo', streaming: 'todo' },
    ],
    [
      'a place that is empty',
      { sensors: [{ ...RIGHT_THIGH, placement: null }, RIGHT_SHANK, LEFT_THIGH, LEFT_SHANK] },
      { placed: 'todo' },
    ],
    ['a rate that landings are too fast for', { rateHz: 200 }, { streaming: 'look' }],
    [
      'a low battery',
      { sensors: FOUR.map((each) => ({ ...each, batteryPercent: 19 })) },
      { battery: 'look' },
    ],
    ['no calibration', { calibration: null }, { calibrated: 'todo' }],
    ['a usable calibration', { calibration: 'usable' }, { calibrated: 'look' }],
    [
      'a check of the sides that is under way',
      { sideCheck: { result: 'waiting', sentence: 'Lift the right knee.' } },
      { sides: 'wait' },
    ],
    [
      'sides that are swapped',
      { sideCheck: { result: 'swapped', sentence: 'Swapped.' } },
      { sides: 'todo' },
    ],
  ] as const)('tell of %s', (_, given, expected) => {
    expect(states(given as Partial<ChecklistFacts>)).toMatchObject(expected);
  });
});

it('knows the assessments as the hub tells them', () => {
  const told: readonly AssessmentInfo[] = ASSESSMENTS;
  expect(told).toHaveLength(15);
});

/** One page that stays open to what the virtual sensors do rarely. */
describe.sequential('the set-up view', () => {
  let browser: Browser;
  let hub: FixtureHub;
  let feed: SquatFeed;
  let page: Page;

  beforeAll(async () => {
    feed = new SquatFeed({ mode: 'live', simulated: true, startUs: Date.now() * 1000 });
    feed.speed = 0;
    feed.sensors = [];
    hub = new FixtureHub(builtPage(), feed);
    await hub.start();
    browser = await launchBrowser();
    ({ page } = await openPage(browser, `${hub.url}#setup`));
  });

  afterAll(async () => {
    await browser.close();
    await hub.stop();
  });

  const line = () => page.locator('.placing-line').textContent();

  it('says what to do while no sensor is found', async () => {
    const advice = page.locator('.find-steps');
    await advice.waitFor();
    expect(await advice.textContent()).toContain('npm run demo:radio');
    expect(await page.locator('.sensor-chip').count()).toBe(0);
    expect(await page.locator('.ready-headline').textContent()).toBe('Not ready yet');
    await page.setViewportSize(VIEWPORTS[0]);
    await screenshot(page, 'setup-none-390-light');
    await page.setViewportSize(VIEWPORTS[2]);
  });

  it('lists a sensor that is not connected yet, and does not let it be placed', async () => {
    feed.announceSensors([
      { ...RIGHT_THIGH, id: 'aa:01', placement: null, link: 'found', rateHz: 0 },
    ]);
    await page.locator('.sensor[data-condition="found"]').waitFor();
    expect(await page.locator('.sensor-chip').count()).toBe(0);
    expect(await page.locator('.sensor select').count()).toBe(0);
  });

  it('tells a low battery, a slow and a lost sensor by shape and word', async () => {
    const slow = { ...RIGHT_SHANK, rateHz: 61 };
    const lost = { ...LEFT_THIGH, link: 'lost', rateHz: 0, problem: 'It fell silent.' } as const;
    feed.announceSensors([{ ...RIGHT_THIGH, batteryPercent: 12 }, slow, lost, LEFT_SHANK]);
    const row = (condition: string) => page.locator(`.sensor[data-condition="${condition}"]`);
    await row('lost').waitFor();
    expect(await row('slow').textContent()).toContain('Rate61 of 120 Hz');
    expect(await row('lost').textContent()).toContain('It fell silent.');
    expect(await page.locator('.battery[data-low="true"]').textContent()).toBe('12 % low');
    expect(await page.getByText('Charge it:').count()).toBe(1);
    const place = page.locator('.place[data-place="left_thigh"]');
    expect(await place.locator('.condition[data-condition="lost"]').count()).toBe(1);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousViolations(page)).toEqual([]);
      await page.setViewportSize(VIEWPORTS[0]);
      await screenshot(page, `setup-trouble-390-${colorScheme}`);
      await page.setViewportSize(VIEWPORTS[2]);
    }
  });

  it('says where a sensor is that came back', async () => {
    feed.announceSensors(FOUR);
    await eventually(line, (text) => text === 'Plumb 3 is back on the left thigh, where it was.');
  });

  it('has no fact of a sensor alone in its row, nor one that is cut', async () => {
    const many = { deliveredSamples: 150_000, lostSamples: 12_345, lateSamples: 9_999 };
    feed.announceSensors([RIGHT_THIGH, RIGHT_SHANK, LEFT_THIGH, { ...LEFT_SHANK, ...many }]);
    await page.getByText('7.6 % (12345)').waitFor();
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport);
      const rows = await page.locator('.sensor-facts').evaluateAll((all) =>
        all.map((each) => {
          const tops = [...each.children].map((fact) => Math.round(fact.getBoundingClientRect().y));
          return [...new Set(tops)].map((top) => tops.filter((other) => other === top).length);
        }),
      );
      expect(rows, `${viewport.width} px`).toEqual(Array(4).fill([3, 4]));
      const cut = await page
        .locator('.sensor-facts dt, .sensor-facts dd')
        .evaluateAll((all) =>
          all.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent),
        );
      expect(cut, `${viewport.width} px`).toEqual([]);
      await screenshot(page, `setup-facts-${viewport.width}-dark`);
    }
    feed.announceSensors(FOUR);
  });

  it('drags nothing that was let go beside it, and all that a quick hand pulls', async () => {
    const chip = page.locator('.sensor-chip').first();
    const box = await chip.boundingBox();
    if (!box) throw new Error('the chip is not on screen');
    const [x, edge] = [box.x + 30, box.y + box.height];
    await page.mouse.move(x, edge - 2);
    await page.mouse.down();
    await page.mouse.move(x, edge + 2);
    await page.mouse.up();
    await page.mouse.move(x, edge - 30, { steps: 3 });
    expect(await page.locator('.drag-ghost').count()).toBe(0);
    await page.mouse.down();
    await page.mouse.move(x, edge + 80);
    await page.locator('.drag-ghost').waitFor();
    await page.mouse.move(2, 2);
    await page.mouse.up();
    expect(await page.locator('.sensor-chip[aria-pressed="true"]').count()).toBe(0);
  });

  it('shows names as text', async () => {
    const name = '<img src=x onerror="document.title=1">';
    feed.announceSensors([{ ...RIGHT_THIGH, name }, RIGHT_SHANK, LEFT_THIGH, LEFT_SHANK]);
    await page.locator('.chip-name', { hasText: name }).waitFor();
    expect(await page.locator('.setup img').count()).toBe(0);
  });

  it('takes nothing for streaming once the hub is gone', async () => {
    await page.locator('.sensor[data-condition="streaming"]').first().waitFor();
    await page.locator('.wearing[data-complete="true"]').waitFor();
    await hub.stop();
    await page.locator('.sensor[data-condition="unknown"]').first().waitFor();
    expect(await page.locator('.condition[data-condition="streaming"]').count()).toBe(0);
    expect(await page.locator('[data-step="streaming"]').getAttribute('data-state')).toBe('todo');
    expect(await page.locator('.wearing').textContent()).toContain('not known now');
    expect(await page.locator('.wearing[data-complete="true"]').count()).toBe(0);
    await screenshot(page, 'setup-offline-1440-dark');
    await page.evaluate(() => {
      location.hash = '#calibrate';
    });
    await eventually(
      () => page.locator('.missing').textContent(),
      (text) => text?.includes('not known now') === true,
    );
  });
});
