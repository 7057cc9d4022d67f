import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousViolations } from './accessibility.ts';
import { eventually, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { RealHub } from './realHub.ts';
import { SecondClient } from './secondClient.ts';

const SCHEMES = ['light', 'dark'] as const;
/** Smallest side of what a finger must hit. */
const TOUCH_PX = 44;

let browser: Browser;
let page: Page;
let complaints: string[];
let other: SecondClient;
const hub = new RealHub(['--virtual-sensors']);

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), hub.start()]);
  other = new SecondClient(hub.streamUrl);
  other.start();
  ({ page, complaints } = await openPage(browser, `${hub.url}/#setup`, { hasTouch: true }));
  page.setDefaultTimeout(8000);
  await page.locator('.wearing[data-complete="true"]').waitFor();
});

afterAll(async () => {
  other.stop();
  await Promise.all([browser.close(), hub.stop()]);
});

const chip = (sensor: string) => page.locator(`.sensor-chip[data-sensor="SIM-${sensor}"]`);
const place = (name: string) => page.locator(`.place[data-place="${name}"]`);
const line = () => page.locator('.placing-line').textContent();

/** Waits until the hub has the sensor there, and until the page shows it. */
async function isOn(sensor: string, placement: string | null): Promise<void> {
  await eventually(
    async () => other.sensors.find(({ id }) => id === `SIM-${sensor}`)?.placement,
    (now) => now === placement,
  );
  const shown = placement === null ? 'not worn' : placement.replace('_', ' ');
  await eventually(
    () => chip(sensor).locator('.chip-place').textContent(),
    (text) => text === shown,
  );
}

async function middle(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error('not on screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** These follow one another: each leaves every sensor where it was. */
describe.sequential('placing the virtual sensors on the body map', () => {
  it('shows each where it is worn, streaming, by shape and word', async () => {
    const left = place('left_thigh');
    await eventually(
      () => left.textContent(),
      (text) => text === 'Left thighSimulated left thighstreaming',
    );
    expect(await left.locator('.condition[data-condition="streaming"]').count()).toBe(1);
    expect(await place('pelvis').textContent()).toContain('empty');
    // A mirror: the left leg is on the left of the screen.
    const [ofLeft, ofRight] = [await middle(left), await middle(place('right_thigh'))];
    expect(ofLeft.x).toBeLessThan(ofRight.x);
  });

  it('moves a sensor by mouse, and says before and after who comes off', async () => {
    const from = await middle(chip('left-shank'));
    const to = await middle(place('right_shank'));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y - 20);
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await eventually(line, (text) =>
      (text ?? '').includes(
        'Simulated left shank goes to the right shank. Simulated right shank comes off.',
      ),
    );
    expect(await page.locator('.drag-ghost').textContent()).toBe('Simulated left shank');
    await page.mouse.up();
    await isOn('left-shank', 'right_shank');
    await isOn('right-shank', null);
    await eventually(line, (text) => (text ?? '').includes('This is kept for next time.'));
    expect(await page.locator('.drag-ghost').count()).toBe(0);
    expect(await page.locator('[data-step="placed"]').getAttribute('data-state')).toBe('todo');
  });

  it('lets a drag that ends beside every place change nothing', async () => {
    const from = await middle(place('right_shank'));
    const beside = await middle(page.locator('#ready-list'));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(beside.x, beside.y, { steps: 3 });
    await page.mouse.up();
    expect(await page.locator('.sensor-chip[aria-pressed="true"]').count()).toBe(0);
    expect(other.sensors.find(({ id }) => id === 'SIM-left-shank')?.placement).toBe('right_shank');
  });

  it('moves a sensor by touch: tap it, tap the place', async () => {
    await page.setViewportSize(VIEWPORTS[0]);
    await chip('left-shank').tap();
    expect(await chip('left-shank').getAttribute('aria-pressed')).toBe('true');
    await place('left_shank').tap();
    await isOn('left-shank', 'left_shank');
    const sizes = await page
      .locator('.place, .sensor-chip, .setup button, .setup select, .setup summary')
      .evaluateAll((all) =>
        all.map((each) => {
          const { width, height } = each.getBoundingClientRect();
          return Math.min(width, height);
        }),
      );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(TOUCH_PX);
    await page.setViewportSize(VIEWPORTS[2]);
  });

  it('drags a sensor by finger', async () => {
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
    const from = await middle(chip('right-shank'));
    const to = await middle(place('right_shank'));
    await touch('touchStart', from);
    await touch('touchMove', { x: from.x, y: from.y - 30 });
    await touch('touchMove', to);
    await touch('touchEnd');
    await isOn('right-shank', 'right_shank');
    await session.detach();
  });

  it('moves and takes off a sensor by keyboard', async () => {
    await chip('left-thigh').focus();
    await page.keyboard.press('Enter');
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('data-place') ?? '');
    expect(await focused()).not.toBe('');
    await place('left_thigh').focus();
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('pelvis');
    await eventually(line, (text) => text === 'Simulated left thigh goes to the pelvis.');
    await page.keyboard.press('Enter');
    await isOn('left-thigh', 'pelvis');

    await place('pelvis').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Take off Simulated left thigh' }).press('Enter');
    await isOn('left-thigh', null);

    await chip('left-thigh').focus();
    await page.keyboard.press('Space');
    // The place that is needed and empty has the focus.
    expect(await focused()).toBe('left_thigh');
    await page.keyboard.press('Escape');
    expect(await chip('left-thigh').getAttribute('aria-pressed')).toBe('false');
    await chip('left-thigh').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await isOn('left-thigh', 'left_thigh');
    await page.locator('.wearing[data-complete="true"]').waitFor();
  });
});

describe.sequential('the checklist', () => {
  it('is the hub’s word on the assessment that is chosen', async () => {
    await page.getByLabel('What for').selectOption('dropVerticalJump');
    const answer = await (
      await fetch(`${hub.url}/api/v1/assessments/dropVerticalJump/readiness`)
    ).json();
    expect(answer.state).toBe('notReady');
    // The rates of two seconds differ by a packet.
    const plain = (text: string) => text.toLowerCase().replace(/sends \d+/g, 'sends');
    await eventually(
      () => page.locator('.ready-verdict').innerText(),
      (text) => answer.missing.every((each: string) => plain(text).includes(plain(each))),
    );
    expect(await page.locator('.ready-headline').textContent()).toBe('Not ready yet');
    // The simulated sensors send 100 samples a second, and a landing needs 120.
    // A hub that is short of time hears some of one second in the next.
    await page.locator('[data-step="streaming"][data-state="look"]').waitFor();
    await page.getByText('How the drop vertical jump is done').click();
    expect(await page.locator('.how-to').textContent()).toContain('Take care');
    await page.getByText('How the drop vertical jump is done').click();
  });

  it('offers the choice to the next session of the record view', async () => {
    await page.evaluate(() => {
      location.hash = '#record';
    });
    await page.getByRole('button', { name: 'New session' }).click();
    const offered = page.locator('.session-form select').first().locator('option:checked');
    await eventually(
      () => offered.textContent(),
      (text) => text === 'Drop vertical jump',
    );
    await page.goBack();
    await page.locator('.setup').waitFor();
  });

  it('keeps the choice in this browser', async () => {
    await page.getByLabel('What for').selectOption('overheadSquat');
    await page.reload();
    await eventually(
      () => page.getByLabel('What for').locator('option:checked').textContent(),
      (text) => text === 'Overhead squat',
    );
    await page.locator('.wearing[data-complete="true"]').waitFor();
  });

  it('begins a new session of the assessment, once that is confirmed', async () => {
    const begin = page.getByRole('button', { name: 'Begin a new recording' });
    await page.getByRole('button', { name: 'Use this for the session' }).click();
    expect(await page.locator('.session-choice .confirm p').textContent()).toBe(
      'This ends the recording and begins a new one without a pseudonym.',
    );
    await page.getByRole('button', { name: 'Leave it' }).click();
    expect(await begin.count()).toBe(0);
    await page.getByRole('button', { name: 'Use this for the session' }).click();
    await begin.click();
    await eventually(
      () => page.locator('.session-choice').textContent(),
      (text) => text === 'The session is recorded as Overhead squat.',
    );
    await eventually(
      async () => (await fetch(`${hub.url}/api/v1/live/session`)).json(),
      ({ assessment }) => assessment === 'overheadSquat',
    );
  });

  it('leads to the calibration and checks the sides', async () => {
    await page.locator('[data-step="calibrated"]').getByRole('button').click();
    await page.locator('.page[data-view="calibrate"]').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Check right and left' }).click();
    await eventually(
      () => page.locator('[data-step="sides"]').textContent(),
      (text) => !(text ?? '').includes('Not checked yet'),
    );
  });

  it('has no serious barrier, fits every screen and complains of nothing', async () => {
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      for (const viewport of VIEWPORTS) {
        await page.setViewportSize(viewport);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(viewport.width);
        const cut = await page
          .locator('.place-name, .check-title, .sensor-facts dd')
          .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length);
        expect(cut, `${viewport.width} px`).toBe(0);
        const shape = page.locator('[data-step="placed"] .check-shape');
        const [disc, tick] = [await middle(shape), await middle(shape.locator('.shape-mark'))];
        expect(Math.hypot(tick.x - disc.x, tick.y - disc.y)).toBeLessThan(3);
        await screenshot(page, `setup-${viewport.width}-${colorScheme}`);
      }
      expect(await seriousViolations(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
});
