import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../src/recording/reader.ts';
import type { ComparisonAnswer } from '../../src/stream/answers/comparison.ts';
import type { RepCoursesAnswer } from '../../src/stream/answers/repCourses.ts';
import { retold } from '../recording/retold.ts';
import { SAMPLE } from '../reprocess/compare/made.ts';
import { seriousViolations, unreachable } from './accessibility.ts';
import { eventually, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { RealHub } from './realHub.ts';

const SPRING_US = Date.UTC(2026, 2, 2, 10) * 1000;
const LATER_US = Date.UTC(2026, 3, 13, 10) * 1000;
const PERSON = { subject: 'P-7F3K', protocol: 'squat' };

let browser: Browser;
let page: Page;
let complaints: string[];
const hub = new RealHub(['--replay', 'recordings/samples/squats.mcap']);

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), hub.start()]);
  const sample = await openRecording(SAMPLE);
  const settings = { ...sample.metadata.settings, assessment: 'overheadSquat' } as const;
  await sample.close();
  const put = (id: string, facts: object, change?: Parameters<typeof retold>[3]) =>
    retold(
      SAMPLE,
      join(hub.recordings, `${id}.mcap`),
      { id, ...PERSON, settings, ...facts },
      change,
    );
  await put('spring', { startedUs: SPRING_US });
  await put('later', { startedUs: LATER_US });
  await put('anew', { startedUs: SPRING_US, parent: 'spring', method: 'offline' }, (rep) =>
    rep.number === 3
      ? { ...rep, counted: false, legs: rep.legs.map((leg) => ({ ...leg, quality: 'slip' })) }
      : rep,
  );
  ({ page, complaints } = await openPage(browser, hub.url));
  page.setDefaultTimeout(20_000);
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

async function ask<T>(path: string): Promise<T> {
  return (await fetch(`${hub.url}/api/v1/recordings/${path}`)).json() as Promise<T>;
}

async function open(place: string): Promise<void> {
  await page.goto(`${hub.url}#library/${place}`);
}

const CARDS =
  '.overlay-controls, .picked-cycle, .overlay-figures, .cycle-table, .reps-view .course-chart, .beside-panel';
const charts = () => page.locator('.course-chart');

/** Heights of the points of each line of a chart, px, by repetition. */
async function heights(chart: number): Promise<Map<number, number[]>> {
  const lines = await charts()
    .nth(chart)
    .locator('.course[data-cycle]')
    .evaluateAll((paths) =>
      paths.map((path) => ({
        cycle: Number(path.getAttribute('data-cycle')),
        d: path.getAttribute('d') ?? '',
      })),
    );
  return new Map(
    lines.map(({ cycle, d }) => [
      cycle,
      d
        .slice(1)
        .split('L')
        .map((point) => Number(point.split(' ')[1])),
    ]),
  );
}

/** How the lines that `selector` finds are told from one another, each once. */
async function looks(selector: string, by: 'stroke' | 'strokeDasharray'): Promise<Set<string>> {
  const lines = page.locator(selector);
  return new Set(
    await lines.evaluateAll((all, how) => all.map((line) => getComputedStyle(line)[how]), by),
  );
}

async function fits(name: string, by: 'stroke' | 'strokeDasharray'): Promise<void> {
  for (const [i, viewport] of VIEWPORTS.entries()) {
    await page.emulateMedia({ colorScheme: i === 1 ? 'dark' : 'light' });
    await page.setViewportSize(viewport);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, `${viewport.width} px`).toBeLessThanOrEqual(viewport.width);
    await screenshot(page, `${name}-${viewport.width}`);
    if (i < 2) expect(await seriousViolations(page)).toEqual([]);
  }
  // The list beside the charts says what their lines mean, by lines that are seen.
  const keys = '.leg-key path.mean';
  expect(await looks(keys, by)).toEqual(await looks('.course-plot path.mean', by));
  expect(await looks(keys, 'stroke')).not.toContain('none');
  expect(await unreachable(page)).toEqual([]);
  // Where page and card are of one colour, each card has an edge.
  await page.emulateMedia({ contrast: 'more' });
  const cards = page.locator(CARDS);
  await eventually(
    () => cards.evaluateAll((all) => all.map((card) => getComputedStyle(card).outlineColor)),
    (edges) => edges.length > 2 && edges.every((edge) => edge === 'rgb(0, 0, 0)'),
  );
  await page.emulateMedia({ contrast: 'no-preference' });
}

describe('repetitions over one another', () => {
  it('are drawn as the hub tells them, the headline of each leg first', async () => {
    await open('spring/reps');
    await charts().nth(3).locator('.course').first().waitFor();
    const { cycles } = await ask<RepCoursesAnswer>('spring/reps');
    for (const [chart, side, key] of [
      [0, 'left', 'kneeMedialDeviationM'],
      [1, 'right', 'kneeMedialDeviationM'],
      [2, 'left', 'kneeFlexionDeg'],
    ] as const) {
      const drawn = await heights(chart);
      const told = cycles.map(({ legs }) => legs.find((leg) => leg.side === side)?.courses[key]);
      expect([...drawn.keys()]).toEqual([0, 1, 2, 3, 4, 5]);
      const pairs = told.flatMap((course, i) =>
        (course ?? []).map((value, at) => [value ?? 0, drawn.get(i)?.[at] ?? Number.NaN] as const),
      );
      // One straight scale for all of them: through the lowest and the highest value.
      const [low, ...others] = pairs.sort(([a], [b]) => a - b);
      const high = others.at(-1) ?? low;
      for (const [value, px] of pairs) {
        const share = (value - low[0]) / (high[0] - low[0]);
        expect(Math.abs(px - (low[1] + share * (high[1] - low[1])))).toBeLessThan(0.25);
      }
    }
    expect(await page.locator('.reps-head').innerText()).toContain('Overhead squat');
    expect(await charts().first().locator('.zone-word').allTextContents()).toContain('in line');
    expect(await charts().nth(2).locator('.zone').count()).toBe(0);
  });

  it('are picked by arrow keys, with their values and errors', async () => {
    await page.locator('.course-charts').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'Rep 2' }).waitFor();
    const { cycles } = await ask<RepCoursesAnswer>('spring/reps');
    const left = cycles[1]?.legs.find(({ side }) => side === 'left');
    const stated = left?.atBottom.kneeMedialDeviationM;
    const words = await page.locator('.picked-leg').first().innerText();
    expect(words).toContain(left?.band);
    expect(words.replace('−', '-')).toContain(
      `${stated?.value.toFixed(1)} cm ± ${(1.96 * (stated?.sd ?? 0)).toFixed(1)} cm`,
    );
    expect(await page.locator('.course.picked').count()).toBe(4);
    await page.locator('.cycle-table button').nth(4).press('Enter');
    await page.getByRole('heading', { name: 'Rep 5' }).waitFor();
  });

  it('stand as the legs did at any point of them', async () => {
    const slider = page.getByLabel('of the repetition');
    await slider.fill('9');
    // A replay is open, whose own keys these are elsewhere.
    await slider.press('ArrowRight');
    expect(await slider.inputValue()).toBe('10');
    const { cycles } = await ask<RepCoursesAnswer>('spring/reps');
    const [right, left] = ['right', 'left'].map(
      (side) =>
        cycles[4]?.legs.find((leg) => leg.side === side)?.courses.kneeMedialDeviationM?.[10] ?? 0,
    );
    const text = (value = 0) => `${value.toFixed(1)} cm`.replace(/^-0\.0/, '0.0').replace('-', '−');
    expect(await page.locator('.pose-words').first().innerText()).toBe(
      `Left ${text(left)}, right ${text(right)}`,
    );
    await fits('reps-overlay', 'stroke');
  });

  it('are left out where they do not count, until somebody asks for them', async () => {
    await open('anew/reps');
    await page.getByText('5 of 6, 1 not counted').waitFor();
    expect([...(await heights(0)).keys()]).toEqual([0, 1, 3, 4, 5]);
    const mean = () => charts().first().locator('.mean').getAttribute('d');
    const before = await mean();
    await page.getByText('Which repetitions').first().click();
    await page.getByLabel('Rep 3, not counted').check();
    expect(await charts().first().locator('.course[data-counted="false"]').count()).toBe(1);
    expect(await mean()).toBe(before);
    await page.locator('.cycle-table').getByRole('button', { name: 'Rep 3' }).click();
    await page.getByText('Not counted: right leg: sensor slipped; left leg').waitFor();
  });
});

describe('two recordings side by side', () => {
  it('are chosen from those that belong together first', async () => {
    await open('spring/beside');
    await page.getByRole('heading', { name: 'Which one beside it?' }).waitFor();
    await page.locator('.beside-chooser h4').first().waitFor();
    expect(await page.locator('.beside-chooser h4').allInnerTexts()).toEqual([
      'This session, processed otherwise',
      'The same person and movement',
      'All others',
    ]);
    await page.getByLabel('Search').fill('later');
    expect(await page.locator('.beside-chooser strong').allInnerTexts()).toEqual([
      'P-7F3K · Overhead squat',
    ]);
    await page.locator('.beside-chooser a').press('Enter');
    await page.locator('.course-plot .mean').first().waitFor();
    expect(new URL(page.url()).hash).toBe('#library/spring/beside/later');
    expect(await page.locator('.beside-side').allInnerTexts()).toEqual([
      expect.stringContaining('Overhead squat'),
      expect.stringContaining('Overhead squat'),
    ]);
  });

  it('have the change of each mean in the words of the report', async () => {
    const { figures } = await ask<ComparisonAnswer>('spring/compare/later');
    const words = {
      changed: '◆ changed',
      within: 'within scatter',
      unknown: 'scatter not known',
      tooFew: 'too few to tell',
    };
    const rows = await page.locator('.figures-table tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split('\t').at(-1))).toEqual(
      figures.map(({ verdict }) => verdict && words[verdict]),
    );
    const plot = page.locator('.beside-view .course-plot .mean');
    expect(
      await plot.evaluateAll((each) => each.map((path) => path.getAttribute('data-dashed'))),
    ).toEqual(['false', 'true']);
    const [first, second] = await plot.evaluateAll((each) =>
      each.map((path) => path.getAttribute('d')),
    );
    // The same movement twice.
    expect(second).toBe(first);
    await page.getByRole('button', { name: 'Right leg' }).click();
    await eventually(
      async () => (await plot.first().getAttribute('d')) ?? '',
      (d) => d !== first,
    );
    await fits('reps-beside', 'strokeDasharray');
  });

  it('of one session are held against each other rep by rep', async () => {
    await open('spring/beside/anew');
    await page.locator('.pairs-table tbody tr').first().waitFor();
    const rows = await page.locator('.pairs-table tbody tr').allInnerTexts();
    expect(rows).toHaveLength(12);
    expect(rows.filter((row) => row.includes('not counted in the second'))).toHaveLength(2);
    expect(await page.locator('.beside-sentences').innerText()).toContain(
      'The second was computed from the first.',
    );
    expect(await page.locator('.figures-table').innerText()).not.toContain('scatter');
  });

  it('say in the hub’s sentence what cannot be shown', async () => {
    const refused = complaints.length;
    await open('spring/beside/gone');
    await page.getByText('There is no recording "gone".').waitFor();
    const way = page.getByRole('link', { name: 'Choose another' });
    expect(await way.getAttribute('href')).toBe('#library/spring/beside');
    expect(complaints.splice(refused).every((text) => text.includes('status of 404'))).toBe(true);
    expect(complaints).toEqual([]);
  });
});

it('a repetition leads to its replay', async () => {
  await open('anew/reps');
  await page.locator('.cycle-table button').nth(2).click();
  const { cycles, replayFromS } = await ask<RepCoursesAnswer>('anew/reps');
  await page.getByRole('button', { name: 'See it in the replay' }).click();
  await page.locator('.page[data-view="live"]').waitFor();
  const position = page.getByLabel('Position in the recording');
  const startS = (cycles[3]?.startS ?? 0) - replayFromS;
  const shownS = await eventually(
    async () => Number(await position.inputValue().catch(() => 0)),
    (value) => value >= startS - 0.2,
  );
  expect(shownS).toBeLessThan(startS + 5);
});
