import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CustomMeasures } from '../../src/body/customMeasures/customMeasures.ts';
import type { BodyFrame, LegFrame } from '../../src/model/bodyFrame.ts';
import type { PipelineInput } from '../../src/model/events.ts';
import type { PipelineOutput } from '../../src/model/pipeline.ts';
import { SIDES } from '../../src/model/placement.ts';
import type { PipelineSettings } from '../../src/model/settings.ts';
import type { SettingsAnswer } from '../../src/stream/answers/settings.ts';
import { StreamClient } from '../../src/stream/client.ts';
import { FramePipeline } from '../hub/framePipeline.ts';
import { SettingsHub } from '../hub/settingsHub.ts';
import { seriousViolations } from './accessibility.ts';
import { builtPage, eventually, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { squatLeg } from './squatBody.ts';

/** Legs that squat without end, with the formulas of the settings over them. */
class SquatPipeline extends FramePipeline {
  readonly #custom: CustomMeasures;

  constructor({ customMeasures }: PipelineSettings) {
    super();
    this.#custom = new CustomMeasures(customMeasures);
  }

  override push(input: PipelineInput): PipelineOutput {
    const output = super.push(input);
    const frames = output.frames.map((frame) => {
      const legs = SIDES.map((side) => squatLeg(side, frame.timeUs / 1e6, FINE));
      const custom = (leg: LegFrame) => this.#custom.of(leg.measures);
      return { ...frame, legs: legs.map((leg) => ({ ...leg, custom: custom(leg) })) };
    });
    return { ...output, frames };
  }
}
const FINE = { knee: 0, ankle: 0, projection: 0 };

const LESS_LEAN = {
  name: 'lessLean',
  formula: 'kneeOverToeDeg - 2 * shankLeanDeg',
  unit: 'deg',
};

/** Edges, an editor, and what has no fields; the first of the list is looked at with all views. */
const LOOKED_AT = ['bands', 'measures', 'hub'];

let browser: Browser;
let page: Page;
let complaints: string[];
let hub: SettingsHub;
let recordings: string;
let sending: ReturnType<typeof setInterval>;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-web-'));
  recordings = folder;
  [browser, hub] = await Promise.all([
    launchBrowser(),
    SettingsHub.start({
      folder,
      file: { latenessBudgetMs: 150 },
      dashboardsFolder: builtPage(),
      pipelineOf: (settings) => new SquatPipeline(settings),
    }),
  ]);
  await hub.link();
  sending = setInterval(() => hub.packet(), 10);
  ({ page, complaints } = await openPage(browser, `${hub.url}#settings`));
  page.setDefaultTimeout(6000);
  await page.locator('.settings-nav').waitFor();
});

afterAll(async () => {
  clearInterval(sending);
  await browser.close();
  await hub.stop();
  await rm(recordings, { recursive: true });
});

const told = async () =>
  (await (await fetch(`${hub.url}/api/v1/settings`)).json()) as SettingsAnswer;
const group = (name: string) =>
  page.getByRole('navigation', { name: 'Groups of settings' }).getByRole('button', { name });
const row = (label: string) => page.locator('.setting', { hasText: label });
const pressWhenReady = async (name: string) => {
  const button = page.getByRole('button', { name });
  await eventually(
    () => button.isEnabled(),
    (enabled) => enabled,
  );
  await button.click();
};
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

/** These follow one another as an evening with the settings does. */
describe.sequential('the settings', () => {
  it('show errors and warnings in place while somebody types, and keep nothing that is wrong', async () => {
    await group('Bands').click();
    expect(page.url()).toContain('#settings/bands');
    const edge = page.getByLabel('Foot roll, in', { exact: true });
    await edge.fill('3');
    await eventually(
      () => row('Foot roll').locator('.setting-problem').allTextContents(),
      ([text = '']) => text.includes('Found [4,3,10]; valid are three ascending numbers above 0'),
    );
    expect(await edge.getAttribute('aria-invalid')).toBe('true');
    const use = page.getByRole('button', { name: 'Use from the next session' });
    expect(await use.isDisabled()).toBe(true);
    const inks = await group('Bands')
      .locator('.setting-state')
      .evaluate((sign) => [
        getComputedStyle(sign).color,
        getComputedStyle(sign.closest('button') ?? sign).backgroundColor,
      ]);
    expect(inks[0]).not.toBe(inks[1]);
    await edge.fill('viel');
    await eventually(
      () => row('Foot roll').locator('.setting-problem').allTextContents(),
      ([text = '']) => text.includes('"viel"'),
    );
    await edge.fill('7,5');
    await page.getByLabel('Shank over foot, in', { exact: true }).fill('5');
    await eventually(
      () => row('Shank over foot').locator('.setting-warning').allTextContents(),
      ([text = '']) => text.includes('2° wide, less than the 3°'),
    );
    expect(await row('Foot roll').locator('.setting-problem').count()).toBe(0);
    expect(await page.locator('.settings-changes').textContent()).toContain(
      'Foot roll: 4, 7.5, 10 ° (was 4, 7, 10 °)',
    );
    await page.getByRole('button', { name: 'Back to default: Shank over foot' }).click();
    expect((await told()).kept).toEqual({});
    await pressWhenReady('Use from the next session');
    await page.getByText('They hold from the next session on').waitFor();
    const { kept, inForce, next } = await told();
    expect(kept).toEqual({ thresholds: { bands: { footRollDeg: { planted: [4, 7.5, 10] } } } });
    expect(inForce.thresholds.bands.footRollDeg.planted).toEqual([4, 7, 10]);
    expect(next.thresholds.bands.footRollDeg.planted).toEqual([4, 7.5, 10]);
    expect(await row('Foot roll').locator('.setting-state').textContent()).toBe('kept');
    await press('Close');
  });

  const trial = (action: 'start' | 'end') =>
    fetch(`${hub.url}/api/v1/live/trial`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action }),
    });

  it('mark the character of a formula that is wrong, and begin a session with one that is right', async () => {
    await group('Custom measures').click();
    await press('Add a measure');
    const formula = page.getByLabel('Formula', { exact: true });
    await page.getByLabel('Name', { exact: true }).fill('lessLean');
    await formula.fill('2 * shanckLeanDeg');
    expect(await page.locator('.formula-place mark').textContent()).toBe('shanckLeanDeg');
    expect(await page.locator('.measure-told').textContent()).toContain(
      'Character 5: shanckLeanDeg is no field of a leg; did you mean shankLeanDeg?',
    );
    await screenshot(page, 'settings-formula-wrong', false);
    await formula.fill('kneeOverToeDeg - 2 * ');
    await page.getByLabel('Insert into formula 1').selectOption('shankLeanDeg');
    expect(await formula.inputValue()).toBe('kneeOverToeDeg - 2 * shankLeanDeg');
    await page.getByLabel('Unit', { exact: true }).fill('deg');
    expect(await page.locator('.live-value').textContent()).toContain('when a session begins');
    // This hub makes no results of trials.
    await page.route('**/api/v1/live/trials', (route) => route.fulfill({ json: { trials: [] } }));
    await trial('start');
    await page.getByText('A trial goes on: end it before').waitFor();
    expect(await page.getByRole('button', { name: /^Begin a session/ }).isDisabled()).toBe(true);
    await trial('end');
    const before = (await told()).session?.id;
    await pressWhenReady('Begin a session with them now');
    await page.getByText('a session of P-1 began with them').waitFor();
    const { session, inForce } = await told();
    expect(session?.id).not.toBe(before);
    expect(inForce.customMeasures).toEqual([LESS_LEAN]);
    await page.getByRole('button', { name: 'See it in Live, All measures' }).waitFor();
    await press('Close');
  });

  it('of another page that was quicker lie beneath what was changed here, and nothing is lost of either', async () => {
    await page.goto(`${hub.url}#settings/cues`);
    const words = page.getByLabel('Words of the cue', { exact: true });
    await words.fill('Track the line');
    const { kept, revision } = await told();
    await fetch(`${hub.url}/api/v1/settings`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        settings: { ...kept, latenessBudgetMs: 80, cue: { fromBand: 1 } },
        ...{ revision, by: 'Kim' },
      }),
    });
    await pressWhenReady('Use from the next session');
    await page
      .getByText(
        'Kim changed the settings meanwhile: Waiting for a silent sensor is 80 ms; Cue from is slightly in. Your own changes are laid over theirs',
      )
      .waitFor();
    expect(await words.inputValue()).toBe('Track the line');
    expect(
      await page.getByLabel('Cue from', { exact: true }).locator('option:checked').textContent(),
    ).toBe('slightly in');
    expect(await page.locator('.settings-changes li').count()).toBe(1);

    // What is typed while it is being kept is not lost, and not called kept.
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await page.route('**/api/v1/settings', async (route) => {
      await held;
      await route.continue();
    });
    await pressWhenReady('Use from the next session');
    await words.fill('Spread the floor');
    goOn();
    await page.getByText('They hold from the next session on').first().waitFor();
    await page.unroute('**/api/v1/settings');
    expect((await told()).kept).toMatchObject({
      latenessBudgetMs: 80,
      cue: { fromBand: 1, words: 'Track the line' },
    });
    expect(await words.inputValue()).toBe('Spread the floor');
    expect(await page.locator('.settings-changes li').textContent()).toContain(
      'Words of the cue: Spread the floor (was Track the line)',
    );
    await press('Discard');
    await eventually(
      () => words.inputValue(),
      (text) => text === 'Track the line',
    );
    expect(await page.locator('.settings-bar').count()).toBe(0);
  });

  it('of the start of the hub are shown as they hold, and cannot be changed here', async () => {
    await group('Session').click();
    const waiting = page.getByLabel('Waiting for a silent sensor', { exact: true });
    expect(await waiting.inputValue()).toBe('150');
    expect(await waiting.isDisabled()).toBe(true);
    expect(await row('Waiting for a silent sensor').textContent()).toContain(
      'set by the file of this start',
    );
    expect(await row('Assessment').first().textContent()).toContain('Default: Free practice');
  });

  it('are found by their words, also those that stand elsewhere', async () => {
    const search = page.getByLabel('Search settings');
    await page.evaluate(() => scrollTo(0, 500));
    await search.fill('least depth');
    expect(await page.locator('.setting-head > label').allTextContents()).toEqual([
      'Least depth',
      'Least depth',
      'Least depth',
    ]);
    await search.fill('pain');
    expect(await page.locator('.settings-main').textContent()).toContain('Pain is no setting');
    const { y = -1 } = (await page.locator('#settings-title').boundingBox()) ?? {};
    expect(y).toBeGreaterThanOrEqual(0);
    await search.fill('formula');
    await press('Open Custom measures');
    await page.getByRole('button', { name: 'Add a measure' }).waitFor();
    expect(await search.inputValue()).toBe('');
    // What is chosen begins at its top, and its heading is read out.
    await page.getByRole('button', { name: 'Detectable change' }).click();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'Detectable change',
    );
  });

  it('go into a file, and are taken from one', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), press('Save as a file')]);
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(JSON.parse(Buffer.concat(chunks).toString())).toEqual((await told()).kept);
    const take = (text: string) =>
      page.locator('.settings-file input').setInputFiles({
        name: 'mine.json',
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      });
    await take('[1]');
    await page.getByText('mine.json is not a file of settings').waitFor();
    await take('{"cue": {"fromBand": 3}, "colour": "red"}');
    await page.locator('.settings-notes', { hasText: 'colour' }).waitFor();
    expect(await page.getByRole('button', { name: 'Use from the next session' }).isDisabled()).toBe(
      true,
    );
    await press('Discard');
  });

  it('of this screen stay in the browser, and are chosen by keyboard alone', async () => {
    await page.goto(`${hub.url}#settings/screen`);
    await page.getByRole('radio', { name: /^As this device/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('plumbline.liveMode')))
      .toBe('athlete');
    await page.reload();
    await page.getByRole('radio', { name: /^Dark/ }).waitFor();
    expect(await page.getByRole('radio', { name: /^Dark/ }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: /^As this device/ }).check();
    await page.getByRole('radio', { name: /^Coach/ }).check();
  });

  it('fit every screen and keep nobody out', async () => {
    for (const name of LOOKED_AT) {
      await page.goto(`${hub.url}#settings/${name}`);
      await page.locator('#settings-group').waitFor();
      for (const viewport of VIEWPORTS) {
        await page.setViewportSize(viewport);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, `${name} at ${viewport.width} px`).toBeLessThanOrEqual(viewport.width);
        await screenshot(page, `settings-${name}-${viewport.width}`, false);
      }
      expect(await seriousViolations(page), name).toEqual([]);
    }
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
  });

  it('are a list first on a phone, and the way back is a button', async () => {
    await page.setViewportSize(VIEWPORTS[0]);
    await page.goto(`${hub.url}#settings`);
    expect(await page.locator('.settings-main').isVisible()).toBe(false);
    await group('Cues').click();
    expect(await page.getByLabel('Cue from', { exact: true }).isVisible()).toBe(true);
    await press('All groups');
    expect(await group('Cues').isVisible()).toBe(true);
  });

  it('have made the custom measure live: here, in Live, and for another client alike', async () => {
    const frames: BodyFrame[] = [];
    const other = new StreamClient({
      url: hub.streamUrl,
      WebSocket,
    });
    other.on('frames', (batch) => {
      frames.push(...batch);
      frames.splice(0, frames.length - 200);
    });
    other.start();
    await page.setViewportSize(VIEWPORTS[2]);
    await page.goto(`${hub.url}#settings/measures`);
    const shown = async (at: string) =>
      Number(
        (await page.locator(`${at} td[data-custom="0"][data-side="right"]`).textContent())?.replace(
          '−',
          '-',
        ),
      );
    const told = () =>
      frames.map(({ legs }) => legs.find(({ side }) => side === 'right')?.custom[0]);
    /** The table is painted four times a second, so it shows one of the last frames. */
    const isTold = (digits: number) =>
      told().some((value = Number.NaN) => Number(value.toFixed(1)) === digits);
    await eventually(() => shown('.live-value'), isTold);
    const weights = await page
      .locator('.live-value th')
      .evaluateAll((names) => names.map((name) => getComputedStyle(name).fontWeight));
    expect(weights).toEqual(['400', '400']);
    await press('See it in Live, All measures');
    await eventually(() => shown('.research'), isTold);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('All measures');
    expect((await page.locator('.research').boundingBox())?.y).toBeLessThan(
      VIEWPORTS[2].height / 2,
    );
    expect(await page.locator('.research').textContent()).toContain(LESS_LEAN.formula);
    await screenshot(page, 'settings-measure-live');
    const { measures, custom } = frames.at(-1)?.legs[0] ?? {};
    expect(custom?.[0]).toBeCloseTo(
      (measures?.kneeOverToeDeg ?? 0) - 2 * (measures?.shankLeanDeg ?? 0),
      3,
    );
    other.stop();
  });
});
