import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REP_QUANTITIES } from '../../src/model/movement.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { gatherReport } from '../../src/report/gather/gatherReport.ts';
import { reportPage } from '../../src/report/page/reportPage.ts';
import type { Report } from '../../src/report/report.ts';
import { metric } from '../movement/reps.ts';
import { seriousViolations } from './accessibility.ts';
import { ARTIFACTS, launchBrowser, openPage } from './page.ts';

const SAMPLE = fileURLToPath(new URL('../../recordings/samples/squats.mcap', import.meta.url));
/** Between the margins of A4, 186 mm at 96 CSS px an inch. */
const PRINTED_PX = Math.floor((186 / 25.4) * 96);
/** A foot sensor brings a column more, and these figures are as wide as they get. */
const WIDE = Object.fromEntries(
  REP_QUANTITIES.map((quantity) => [
    quantity,
    metric({ atPeakFlexion: -128.4, sdAtPeakFlexion: 15.3 }),
  ]),
);
const LONG = 'Unbrokenwordafterword'.repeat(12);

let browser: Browser;
let folder: string;
let report: Report;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'report-'));
  const recording = await openRecording(SAMPLE);
  report = await gatherReport(recording);
  await recording.close();
});

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** The page of a report as a browser opens it from disk, as wide as it is printed. */
async function shown(of: Report, name: string): Promise<{ page: Page; complaints: string[] }> {
  const path = join(folder, `${name}.html`);
  await writeFile(path, reportPage(of));
  const opened = await openPage(browser, pathToFileURL(path).href, {
    viewport: { width: PRINTED_PX, height: 1000 },
  });
  await opened.page.emulateMedia({ media: 'print' });
  return opened;
}

async function pagesOf(page: Page, name: string): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await mkdir(ARTIFACTS, { recursive: true });
  await writeFile(join(ARTIFACTS, `${name}.pdf`), pdf);
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** Tags of what reaches beyond the right edge of the paper. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((each) => !each.closest('svg') || each.tagName === 'svg')
      .filter((each) => each.getBoundingClientRect().right > document.body.clientWidth + 1)
      .map((each) => `${each.tagName} ${each.className}`),
  );
}

describe('the report in a browser', () => {
  it('prints on A4 without anything beyond the edge, and complains of nothing', async () => {
    const { page, complaints } = await shown(report, 'report');
    expect(await overflowing(page)).toEqual([]);
    expect(await pagesOf(page, 'report')).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is well-formed XML too', async () => {
    const { page } = await shown(report, 'xml');
    const fault = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'application/xhtml+xml');
      return parsed.querySelector('parsererror')?.textContent ?? null;
    }, reportPage(report));
    expect(fault).toBeNull();
    await page.close();
  });

  it('breaks words that are too long for a line', async () => {
    const { settings } = report.session;
    const long: Report = {
      ...report,
      session: {
        ...report.session,
        subject: LONG,
        protocol: LONG,
        notes: LONG,
        settings: { ...settings, cue: { ...settings.cue, words: LONG } },
      },
      advice: [{ weight: 'mind', sentence: LONG }],
      markers: [{ atS: 1, text: LONG }],
      faults: [{ atS: 1, sensorId: null, text: LONG }],
      rejected: [{ what: 'rep', side: null, startS: 1, endS: 2, peakFlexionDeg: 20, reason: LONG }],
      sensors: report.sensors.map((each) => ({
        ...each,
        sensor: { ...each.sensor, firmware: LONG },
      })),
      sets: report.sets.map((set) => ({
        ...set,
        reps: set.reps.map((rep) => ({
          ...rep,
          counted: false,
          whyNot: LONG,
          legs: rep.legs.map((leg) => ({ ...leg, band: 'slightly in', metrics: WIDE })),
        })),
      })),
    };
    const { page } = await shown(long, 'long');
    expect(await overflowing(page)).toEqual([]);
    await page.close();
  });

  it('runs nothing, whatever is in it', async () => {
    const notes = `<script>document.title='run'</script><svg onload="document.title='run'">`;
    const { page, complaints } = await shown(
      { ...report, session: { ...report.session, notes } },
      'hostile',
    );
    expect(await page.title()).toMatch(/^Squat, /);
    expect(await page.locator('.notes').textContent()).toBe(notes);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('can be read by those who do not see it', async () => {
    const { page } = await shown(report, 'axe');
    await page.emulateMedia({ media: 'screen' });
    expect(await seriousViolations(page)).toEqual([]);
    await page.close();
  });

  it('fits a telephone', async () => {
    const { page } = await shown(report, 'narrow');
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 390, height: 844 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await page.close();
  });
});
