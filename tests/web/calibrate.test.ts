import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CalibrationProgress } from '../../src/model/calibrationProgress.ts';
import type { CalibrationStage } from '../../src/model/events.ts';
import { PLACEMENTS } from '../../src/model/placement.ts';
import { qualityBit } from '../../src/model/quality.ts';
import { seriousViolations } from './accessibility.ts';
import { calibrationOf } from './calibrations.ts';
import { FixtureHub } from './fixtureHub.ts';
import { builtPage, eventually, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { RealHub } from './realHub.ts';
import { SecondClient } from './secondClient.ts';
import { SquatFeed } from './squatFeed.ts';

const KNEE_SENSORS = PLACEMENTS.filter((place) => /thigh|shank/.test(place));
const STAND = 'Stand still, feet as you will squat';
const MOVE = 'Now 5 slow, easy squats, knees over toes';

let browser: Browser;
let feed: SquatFeed;
let hub: FixtureHub;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
  feed = new SquatFeed({ mode: 'live', simulated: false, startUs: Date.now() * 1000 });
  hub = new FixtureHub(builtPage(), feed);
  await hub.start();
  ({ page, complaints } = await openPage(browser, `${hub.url}#calibrate`));
  // How a step goes is told to those alone who listen by then.
  await page.locator('.calibrate').waitFor();
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

function stage(name: CalibrationStage, instruction: string, done = 0): void {
  const wanted = name === 'move' ? 5 : 0;
  feed.emit({
    type: 'calibrationStage',
    timeUs: Date.now() * 1000,
    stage: name,
    instruction,
    done,
    wanted,
  });
}

function progress(told: Partial<CalibrationProgress>): void {
  feed.tell({
    timeUs: Date.now() * 1000,
    stage: 'standStill',
    heldS: 0,
    wantedS: 0,
    sensors: [],
    legs: [],
    hint: null,
    ...told,
  });
}

function sensors(moving?: string): CalibrationProgress['sensors'] {
  return KNEE_SENSORS.map((placement) => {
    const isStill = placement !== moving;
    return { placement, isStill, rateSdDps: isStill ? 0.3 : 14 };
  });
}

function text(selector: string): Promise<string> {
  return page
    .locator(selector)
    .textContent()
    .then((found) => found?.trim() ?? '');
}

async function shows(selector: string, wanted: string | RegExp): Promise<void> {
  await eventually(
    () => text(selector),
    (found) => (typeof wanted === 'string' ? found === wanted : wanted.test(found)),
  );
}

/** In every width, and nothing is wider than the screen. */
async function photographed(name: string, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  for (const viewport of VIEWPORTS) {
    await page.setViewportSize(viewport);
    await screenshot(page, `calibrate-${name}-${viewport.width}-${colorScheme}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(viewport.width);
  }
}

/** The feed stays at one instant, so that what it told of last stays the newest. */
describe.sequential('the view that leads through a calibration', () => {
  it('counts down while the pose is held, and names the sensor that moves', async () => {
    stage('standStill', STAND);
    progress({ heldS: 1.25, wantedS: 3, sensors: sensors() });
    await shows('.countdown text', '2');
    await shows('.countdown span', '1.3 s of 3 s');
    expect(await text('.instruction')).toBe(STAND);
    expect(await page.locator('.stillness li[data-still="true"]').count()).toBe(4);
    expect(await page.locator('.hint').getAttribute('data-shown')).toBe('false');
    await photographed('stand', 'dark');
    expect(await seriousViolations(page)).toEqual([]);

    const before = await page.locator('.hint').boundingBox();
    const hint = 'Left shank moves: hold still';
    progress({ heldS: 0, wantedS: 3, sensors: sensors('left_shank'), hint });
    await shows('.hint', hint);
    expect(await page.locator('.stillness li[data-still="false"]').textContent()).toBe(
      'Left shank moves',
    );
    await shows('.countdown span', 'hold for 3 s');
    expect((await page.locator('.hint').boundingBox())?.y).toBe(before?.y);
    // The instruction is spoken, the countdown is not.
    expect(await page.locator('.calibration > .visually-hidden').getAttribute('aria-live')).toBe(
      'polite',
    );
    expect(await page.locator('.countdown').locator('xpath=ancestor::*[@aria-live]').count()).toBe(
      0,
    );
  });

  it('shows the squats of each leg, and nothing of the step before', async () => {
    stage('move', MOVE, 3);
    await shows('.bends .progress', '3 of 5');
    expect(await page.locator('.countdown').count()).toBe(0);
    const hint = 'Bend both knees alike: the right knee has 3 of 5';
    const legs = [
      { side: 'right', bends: 3, tiltDeg: 4 },
      { side: 'left', bends: 4, tiltDeg: 5 },
    ] as const;
    progress({ stage: 'move', sensors: sensors(), legs, hint });
    await shows('.hint', hint);
    expect(await page.locator('.leg-bends').getAttribute('data-differ')).toBe('true');
    expect(await page.locator('.leg-bends [data-side="left"] [data-done="true"]').count()).toBe(4);
    await photographed('squats', 'light');
    await page.getByRole('button', { name: 'Do the squats again' }).click();
    await page.getByRole('button', { name: 'Stand again' }).click();
    await eventually(
      async () => feed.received.length,
      (count) => count === 2,
    );
    expect(feed.received).toEqual([
      { type: 'retryStep', step: 'move' },
      { type: 'retryStep', step: 'standStill' },
    ]);
  });

  it('shows how to lie, and how to lift the knee', async () => {
    stage('lieStill', 'Lie on your back, legs straight, kneecaps up, and hold still for 3 s');
    progress({ stage: 'lieStill', heldS: 2.5, wantedS: 3, sensors: sensors() });
    await shows('.countdown text', '1');
    await photographed('lie', 'light');
    await page.setViewportSize({ width: 390, height: 600 });
    await page.getByRole('button', { name: 'Check right and left' }).click();
    feed.emit({
      type: 'sideCheck',
      timeUs: Date.now() * 1000,
      result: 'waiting',
      sentence: 'Stand still, then lift your right knee once and put the foot down again.',
    });
    await page.locator('[data-of="liftKnee"]').waitFor();
    // The button stands below, the instruction above: pressed on a phone it comes into sight.
    expect((await page.locator('.instruction').boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await photographed('lift', 'dark');
    const sentence = 'The sensors are on the sides that the set-up says.';
    feed.emit({ type: 'sideCheck', timeUs: Date.now() * 1000, result: 'right', sentence });
    await shows('.side-check', sentence);
  });

  it('leads over the stage of Live too, with all of it in sight', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Live' }).click();
    const hint = 'Left shank moves: hold still';
    const pose = { heldS: 0, wantedS: 3, sensors: sensors('left_shank'), hint };
    const legs = (['right', 'left'] as const).map((side, i) => ({
      side,
      bends: 3 + i,
      tiltDeg: 4,
    }));
    const behind = 'Bend both knees alike: the right knee has 3 of 5';
    const steps = [
      ['lieStill', 'Lie on your back, legs straight, kneecaps up, and hold still for 3 s', pose],
      ['standStill', STAND, pose],
      ['move', MOVE, { legs, hint: behind }],
    ] as const;
    const stepsAt = new Set<string>();
    for (const [name, instruction, told] of steps) {
      stage(name, instruction, 3);
      progress({ stage: name, ...told });
      await shows('.stage .hint', told.hint);
      for (const viewport of VIEWPORTS) {
        await page.setViewportSize(viewport);
        const [guide, ...parts] = await Promise.all(
          ['.calibration', '.steps', '.step-picture', '.instruction', '.hint'].map((part) =>
            page.locator(`.stage ${part}`).first().boundingBox(),
          ),
        );
        stepsAt.add(`${viewport.width} px: ${parts[0]?.x}, ${parts[0]?.y}`);
        for (const part of parts) {
          expect(part?.y).toBeGreaterThanOrEqual(guide?.y ?? Number.NaN);
          expect((part?.y ?? 0) + (part?.height ?? 0)).toBeLessThanOrEqual(
            (guide?.y ?? 0) + (guide?.height ?? 0),
          );
        }
      }
    }
    // They stay where they are, however much the present one has to say.
    expect([...stepsAt]).toHaveLength(VIEWPORTS.length);
    await screenshot(page, 'calibrate-over-live-1440', false);
    await page.getByRole('navigation').getByRole('button', { name: 'Calibrate' }).click();
  });

  it('says what it came to, why, by which figures, and what to do next', async () => {
    feed.emit({
      type: 'calibration',
      timeUs: Date.now() * 1000,
      calibration: calibrationOf('usable', Date.now() * 1000),
    });
    stage('done', 'Calibrated, usable');
    await shows('[data-fact="calibration"]', 'Calibrated: usable');
    expect(await page.locator('.reasons li').allTextContents()).toEqual([
      'right leg: bend the knees further, to 60° or more',
    ]);
    expect(await text('.calibration-checks summary')).toMatch(/^1 of 2 checks/);
    await page.locator('.calibration-checks summary').click();
    expect(await page.locator('.calibration-checks li').allTextContents()).toEqual([
      'range of knee flexion, right: 48° (limit 60°), usable',
      'unrest of the turning in standing, left shank: 0.3°/s (limit 1°/s), good',
    ]);
    await photographed('usable', 'light');
    expect(await seriousViolations(page)).toEqual([]);
    for (const name of ['Do the squats again', 'Stand again', 'Lying first', 'Start over']) {
      expect(await page.getByRole('button', { name }).count()).toBe(1);
    }
  });

  it('waits for sensors, and says which are missing and where to put that right', async () => {
    stage('waitingForSensors', 'Waiting for thigh and shank sensors of a leg');
    feed.announceSensors(
      feed.sensors.map((sensor) =>
        sensor.placement === 'left_shank' ? { ...sensor, link: 'lost' } : sensor,
      ),
    );
    await shows('.missing', 'Still to come: left shank. Go to Set-up');
    await photographed('waiting', 'dark');
    // The view of its own test; this hub has nothing to answer it with.
    expect(await page.getByRole('link', { name: 'Go to Set-up' }).getAttribute('href')).toBe(
      '#setup',
    );
  });

  it('warns in Live of a leg whose sensor slipped, and leads back here', async () => {
    const calibration = calibrationOf('usable', Date.now() * 1000);
    feed.emit({ type: 'calibration', timeUs: Date.now() * 1000, calibration });
    stage('done', 'Calibrated');
    const slip = qualityBit('slip');
    feed.quality = { knee: slip, ankle: slip, projection: slip };
    await page.getByRole('navigation').getByRole('button', { name: 'Live' }).click();
    await shows(
      '.message-strip.warning .warning-texts',
      /^Left: a sensor slipped; fix it and calibrate againRight: a sensor slipped/,
    );
    // Read out once: the strip comes and goes with every rep, the words for those who hear it stay.
    const words = await page.locator('[data-says="calibration"]').elementHandle();
    expect(await words?.textContent()).toContain(
      'Left: a sensor slipped; fix it and calibrate again.',
    );
    expect(await page.locator('.message-strip[role="status"]').count()).toBe(0);
    feed.emit({ type: 'phase', timeUs: 1, phase: 'descent' });
    await page.locator('.message-strip.calm').waitFor();
    feed.emit({ type: 'phase', timeUs: 2, phase: 'standing' });
    await page.locator('.message-strip.warning').waitFor();
    expect(await words?.evaluate((each) => each.isConnected)).toBe(true);
    await page.setViewportSize(VIEWPORTS[0]);
    await screenshot(page, 'calibrate-slipped-390', false);
    const cut = await page
      .locator('.warning-texts')
      .evaluate((texts) => texts.scrollHeight - texts.clientHeight);
    // A line is a fraction of a pixel higher than it says.
    expect(cut).toBeLessThanOrEqual(2);
    await page.locator('.message-strip').getByRole('link', { name: 'Calibrate' }).click();
    await page.locator('.warning-lines li').first().waitFor();
    expect(await page.locator('.warning-lines li').count()).toBe(2);
    expect(complaints).toEqual([]);
  });
});

describe('the hub a user starts, with a virtual person who stands and then squats', () => {
  const sensorHub = new RealHub(['--virtual-sensors']);
  let other: SecondClient;

  beforeAll(async () => {
    await sensorHub.start();
    other = new SecondClient(sensorHub.streamUrl);
    other.start();
    ({ page, complaints } = await openPage(browser, `${sensorHub.url}#calibrate`));
  });

  afterAll(async () => {
    other.stop();
    await sensorHub.stop();
  });

  it('counts the standing down with every sensor, and does one step again', async () => {
    await page.locator('.pose:has(.countdown[data-held="true"]) .stillness li').nth(3).waitFor();
    await page.locator('.calibration[data-stage="move"]').waitFor();
    await eventually(
      () => page.locator('.leg-bends li').count(),
      (count) => count === 2,
    );
    const before = other.snapshots.length;
    await page.getByRole('button', { name: 'Do the squats again' }).click();
    await eventually(
      async () => other.events.at(-1),
      (event) => event?.type === 'calibrationStage' && event.stage === 'move' && event.done === 0,
    );
    await page.getByRole('button', { name: 'Stand again' }).click();
    await page.locator('.calibration[data-stage="standStill"]').waitFor();
    expect(other.snapshots.length).toBe(before + 2);
    expect(await text('.notice-line')).toBe('');
    expect(complaints).toEqual([]);
  });
});
