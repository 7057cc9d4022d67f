import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayText } from '../../dashboards/live/src/store/dateText.ts';
import { WORD_BOX_PX } from '../../dashboards/live/src/views/trends/outsideMarks.ts';
import {
  amount,
  bandWord,
  signed,
  spread,
} from '../../dashboards/live/src/views/trends/trendWords.ts';
import { FolderLibrary } from '../../src/hub/folderLibrary.ts';
import { SessionCatalogue } from '../../src/hub/sessionCatalogue.ts';
import type { PipelineEvent } from '../../src/model/events.ts';
import type { RepMetric } from '../../src/model/movement.ts';
import type { Side } from '../../src/model/placement.ts';
import { ANONYMOUS } from '../../src/model/pseudonym.ts';
import type { SessionFacts } from '../../src/model/sessionFacts.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import type { Task } from '../../src/model/task.ts';
import { DEFAULT_THRESHOLDS, headlineOf } from '../../src/movement/thresholds.ts';
import { emptySidecar } from '../../src/recording/sidecar/sidecar.ts';
import { edited } from '../../src/recording/sidecar/sidecarEdit.ts';
import { changeSidecar } from '../../src/recording/sidecar/sidecarFile.ts';
import type { TrendsAnswer } from '../../src/stream/answers/trends.ts';
import { TrendSourceError } from '../../src/trend/askTrends.ts';
import { recordedTrends } from '../../src/trend/recordedTrends.ts';
import { TestHub } from '../hub/testHub.ts';
import { metric, repLeg, repOf } from '../movement/reps.ts';
import { STARTED_US, seededRandom } from '../recording/session.ts';
import { recordedInto } from '../reprocess/sessionHistory/recorded.ts';
import { seriousViolations } from './accessibility.ts';
import { builtPage, eventually, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';

const SUBJECT = 'P-7F3K';
const NEWEST = 'P-NEW1';
const DAY_US = 86_400e6;
/** Right knee of each session, degrees; the left one stays. */
const GROWING = [3, 5, 9, 14, 18];
const DAYS = [0, 7, 15, 28, 49];

let folder: string;
let test: TestHub;
let browser: Browser;
let page: Page;
let complaints: string[];
let database: 'away' | 'there' = 'away';
/** Of the recordings of squats, the oldest first. */
const paths: string[] = [];

async function record(subject: string, task: Task, day: number, rightDeg: number): Promise<string> {
  const startedUs = STARTED_US + Math.round(day * DAY_US);
  const random = seededRandom(day + 1);
  const leg = (side: Side, deg: number) =>
    repLeg(side, {
      headlineAtPeakFlexion: deg / 4,
      metrics: { fppaDeg: metric({ atPeakFlexion: deg + random() }) } satisfies Record<
        string,
        RepMetric
      >,
    });
  const events = Array.from({ length: 6 }, (_, i): PipelineEvent => {
    const endUs = startedUs + (i + 1) * 4e6;
    const legs = [leg('right', rightDeg), leg('left', 1)];
    return { type: 'rep', timeUs: endUs, rep: repOf(i + 1, { endUs, legs }) };
  });
  const settings = { ...DEFAULT_SETTINGS, task };
  const simulated = day !== 7;
  return recordedInto(folder, { subject, startedUs, settings, simulated }, events);
}

async function say(path: string, facts: SessionFacts): Promise<void> {
  await changeSidecar(path, (before) =>
    edited(before ?? emptySidecar(''), { facts }, 'test', STARTED_US),
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-trends-'));
  for (const [i, deg] of GROWING.entries()) {
    paths.push(await record(SUBJECT, 'bilateralSquat', DAYS[i] ?? 0, deg));
  }
  await record(SUBJECT, 'singleLegSquat', 3, 6);
  await record(NEWEST, 'lunge', 60, 2);
  await record(ANONYMOUS, 'lunge', 61, 2);
  await say(paths.at(-1) ?? '', { footwear: 'running shoes', loadKg: 20 });
  const later = await record(SUBJECT, 'bilateralSquat', (DAYS.at(-1) ?? 0) + 1 / 24, 18);
  await say(later, { footwear: 'running shoes', conditions: 'after a break' });
  const catalogue = new SessionCatalogue([folder]);
  test = await TestHub.start({
    dashboardsFolder: builtPage(),
    library: new FolderLibrary(
      [folder],
      ({ task }) => headlineOf(task, DEFAULT_THRESHOLDS),
      catalogue,
    ),
    catalogue,
    jobs: { program: [process.execPath], folder, freeBytes: async () => null },
    trends: {
      folder,
      influx: async (subject, asked) => {
        if (database === 'away') throw new TrendSourceError('the database is away');
        return recordedTrends(subject, asked, await catalogue.list());
      },
    },
  });
  browser = await launchBrowser();
  ({ page, complaints } = await openPage(browser, `${test.hub.url}#trends/${SUBJECT}/fppa`));
  await chart().waitFor();
});

afterAll(async () => {
  await browser?.close();
  await test?.stop();
  await rm(folder, { recursive: true, force: true });
});

const chart = () => page.locator('.trend-chart svg');
const slider = () => page.getByRole('slider', { name: /^Session/ });
const choice = (name: RegExp) => page.getByRole('combobox', { name });
const card = () => page.locator('.session-card');

async function told(query: string): Promise<TrendsAnswer> {
  return (await test.fetch(`/api/v1/trends?${query}`)).json();
}

async function squats(query = `subject=${SUBJECT}&metric=fppa`) {
  const { trends } = await told(query);
  const [squat] = trends.filter(({ task }) => task === 'bilateralSquat');
  if (!squat) throw new Error('nothing is told of squats');
  return squat;
}

/** Rows of the table as text; a leg below another has no day of its own. */
function rows(): Promise<string[][]> {
  return page
    .locator('.trends-table tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')),
    );
}

function dress(theme: string): Promise<void> {
  return page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
}

describe.sequential('trends', () => {
  it('say in the table, session by session, what the hub answers', async () => {
    const trend = await squats();
    const expected = (trend.sides[0]?.points ?? []).flatMap(({ session }) =>
      (['left', 'right'] as const).map((side) => {
        const { points } = trend.sides.find((each) => each.side === side) ?? { points: [] };
        const point = points.find((each) => each.session === session);
        const apart = trend.differences.find((each) => each.session === session);
        if (!point || !apart) throw new Error(`no ${side} of ${session}`);
        const day = `${dayText(point.startedUs)}${point.simulated ? 'simulated' : ''}`;
        const change = point.change === null ? 'first' : signed(point.change);
        return [
          ...(side === 'left' ? [day] : []),
          side === 'left' ? 'Left' : 'Right',
          String(point.n),
          amount(point.mean),
          spread(point.sd),
          change + bandWord(point),
          ...(side === 'left' ? [signed(apart.rightLessLeft)] : []),
        ];
      }),
    );
    expect(expected).toHaveLength(10);
    expect(await rows()).toEqual(expected);
  });

  it('are drawn where they belong: marks, scatter and bands in one scale, days in another', async () => {
    const trend = await squats();
    const drawn = await chart().evaluate((svg) => {
      const number = (element: Element | null, name: string) => Number(element?.getAttribute(name));
      const ticks = [...svg.querySelectorAll('.trend-grid')].map((line) => number(line, 'y1'));
      const words = [...svg.querySelectorAll('.trend-tick[text-anchor="end"]')].map((text) =>
        Number(text.textContent?.replace('−', '-')),
      );
      const marks = [...svg.querySelectorAll('[data-session]')].map((group) => {
        const mark = group.querySelector('.trend-mark');
        const isCircle = mark?.localName === 'circle';
        const { session = '', side = '' } = (group as SVGElement).dataset;
        const word = svg.querySelector(`.trend-word[data-of="${session}"][data-side="${side}"]`);
        return {
          session,
          side,
          shape: mark?.localName,
          hollow: mark?.getAttribute('data-hollow'),
          x: isCircle ? number(mark, 'cx') : number(mark, 'x') + 6,
          y: isCircle ? number(mark, 'cy') : number(mark, 'y') + 6,
          low: number(group.querySelector('.trend-spread'), 'y1'),
          high: number(group.querySelector('.trend-spread'), 'y2'),
          outside: group.querySelectorAll('.trend-outside').length,
          word: word?.textContent ?? '',
          wordPx: word?.getBoundingClientRect().width ?? 0,
        };
      });
      const bands = Object.fromEntries(
        [...svg.querySelectorAll('.trend-band')].map((band) => [
          band.classList.contains('left') ? 'left' : 'right',
          [...band.querySelectorAll('line')].map((line) => number(line, 'y1')),
        ]),
      );
      return { ticks, words, marks, bands };
    });
    // What a person reads off: between the first and the last line of the grid.
    const [y0 = 0, y1 = 0] = [drawn.ticks[0], drawn.ticks.at(-1)];
    const [v0 = 0, v1 = 0] = [drawn.words[0], drawn.words.at(-1)];
    const read = (y: number) => v0 + ((y - y0) / (y1 - y0)) * (v1 - v0);
    const perDay: number[] = [];
    for (const { side, points, band } of trend.sides) {
      const own = drawn.marks.filter((mark) => mark.side === side);
      expect(own.map(({ session }) => session)).toEqual(points.map(({ session }) => session));
      for (const [i, point] of points.entries()) {
        const mark = own[i];
        if (!mark) throw new Error('a session has no mark');
        expect(read(mark.y)).toBeCloseTo(point.mean, 3);
        expect(read(mark.low)).toBeCloseTo(point.mean - (point.sd ?? 0), 3);
        expect(read(mark.high)).toBeCloseTo(point.mean + (point.sd ?? 0), 3);
        expect(mark.shape).toBe(side === 'left' ? 'circle' : 'rect');
        expect(mark.hollow).toBe(String(point.simulated));
        expect(mark.outside).toBe(point.isOutside ? 1 : 0);
        expect(mark.word).toBe(point.isOutside ? 'outside' : '');
        expect(mark.wordPx).toBeLessThanOrEqual(WORD_BOX_PX.width);
        const before = own[i - 1];
        if (before) perDay.push((mark.x - before.x) / ((DAYS[i] ?? 0) - (DAYS[i - 1] ?? 0)));
      }
      expect(drawn.bands[side]?.map(read)).toEqual([
        expect.closeTo(band?.low ?? Number.NaN, 3),
        expect.closeTo(band?.high ?? Number.NaN, 3),
      ]);
    }
    expect(drawn.marks.filter(({ outside }) => outside > 0).length).toBeGreaterThan(0);
    for (const px of perDay) expect(px).toBeCloseTo(perDay[0] ?? 0, 3);
  });

  it('are gone through with the keyboard, one session after another, with what was noted', async () => {
    await slider().focus();
    await card().getByText('Footwear: running shoes').waitFor();
    // What is said of a later recording of the session is there too, and the same thing once.
    expect(await card().locator('.noted li').allTextContents()).toEqual([
      'Footwear: running shoes',
      'Load: 20 kg',
      'Notes: heels "flat", 3 × 8',
      'Conditions: after a break',
    ]);
    await page.keyboard.press('Home');
    expect(await slider().getAttribute('aria-valuenow')).toBe('1');
    expect(await card().textContent()).toContain('the first session');
    expect(await page.getByRole('button', { name: 'Beside the first' }).count()).toBe(0);
    await expect.poll(() => card().textContent()).not.toContain('running shoes');
    await page.keyboard.press('ArrowRight');
    const [, second] = (await squats()).sides[0]?.points ?? [];
    if (!second) throw new Error('no second session');
    const heard = await slider().getAttribute('aria-valuetext');
    expect(heard).toContain(`right ${amount(second.mean)}°, change ${signed(second.change ?? 0)}°`);
    // It alone was of a person.
    expect(heard).not.toContain('simulated');
    expect(await card().textContent()).not.toContain('simulated');
    await page.keyboard.press('End');
    expect(await slider().getAttribute('aria-valuenow')).toBe('5');
  });

  it('follow the pointer', async () => {
    const mark = page.locator('[data-session] circle').nth(2);
    await mark.hover({ force: true });
    expect(await slider().getAttribute('aria-valuenow')).toBe('3');
  });

  it('are not asked for again when the page is looked at anew', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.evaluate(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
      await fetch('api/v1/health');
    });
    page.removeAllListeners('request');
    expect(asked).toEqual([`${test.hub.url}/api/v1/health`]);
  });

  it('show the bands of the task behind the figure that they are of', async () => {
    expect(await page.locator('.task-band').count()).toBe(0);
    await choice(/^Figure/).selectOption('headline');
    await page.locator('.task-band').first().waitFor();
    expect(await page.locator('.task-band-word').allTextContents()).toContain('in line');
    expect(page.url()).toContain(`#trends/${SUBJECT}/headline`);
    await page.goBack();
    await page.locator('.trend-band').first().waitFor();
  });

  it('are of one leg where that is asked, and have the same as a file', async () => {
    await choice(/^Legs/).selectOption('right');
    expect((await rows()).map((row) => row.find((cell) => /^(Left|Right)$/.test(cell)))).toEqual(
      Array(5).fill('Right'),
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${SUBJECT}-fppa.csv`);
    const [header, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    const means = lines.map((line) =>
      Number(line.split(',')[header?.split(',').indexOf('mean') ?? 0]),
    );
    const { sides } = await squats();
    const right = sides.find(({ side }) => side === 'right')?.points ?? [];
    expect(means).toEqual(right.map(({ mean }) => expect.closeTo(mean, 5)));
    await choice(/^Legs/).selectOption('both');
  });

  it('begin on the day that is asked for', async () => {
    const since = new Date((STARTED_US + 10 * DAY_US) / 1000).toISOString().slice(0, 10);
    await page.getByLabel('From this day on').fill(since);
    await expect.poll(async () => (await rows()).length).toBe(6);
    expect((await rows())[0]?.[5]).toBe('first');
    await page.getByLabel('From this day on').fill('');
    await expect.poll(async () => (await rows()).length).toBe(10);
  });

  it('say where they are from, and what is not to be had', async () => {
    await page
      .getByText('Read from the recordings, not from the database: the database is away.')
      .waitFor();
    await choice(/^Read from/).selectOption('influx');
    await page.getByRole('alert').getByText('the database is away').waitFor();
    await page.getByRole('button', { name: 'Show from the recordings' }).click();
    await page.getByText('Read from the recordings.', { exact: true }).waitFor();
    database = 'there';
    await choice(/^Read from/).selectOption('influx');
    await page.getByText('Read from the database.').waitFor();
    await choice(/^Read from/).selectOption('');
    await chart().waitFor();
  });

  it('open the recording of a session, or it beside the first', async () => {
    const ids = paths.map((path) => path.replace(/^.*\/|\.mcap$/g, ''));
    await page.getByRole('button', { name: 'Beside the first' }).click();
    expect(page.url()).toContain(`#library/${ids[0]}/beside/${ids.at(-1)}`);
    await page.getByRole('heading', { name: /Side by side/i }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Open recording' }).click();
    expect(page.url()).toMatch(new RegExp(`#library/${ids.at(-1)}$`));
    await page.getByRole('heading', { name: 'Export' }).waitFor();
    await page.goBack();
    await chart().waitFor();
  });

  it('fit every screen and keep nobody out, in every theme', async () => {
    await page.getByRole('button', { name: 'About trends' }).click();
    await page.keyboard.press('Escape');
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport);
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
        .toBeLessThanOrEqual(viewport.width);
      for (const theme of viewport.width === 820 ? ['light'] : ['dark', 'light']) {
        await dress(theme);
        await screenshot(page, `trends-${viewport.width}-${theme}`);
      }
    }
    await dress('contrast');
    await screenshot(page, 'trends-1440-contrast');
    expect(await seriousViolations(page)).toEqual([]);
    await page.setViewportSize(VIEWPORTS[0]);
    await dress('dark');
    expect(await seriousViolations(page)).toEqual([]);
    await page.setViewportSize(VIEWPORTS[2]);
  });

  it('open with whoever was recorded last, and say what a single session lacks', async () => {
    await page.goto(`${test.hub.url}#trends`);
    await page.getByText('One session so far.').waitFor();
    await eventually(
      () => choice(/^Participant/).inputValue(),
      (value) => value === NEWEST,
    );
    await page.goto(`${test.hub.url}#trends/${NEWEST}/stride`);
    await page.getByText('Nothing is told of this figure here').waitFor();
    await page.goto(`${test.hub.url}#trends/P-NOBODY/fppa`);
    await page.getByText('Nothing is told of this figure here').waitFor();
    // The database was away, and these recordings have no samples to lay side by side.
    expect(complaints.filter((each) => !/status of (503|409)/.test(each))).toEqual([]);
  });
});
