import { isDeepStrictEqual } from 'node:util';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEG_MEASURES, type LegFrame } from '../../src/model/bodyFrame.ts';
import type { PipelineEvent } from '../../src/model/events.ts';
import { seriousViolations } from './accessibility.ts';
import {
  dataLight,
  eventually,
  type LegCardContent,
  launchBrowser,
  openPage,
  readLegCard,
  screenshot,
  VIEWPORTS,
} from './page.ts';
import { RealHub } from './realHub.ts';
import { SecondClient } from './secondClient.ts';

const SIDES = ['left', 'right'] as const;
/** Two-sided 95 % of a normal distribution, which ± stands for. */
const Z_95 = 1.96;

let browser: Browser;
const replayHub = new RealHub([]);
const sensorHub = new RealHub(['--virtual-sensors']);

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), replayHub.start(), sensorHub.start()]);
});

afterAll(async () => {
  await Promise.all([browser.close(), replayHub.stop(), sensorHub.stop()]);
});

/** These follow one another as a newcomer's first minutes do. */
describe.sequential('the bundled sample, replayed by the hub a user starts', () => {
  let page: Page;
  let complaints: string[];
  let other: SecondClient;

  beforeAll(async () => {
    other = new SecondClient(replayHub.streamUrl);
    other.start();
    ({ page, complaints } = await openPage(browser, replayHub.url));
  });

  afterAll(async () => {
    other.stop();
    await page.context().close();
  });

  const marks = (kind: 'rep' | 'cue') =>
    (other.replay?.marks ?? []).filter((mark) => mark.kind === kind);

  it('says that it is simulated and shows the calibration it begins with', async () => {
    await page.locator('.calibration').waitFor();
    expect(await page.locator('.mode').textContent()).toBe('Replay of simulated data');
    expect(await page.locator('.instruction').textContent()).toMatch(/^(Stand still|Now 5 slow)/);
    // How each sensor and leg did is not in a recording, so nothing of it may be made up.
    expect(await page.locator('.stillness li, .leg-bends li').count()).toBe(0);
    expect(await seriousViolations(page)).toEqual([]);
    await screenshot(page, 'real-calibration-1440-light', false);
  });

  it('skips to where the legs move, and shows them', async () => {
    await page.getByRole('button', { name: 'Skip to the squats' }).click();
    await page.locator('.calibration').waitFor({ state: 'detached' });
    for (const side of SIDES) await page.locator(`.leg-card.${side}[data-state="ok"]`).waitFor();
    const firstRep = marks('rep')[0]?.atS ?? Number.NaN;
    expect(other.replay?.positionS).toBeLessThan(firstRep);
    expect(await page.locator('.count-digits').textContent()).toBe('0');
    expect(await page.getByRole('button', { name: 'Skip to the squats' }).count()).toBe(0);
    expect(await page.locator('.scrub-mark.rep').count()).toBe(marks('rep').length);
    expect(await page.locator('.scrub-mark.cue').count()).toBe(marks('cue').length);
  });

  it('counts every rep and raises every cue at four times the speed', async () => {
    await page.evaluate(() => {
      const { dataset } = document.documentElement;
      dataset.cues = '';
      const strip = document.querySelector('main');
      if (!strip) throw new Error('no main');
      let shown = false;
      new MutationObserver(() => {
        const cue = document.querySelector('.message-strip.cue');
        if (cue && !shown) dataset.cues += `${cue.textContent}|`;
        shown = cue !== null;
      }).observe(strip, { childList: true, subtree: true });
    });
    other.events.length = 0;
    await page.getByRole('button', { name: '4×' }).click();
    expect(marks('rep').length).toBeGreaterThan(3);
    await eventually(
      () => page.locator('.count-digits').textContent(),
      (count) => count === String(marks('rep').length),
      20_000,
    );
    await eventually(
      async () => other.replay?.playing,
      (playing) => playing === false,
    );
    const said = other.events.flatMap(cueWords);
    expect(said).toHaveLength(marks('cue').length);
    expect(said.length).toBeGreaterThan(0);
    const shown = (await page.locator('html').getAttribute('data-cues')) ?? '';
    expect(shown.split('|').filter(Boolean)).toEqual(said);
    await page.getByRole('button', { name: 'Play again' }).waitFor();
  });

  it('shows the numbers of the hub at every place the arrow keys go to', async () => {
    await page.getByText('All measures').click();
    const bands = new Set<string>();
    for (let step = 1; step <= 4; step++) {
      const target = (other.replay?.durationS ?? Number.NaN) - 5 * step;
      other.frame = null;
      await page.keyboard.press('ArrowLeft');
      const frame = await eventually(
        async () => other.frame,
        (newest) => newest !== null,
      );
      expect(other.replay?.positionS).toBeCloseTo(target, 3);
      for (const leg of frame?.legs ?? []) {
        const card = await eventually(
          () => readLegCard(page, leg.side),
          (shown) => isDeepStrictEqual({ ...shown, ...cardOf(leg) }, shown),
        );
        bands.add(card.band);
        await showsInTable(page, leg);
      }
      await showsInGauge(page, frame?.legs ?? []);
    }
    // Somewhere on the way the knee is in: agreement on zeros alone would show little.
    expect(bands.size).toBeGreaterThan(1);
  });

  it('plays, pauses and loops', async () => {
    await page.getByRole('button', { name: '1×' }).click();
    await page.keyboard.press(' ');
    await eventually(
      async () => other.replay,
      (replay) => replay?.playing === true && replay.speed === 1,
    );
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press(' ');
    await eventually(
      async () => other.replay?.playing,
      (playing) => playing === false,
    );
    // The page hears of it when the other client does, and paints a little later.
    await eventually(
      () => dataLight(page),
      ({ level }) => level === 'paused',
    );
    await page.getByRole('button', { name: 'Loop' }).click();
    await eventually(
      async () => other.replay?.loop,
      (loop) => loop === true,
    );
    await page.locator('.loop[aria-pressed="true"]').waitFor();
  });

  it('keeps what a coach needs in sight, without scrolling, on every screen', async () => {
    for (const { width, height } of VIEWPORTS) {
      await page.setViewportSize({ width, height });
      const bar = await page.locator('.replay-bar').boundingBox();
      const floor = bar?.y ?? 0;
      const needed = '.message-strip, .band-plate, .digits, .error, .figure-canvas, .rep-marks';
      const bottoms = await page
        .locator(needed)
        .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().bottom));
      expect(Math.max(...bottoms), `${width} px`).toBeLessThanOrEqual(floor);
      expect((bar?.y ?? 0) + (bar?.height ?? 0), `${width} px`).toBeLessThanOrEqual(height);
    }
    await page.setViewportSize(VIEWPORTS[2]);
  });

  it('has nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });

  it('says that the hub is gone after Ctrl-C, and goes on when it is back', async () => {
    await page.evaluate(() => Reflect.set(window, 'neverReloaded', true));
    await replayHub.interrupt();
    await eventually(
      () => dataLight(page),
      ({ text }) => /^No data for \d+ s\. Reconnecting$/.test(text),
    );
    expect(await page.locator('.message-strip').textContent()).toContain('Reconnecting');
    expect((await readLegCard(page, 'left')).digits).toBe('–');
    await replayHub.start();
    await eventually(
      () => dataLight(page),
      ({ level }) => level === 'fresh',
      15_000,
    );
    expect(await page.locator('.mode').textContent()).toBe('Replay of simulated data');
    await page.locator('.calibration').waitFor();
    expect(await page.evaluate(() => Reflect.get(window, 'neverReloaded'))).toBe(true);
  });
});

describe.sequential('the set-up of a hub with virtual sensors', () => {
  let page: Page;
  let complaints: string[];
  let other: SecondClient;

  beforeAll(async () => {
    other = new SecondClient(sensorHub.streamUrl);
    other.start();
    ({ page, complaints } = await openPage(browser, sensorHub.url));
    await page.getByRole('button', { name: 'Set-up' }).click();
  });

  afterAll(async () => {
    other.stop();
    await page.context().close();
  });

  it('lists four sensors with rate, battery and place', async () => {
    await page.locator('.wearing[data-complete="true"]').waitFor();
    expect(await page.locator('.mode').textContent()).toBe('Simulated sensors');
    const rows = await eventually(
      () => page.locator('.sensor').allTextContents(),
      (texts) => texts.every((text) => /Rate1?\d\d of 100 Hz.*Battery\d+ %.*Lost0 %/.test(text)),
    );
    expect(rows).toHaveLength(4);
    for (const { name, placement } of other.sensors) {
      const shown = await page.getByLabel(`${name} is worn on`).inputValue();
      expect(shown).toBe(placement);
    }
    expect(await seriousViolations(page)).toEqual([]);
    await screenshot(page, 'real-setup-1440-light', false);
  });

  it('tells the hub where a sensor is worn and says what is missing', async () => {
    const select = page.getByLabel('Simulated left shank is worn on');
    await select.selectOption('left_foot');
    await eventually(
      async () => other.sensors.map(({ placement }) => placement),
      (places) => places.includes('left_foot') && !places.includes('left_shank'),
    );
    await eventually(
      () => page.locator('.wearing').textContent(),
      (text) => text === 'Still to come: left shank.',
    );
    await select.selectOption('left_shank');
    await page.locator('.wearing[data-complete="true"]').waitFor();
  });

  it('lets a sensor show itself', async () => {
    await page.getByRole('button', { name: 'Identify Simulated right thigh' }).click();
    await page.waitForTimeout(500);
    expect(await page.locator('.setup > .notice-line').textContent()).toBe('');
    expect(complaints).toEqual([]);
  });
});

function cueWords(event: PipelineEvent): string[] {
  if (event.type !== 'cueOn') return [];
  const { side, words } = event.cue;
  const whose = { left: 'Left leg', right: 'Right leg', both: 'Both legs' }[side];
  return [`${whose}${words}`];
}

/** What a card must say of `leg`, written down apart from the page's own formatting. */
function cardOf({ measures }: LegFrame): Partial<LegCardContent> {
  const shankError = Math.max(1, measures.kneeOverToeSdDeg * Z_95);
  return {
    state: 'ok',
    digits: signed((measures.kneeMedialDeviationM * 100).toFixed(1)),
    error: `± ${(measures.kneeMedialDeviationSdM * 100 * Z_95).toFixed(1)} cm`,
    depth: `${whole(measures.kneeFlexionDeg)}°`,
    shankOverFoot: `${whole(measures.kneeOverToeDeg)}° ± ${whole(shankError)}°`,
  };
}

function whole(degrees: number): string {
  return signed(degrees.toFixed(0));
}

/** A true minus, and none before a zero. */
function signed(text: string): string {
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

/** The gauge of whoever moves holds the digits and the error of the leg it names. */
async function showsInGauge(page: Page, legs: readonly LegFrame[]): Promise<void> {
  await page.getByRole('button', { name: 'Athlete' }).click();
  const gauge = page.locator('.athlete-card');
  const part = (name: string) => gauge.locator(`[data-part="${name}"]`).textContent();
  await eventually(
    async () => ({ side: await part('side'), shown: await digitsOf(gauge) }),
    ({ side, shown }) => {
      const leg = legs.find((each) => side?.toLowerCase().startsWith(each.side));
      const { digits, error } = leg ? cardOf(leg) : {};
      return shown === `${digits} ${error}`;
    },
  );
  await page.getByRole('button', { name: 'Coach' }).click();
  await page.getByText('All measures').click();
}

function digitsOf(card: Locator): Promise<string> {
  return card.evaluate((element) => {
    const part = (name: string) =>
      element.querySelector(`[data-part="${name}"]`)?.textContent ?? '';
    return `${part('sign')}${part('digits')} ${part('error')}`;
  });
}

/** The table of all measures holds every value of `leg`, blank where there is none. */
async function showsInTable(page: Page, leg: LegFrame): Promise<void> {
  const expected = LEG_MEASURES.map(({ key, unit }) => {
    const value = leg.measures[key];
    return Number.isNaN(value) ? '–' : signed(value.toFixed(unit === 'm' ? 3 : 1));
  });
  const cells = page.locator(`.measures td[data-side="${leg.side}"]`);
  const shown = await eventually(
    () => cells.allTextContents(),
    (texts) => texts.join() === expected.join(),
  );
  expect(shown).toEqual(expected);
}
