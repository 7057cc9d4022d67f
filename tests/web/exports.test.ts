import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { decompress, isLoaded } from '@foxglove/wasm-zstd';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../src/recording/reader.ts';
import { validateBids } from '../exchange/export/bids/validateBids.ts';
import { readOpenSim } from '../exchange/export/opensim/openSimFile.ts';
import { SAMPLE } from '../exchange/export/sample.ts';
import { unzip } from '../exchange/unzip.ts';
import { JobHub } from '../hub/jobs/jobHub.ts';
import { put } from '../recording/sessions/folder.ts';
import { seriousViolations } from './accessibility.ts';
import { builtPage, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { RecordFeed } from './recordFeed.ts';

/** Of the sample, as `info` tells it. */
const FRAMES = 5318;
const ID = '2026-11-22T19-03-11Z-P-7F3K';

let browser: Browser;
let hub: JobHub;
let page: Page;
let complaints: string[];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downloads-'));
  const fill = async (own: string) => {
    await copyFile(SAMPLE, join(own, `${ID}.mcap`));
    await put(own, 'short', { id: 'short' });
    await put(own, 'hangs');
    await put(own, 'crashes');
  };
  const served = { feed: new RecordFeed(), dashboardsFolder: builtPage() };
  [browser, hub] = await Promise.all([launchBrowser(), JobHub.start(fill, {}, served)]);
  ({ page, complaints } = await openPage(browser, `${hub.url}/#library/${ID}`));
  await page.locator('.export-row[data-format="csv"]').waitFor();
});
afterAll(async () => {
  await browser.close();
  await hub.remove();
  await rm(folder, { recursive: true, force: true });
});

const row = (format: string) => page.locator(`.export-row[data-format="${format}"]`);

async function show(id: string): Promise<void> {
  await page.goto(`${hub.url}/#library/${id}`);
  await row('csv').waitFor();
}

/** What the browser saved after a press on the button of a format. */
async function downloaded(format: string): Promise<Download> {
  const saved = page.waitForEvent('download');
  await row(format).locator('.export-action').getByText('Download').click();
  return saved;
}

/** The files of an export, and the folder they were unpacked into. */
async function unpacked(format: string): Promise<(name: string) => Promise<Buffer>> {
  const saved = await downloaded(format);
  expect(saved.suggestedFilename()).toBe(`${ID}-${format}.zip`);
  const files = unzip(await readFile(await saved.path()));
  for (const [name, content] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return (name) => readFile(join(folder, `${ID}-${format}`, name));
}

describe.sequential('each export is saved by the browser and opened by its reader', () => {
  it('the recording itself', async () => {
    const saved = await downloaded('recording');
    expect(saved.suggestedFilename()).toBe(`${ID}.mcap`);
    const received = await readFile(await saved.path());
    expect(received.equals(await readFile(SAMPLE))).toBe(true);
  });

  it('CSV', async () => {
    const file = await unpacked('csv');
    const body: object[] = parse(await file('body.csv'), { columns: true });
    expect(body).toHaveLength(FRAMES);
    const columns: { name: string }[] = parse(await file('columns.csv'), { columns: true });
    expect(columns.length).toBeGreaterThan(Object.keys(body[0]).length);
  });

  it('Parquet', async () => {
    await isLoaded;
    const bytes = await (await unpacked('parquet'))('body.parquet');
    const rows = await parquetReadObjects({
      file: Uint8Array.from(bytes).buffer,
      columns: ['time_s', 'right_knee_flexion_deg'],
      compressors: { ZSTD: (data, length) => Uint8Array.from(decompress(data, length)) },
    });
    expect(rows).toHaveLength(FRAMES);
  });

  it('JSON lines', async () => {
    const file = await unpacked('json');
    const lines = (await file('body.jsonl')).toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toHaveLength(FRAMES);
    expect(JSON.parse((await file('session.json')).toString())).toHaveProperty('session.subject');
  });

  it('OpenSim', async () => {
    const file = await unpacked('opensim');
    const attitudes = readOpenSim((await file('orientations.sto')).toString());
    const angles = readOpenSim((await file('angles.mot')).toString());
    expect(attitudes.labels).toContain('tibia_r_imu');
    expect(angles.timeS).toEqual(attitudes.timeS);
  });

  it('BIDS', async () => {
    await unpacked('bids');
    expect(validateBids(join(folder, `${ID}-bids`))).toEqual([]);
  });

  it('MCAP with layouts', async () => {
    const file = await unpacked('mcap');
    expect(JSON.parse((await file('foxglove-layout.json')).toString())).toHaveProperty('layout');
    const copy = await openRecording(join(folder, `${ID}-mcap`, `${ID}.mcap`));
    expect(copy.counts.get('/body')).toBe(FRAMES);
    await copy.close();
  });

  it('and can be had again, also from another page', async () => {
    const again = await openPage(browser, `${hub.url}/#library/${ID}`);
    const link = again.page.getByRole('link', { name: 'download CSV tables again' });
    const saved = again.page.waitForEvent('download');
    await link.click();
    expect((await saved).suggestedFilename()).toBe(`${ID}-csv.zip`);
    await again.page.context().close();
  });
});

describe.sequential('the panel', () => {
  it('shows how far a job is, and cancels it', async () => {
    await show('hangs');
    await row('json').getByRole('button').click();
    const bar = page.getByRole('progressbar', { name: 'JSON lines' });
    await row('json').getByText('40 %').waitFor();
    expect(await bar.getAttribute('value')).toBe('40');
    expect(await row('json').getByRole('button', { name: 'Download' }).isDisabled()).toBe(true);
    await row('csv').getByRole('button').click();
    await row('csv').getByText('waits its turn').waitFor();
    await page.getByRole('button', { name: 'Cancel JSON lines' }).click();
    await row('json').getByText('Cancelled').waitFor();
    await row('csv').getByRole('button', { name: 'Cancel' }).click();
    await row('csv').getByText('Cancelled').waitFor();
  });

  it('says why a job failed and what to do', async () => {
    await show('crashes');
    await row('csv').getByRole('button').click();
    const alert = row('csv').getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('Not made. The system ended it (SIGKILL)');
    expect(await row('csv').getByRole('button').innerText()).toContain('Try again');
    // Once the hub has forgotten a job, so does the page.
    await page.route('**/api/v1/jobs', (route) => route.fulfill({ json: { jobs: [] } }));
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await alert.waitFor({ state: 'detached' });
    expect(await row('csv').getByRole('button').innerText()).toContain('Download');
    await page.unroute('**/api/v1/jobs');
    // One job is no other recording's.
    await show(ID);
    expect(await row('csv').getByRole('alert').count()).toBe(0);
  });

  it('computes a recording anew and leads to what came of it', async () => {
    await show('short');
    await page.getByRole('radio', { name: 'As it was, with this version' }).check();
    await page.getByRole('button', { name: 'Compute anew' }).click();
    const made = page.getByRole('link', { name: 'short-processed' });
    await made.waitFor();
    const beside = page.getByRole('link', { name: 'side by side' });
    expect(await beside.getAttribute('href')).toBe('#library/short/beside/short-processed');
    expect(await page.locator('.made-words').textContent()).toContain('frames as recorded');
    const { body } = await hub.ask('GET', '/recordings/short-processed');
    expect(body.recording.ancestors).toEqual(['short']);
  });

  it('fits every screen and keeps nobody out', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const viewport of VIEWPORTS) {
        await page.setViewportSize(viewport);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, `${viewport.width} px`).toBeLessThanOrEqual(viewport.width);
        await screenshot(page, `exports-${viewport.width}-${colorScheme}`);
      }
      expect(await seriousViolations(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
});
