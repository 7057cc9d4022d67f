import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Hub } from '../../src/hub/hub.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import type { TrialResult } from '../../src/movement/assessments/trialResult.ts';
import { FakeLibrary } from '../hub/testHub.ts';
import { seriousViolations } from './accessibility.ts';
import { builtPage, eventually, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { RealHub } from './realHub.ts';
import { RecordFeed } from './recordFeed.ts';
import { worn } from './squatFeed.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** These follow one another as a session does, on one page that stays open. */
describe.sequential('the record view', () => {
  const feed = new RecordFeed();
  const settings = { ...DEFAULT_SETTINGS, assessment: 'overheadSquat' as const };
  const hub = new Hub({
    port: 0,
    feed,
    library: new FakeLibrary(),
    dashboardsFolder: builtPage(),
    clock: createHubClock(),
    software: 'plumbline test',
    logger: pino({ level: 'silent' }),
    trials: { session: () => ({ subject: 'P-7F3K', settings }), site: () => null },
  });
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    await hub.start();
    ({ page, complaints } = await openPage(browser, `${hub.url}/#record`));
    await page.locator('.rec-sign').waitFor();
  });
  afterAll(async () => {
    await page.context().close();
    await hub.stop();
  });

  const text = (selector: string) => page.locator(selector).innerText();
  const figures = (): Promise<string[]> => page.locator('.trial-figures dd').allInnerTexts();
  const labelsSent = (): string[] =>
    feed.received.flatMap((message) => (message.type === 'marker' ? [message.label] : []));

  it('says that it records, how long, how large and for how long there is room', async () => {
    feed.tell({});
    await eventually(
      () => text('.rec-sign'),
      (words) => words.includes('3.3 MB') && /Time\s+1:\d\d/.test(words),
    );
    const said = await text('.rec-sign');
    expect(said).toContain('Recording');
    expect(said).toMatch(/Disk left\s+90 min 75 GB/);
    feed.tell({ isRecording: false, problem: 'The disk is full.' });
    await page.getByText('Not recording').waitFor();
    expect(await text('.rec-reason')).toBe('The disk is full.');
    expect(await text('.checklist')).toMatch(/Disk[\s\S]*The disk is full\./);
    feed.tell({ isRecording: true, problem: null });
    await page.locator('.rec-sign[data-on="true"]').waitFor();
  });

  it('does not move when its figures change', async () => {
    const places = () =>
      page
        .locator('.record section')
        .evaluateAll((sections) => sections.map((each) => each.getBoundingClientRect().top));
    const before = await places();
    feed.tell({ bytesWritten: 812_000_000_000, minutesLeft: 3, diskFreeBytes: 3e9 });
    await page.getByText('756 GB').waitFor();
    expect(await places()).toEqual(before);
    feed.tell({ minutesLeft: 90, diskFreeBytes: 80e9, bytesWritten: 3_500_000 });
    await page.locator('.checklist li[data-ok="true"]', { hasText: 'room for 90 min' }).waitFor();
  });

  it('says what is not ready and leads there, and that without calibration no angles will be', async () => {
    expect(await page.locator('.checklist li[data-ok="false"]').allInnerTexts()).toEqual([
      expect.stringContaining('none is worn'),
      expect.stringContaining('not done'),
    ]);
    expect(await text('.trial-note')).toContain('there will be no angles');
    await page.locator('.checklist').getByRole('button', { name: 'Calibrate' }).click();
    expect(await page.evaluate(() => location.hash)).toBe('#calibrate');
    await page.evaluate(() => {
      location.hash = '#record';
    });
    feed.announceSensors(worn());
    await page.getByText('4 worn and streaming').waitFor();
    feed.event({
      type: 'calibration',
      timeUs: feed.startedUs + 20e6,
      calibration: { id: 'c', verdict: 'good', reasons: [], sensors: [] } as unknown as Calibration,
    });
    await page.locator('.checklist li[data-ok="true"]').nth(3).waitFor();
  });

  it('begins and ends a trial with R, counts its reps, and takes the name that was typed', async () => {
    expect(await page.getByLabel('Next trial').inputValue()).toBe('squat 1');
    await page.getByLabel('Next trial').fill('heels r 1');
    await page.locator('h2').first().click({ force: true });
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('r');
    await page.locator('.trial[data-open="true"]').waitFor();
    expect(feed.received.at(-1)).toEqual({ type: 'trialStart', name: 'heels r 1' });
    for (const number of [1, 2, 3]) feed.rep(number);
    feed.rep(4, false);
    await eventually(figures, ([, , reps]) => reps === '3');
    expect((await figures())[0]).toBe('1');
    await page.keyboard.press('r');
    await page.locator('.trial[data-open="false"]').waitFor();
    expect(await page.getByLabel('Next trial').inputValue()).toBe('heels r 2');
  });

  it('then shows the result of the hub, and takes in a rep that was told late', async () => {
    await page.locator('.result-card').waitFor();
    await page.setViewportSize(VIEWPORTS[0]);
    const order = await page
      .locator('.record section')
      .evaluateAll((sections) =>
        sections
          .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map((section) => section.className),
      );
    expect(order).toEqual(['rec-sign', 'trial', 'result', 'markers', 'checklist', 'session']);
    await screenshot(page, 'record-result-390', false);
    await page.setViewportSize(VIEWPORTS[2]);
    // Of the card only that it is there is read out.
    expect(await page.locator('.result').getAttribute('aria-live')).toBeNull();
    expect(await page.locator('.result > [role="status"]').textContent()).toMatch(/^Result: 1/);
    const { card } = (await (await fetch(`${hub.url}/api/v1/live/trials/1`)).json()) as TrialResult;
    const shown = await text('.result-card');
    for (const label of ['Peak knee flexion', 'Knee in, off the hip–ankle line', 'Shank lean']) {
      expect(shown).toContain(label);
    }
    const knee = card.knee.find(({ key }) => key === 'kneeMedialDeviationM');
    expect(knee?.right?.band).toBe('slightly in');
    const row = await page
      .locator('.card-table tr', { hasText: 'Knee in, off the hip–ankle line' })
      .locator('td')
      .allInnerTexts();
    expect(row.map((cell) => cell.replace(/\s+/g, ' ').trim())).toEqual([
      '\u22120.2 cm SD 0.8 in line',
      '3.1 cm SD 0.8 slightly in',
      '3.3 cm no verdict',
    ]);
    for (const figure of [...card.movement, ...card.knee, ...card.ankle]) {
      const { left, right } = figure;
      if (left === null || right === null) continue;
      const cells = await page
        .locator('.card-table tr')
        .filter({ has: page.locator(`th:text-is("${figure.label}")`) })
        .locator('.card-value')
        .allInnerTexts();
      const unit = { deg: '°', cm: ' cm' }[figure.unit as string] ?? ` ${figure.unit}`;
      const said = [left, right].map(({ mean }) => {
        const digits = mean.toFixed(figure.decimals).replace(/^-(?=0(?:\.0+)?$)/, '');
        return `${digits.replace('-', '\u2212')}${unit}`;
      });
      expect(cells.map((cell) => cell.split(/\s+SD|\n/)[0]?.trim())).toEqual(said);
    }
    for (const sentence of [...card.notAssessed, ...card.remarks, card.caption, card.safety]) {
      expect(shown).toContain(sentence);
    }
    expect(shown).toContain('Simulated sensors');
    expect(shown).toContain(`${card.legs[0]?.sound} sound of ${card.legs[0]?.trials}, 5 wanted`);
    feed.rep(5);
    await eventually(
      () => text('.card-legs'),
      (legs) => legs.includes('5 sound of 5, 5 wanted'),
    );
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('has an answer of the observer remake the card', async () => {
    await page.getByText('What did you see?').click();
    await page
      .getByRole('group', { name: 'Does the upper body lean far forward?' })
      .getByRole('button', { name: 'Yes' })
      .click();
    await page.getByText('do the arms-down squat next').waitFor();
    const asked = page.locator('.observations .yes-no');
    await asked.evaluateAll((all) => {
      for (const each of all) each.querySelector('button')?.click();
    });
    const told = async (): Promise<unknown[]> => {
      const result = await fetch(`${hub.url}/api/v1/live/trials/1`);
      const { card } = (await result.json()) as TrialResult;
      return card.observations.flatMap(({ answer }) =>
        typeof answer === 'object' && answer !== null ? Object.values(answer) : answer,
      );
    };
    await eventually(told, (answers) => answers.every((each) => each === true));
    expect(await told()).toHaveLength(await asked.count());
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('keeps earlier trials to choose from, and an uncalibrated leg without a blank', async () => {
    await page.locator('.trial-button').click();
    await page.locator('.trial[data-open="true"]').waitFor();
    await page.locator('.trial-button').click();
    await page.getByText('Not assessed: right: no reps were recorded.').waitFor();
    const choice = page.locator('.result-choice select');
    expect(await choice.locator('option').allInnerTexts()).toEqual([
      '2 · heels r 2',
      '1 · heels r 1',
    ]);
    await choice.selectOption('1');
    await page.getByText('5 sound of 5').first().waitFor();
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport);
      const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await excess(), `at ${viewport.width} px`).toBeLessThanOrEqual(0);
      await screenshot(page, `record-${viewport.width}-light`);
    }
  });

  it('marks with keys, in own words and in the live view, and never while somebody writes', async () => {
    const before = labelsSent().length;
    await page.keyboard.press('2');
    await page
      .locator('.marker-recent li[data-state="recorded"]', { hasText: 'Slipped' })
      .waitFor();
    await page.getByLabel('Marker in your own words').fill('3 r <b>left</b> heel');
    await page.keyboard.press('Enter');
    await page.locator('.marker-recent li', { hasText: '3 r <b>left</b> heel' }).waitFor();
    await page.getByRole('button', { name: 'Edit labels' }).click();
    await page.getByLabel('Label of marker 3').fill('Box moved');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.evaluate(() => {
      location.hash = '#live';
    });
    await page.locator('.stage').waitFor();
    await page.keyboard.press('3');
    await eventually(
      async () => labelsSent().length,
      (count) => count === before + 3,
    );
    expect(labelsSent().slice(before)).toEqual(['Slipped', '3 r <b>left</b> heel', 'Box moved']);
    await page.reload();
    await page.evaluate(() => {
      location.hash = '#record';
    });
    await page.getByRole('button', { name: 'Box moved' }).waitFor();
    expect(feed.received.filter(({ type }) => type === 'trialStart')).toHaveLength(2);
  });

  it('asks for a pseudonym as one types, and tells what the hub refuses', async () => {
    // The hub has not told what is in force: empty fields would take it away.
    const open = page.getByRole('button', { name: 'New session' });
    expect(await open.isDisabled()).toBe(true);
    const inForce = { heightM: null, facts: { footwear: 'barefoot' } };
    await page.route('**/api/v1/live/session', (route) => route.fulfill({ json: inForce }));
    await open.click();
    const subject = page.getByLabel('Participant');
    await subject.fill('Jane Doe');
    await page.getByText('“Jane Doe” is no pseudonym of that kind.').waitFor();
    expect(await page.getByRole('button', { name: 'Begin session' }).isDisabled()).toBe(true);
    await subject.fill('P-2');
    await page.getByLabel('Load, kg').fill('900');
    await page.getByText('Valid are 0 to 400 kg.').waitFor();
    await page.getByLabel('Load, kg').fill('12,5');
    expect(await seriousViolations(page)).toEqual([]);
    const asked: unknown[] = [];
    await page.route('**/api/v1/live/session', (route) => {
      asked.push(route.request().postDataJSON());
      return route.fulfill({ status: 409, json: { error: 'Another session is being begun.' } });
    });
    await page.getByRole('button', { name: 'Begin session' }).click();
    await page.getByText('Another session is being begun.').waitFor();
    expect(asked).toEqual([
      {
        subject: 'P-2',
        protocol: 'baseline',
        assessment: 'overheadSquat',
        facts: { loadKg: 12.5 },
      },
    ]);
    await page.unroute('**/api/v1/live/session');
  });

  it('links the report of this participant alone, and asks again when there may be one', async () => {
    const asked: string[] = [];
    await page.route('**/api/v1/recordings?subject=*', (route) => {
      const subject = new URL(route.request().url()).searchParams.get('subject') ?? '';
      asked.push(subject);
      const recordings = [{ id: `of ${subject}`, finished: asked.length > 1, startedUs: 1e15 }];
      if (subject !== 'P-8') void route.fulfill({ json: { recordings } });
    });
    const link = page.locator('.report-link a');
    feed.tell({ subject: 'P-9', isRecording: false });
    await eventually(
      async () => asked.join(),
      (subjects) => subjects === 'P-9',
    );
    feed.tell({ isRecording: true });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('api/v1/recordings/of%20P-9/report');
    feed.tell({ subject: 'anonymous' });
    await link.waitFor({ state: 'detached' });
    feed.tell({ subject: 'P-9' });
    await link.waitFor();
    feed.tell({ subject: 'P-8' });
    await link.waitFor({ state: 'detached' });
    await eventually(
      async () => asked.join(),
      (subjects) => subjects === 'P-9,P-9,P-9,P-8',
    );
    await page.unroute('**/api/v1/recordings?subject=*');
    feed.tell({ subject: 'P-7F3K' });
  });

  it('does not go on counting when the hub is gone', async () => {
    await hub.stop();
    await page.getByText('Not connected', { exact: true }).waitFor();
    expect((await text('.rec-figures')).replace(/\s+/g, ' ')).toBe('Time – File – Disk left –');
    expect(await page.locator('.checklist li .check-says').allInnerTexts()).toEqual(
      Array(4).fill('not known now'),
    );
    expect(await page.locator('.checklist .state-unknown').count()).toBe(4);

    await screenshot(page, 'record-offline-1440-light');
    expect(complaints.filter((each) => !/WebSocket|Failed to load|ERR_/.test(each))).toEqual([]);
  });
});

describe('the record view of the hub a user starts', () => {
  const hub = new RealHub(['--virtual-sensors']);
  beforeAll(() => hub.start());
  afterAll(() => hub.stop());

  it('records trials and markers, and begins a session of another person', async () => {
    const { page, complaints } = await openPage(browser, `${hub.url}#record`);
    const sign = page.locator('.rec-sign[data-on="true"]');
    await sign.waitFor({ timeout: 20_000 });
    await page.locator('.trial-button:enabled').waitFor();
    await page.keyboard.press('r');
    await page.locator('.trial[data-open="true"]').waitFor();
    await page.keyboard.press('1');
    await page.locator('.marker-recent li[data-state="recorded"]', { hasText: 'Pain' }).waitFor();
    await page.getByRole('button', { name: 'New session' }).click();
    await page.getByText('A trial goes on: end it first.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('.trial-button').click();
    await page.getByText('right: no reps were recorded').waitFor();
    await page.getByRole('button', { name: 'New session' }).click();
    await page.getByLabel('Participant').fill('P-7F3K');
    await page.getByLabel('Assessment').selectOption('overheadSquat');
    await page.getByLabel('Height, m').fill('1,68');
    await page.getByLabel('Load, kg').fill('20');
    await page.getByLabel('Footwear').fill('barefoot');
    await page.getByRole('button', { name: 'Begin session' }).click();
    await eventually(
      async () => (await page.locator('.session-facts').innerText()).replace(/\s+/g, ' '),
      (facts) =>
        ['Participant P-7F3K', 'Overhead squat', 'Height 1.68 m', 'barefoot, 20 kg'].every((fact) =>
          facts.includes(fact),
        ),
    );
    await sign.waitFor({ timeout: 20_000 });
    // Trials and what was marked belong to the session before.
    await page.getByText('What a trial came to is shown here').waitFor();
    await page.getByText('Nothing is marked yet.').waitFor();
    expect(await page.getByLabel('Next trial').inputValue()).toBe('squat 1');
    expect(await seriousViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
