import { readdir, readFile, stat, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STARTED_US } from '../recording/session.ts';
import { put } from '../recording/sessions/folder.ts';
import { seriousViolations } from './accessibility.ts';
import { eventually, launchBrowser, openPage } from './page.ts';
import { RealHub } from './realHub.ts';

const DAY_US = 86_400e6;
const SAMPLED = 'simulated';

let browser: Browser;
let page: Page;
let complaints: string[];
const hub = new RealHub(['--virtual-sensors']);

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), hub.start()]);
  const writer = await put(hub.recordings, 'squats-P-1', { subject: 'P-1' }, false);
  writer.writeInput({ type: 'trialStart', timeUs: STARTED_US + 1e6, name: 'heels up' });
  writer.writeInput({ type: 'marker', timeUs: STARTED_US + 2e6, label: 'wobble' });
  writer.writeInput({ type: 'trialEnd', timeUs: STARTED_US + 3e6 });
  await writer.close();
  await put(hub.recordings, 'anew-P-1', {
    subject: 'P-1',

    parent: 'squats-P-1',
  });
  // Of the person whose sample comes with the program.
  await put(hub.recordings, 'earlier-squats', { subject: SAMPLED, startedUs: STARTED_US - DAY_US });
  await put(hub.recordings, 'torn-P-3', { subject: 'P-3', startedUs: STARTED_US - 2 * DAY_US });
  await tear(join(hub.recordings, 'torn-P-3.mcap'));
  ({ page, complaints } = await openPage(browser, `${hub.url}#library`));
  page.setDefaultTimeout(20_000);
  await row('squats-P-1').waitFor();
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

/** As when its recorder was killed an hour ago. */
async function tear(path: string): Promise<void> {
  const { size, mtimeMs } = await stat(path);
  await truncate(path, size - 100);
  await utimes(path, mtimeMs / 1000, mtimeMs / 1000 - 3600);
}

function row(id: string) {
  return page.locator(`.rec-row[data-id="${id}"]`);
}

/** Ids in the order of the list, those that stand under another indented. */
function listed(): Promise<string[]> {
  return page.locator('.rec-row').evaluateAll((rows) =>
    rows.map((each) => {
      const { id = '', under } = (each as HTMLElement).dataset;
      return under === 'true' ? `  ${id}` : id;
    }),
  );
}

async function sidecar(id: string) {
  return JSON.parse(await readFile(join(hub.recordings, `${id}.session.json`), 'utf8'));
}

const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

describe('the library', () => {
  it('lists what belongs together together, and says what each is', async () => {
    // The live session comes by itself with its first sensor, and the list asks anew.
    const ids = await eventually(listed, (all) => all.length === 6, 20_000);
    expect(ids.slice(1, -1)).toEqual(['squats-P-1', '  anew-P-1', 'earlier-squats', 'torn-P-3']);
    expect(await row(ids[0] ?? '').innerText()).toContain('Recording now');
    expect(await row('anew-P-1').innerText()).toContain('Processed');
    expect(await row('torn-P-3').innerText()).toContain('Broke off');
    expect(await row(ids.at(-1) ?? '').innerText()).toContain('Sample');
    expect(await page.locator('.rec-list h3').allInnerTexts()).toEqual([
      'Today',
      'November 2026',
      'January 2026',
    ]);
  });

  it('finds by every word, sorts, and says where nothing is found', async () => {
    const search = page.getByLabel('Search');
    await page.keyboard.press('/');
    await page.keyboard.type('p-1 squat');
    await eventually(listed, (ids) => ids.join() === 'squats-P-1,  anew-P-1');
    expect(await page.getByRole('status').filter({ hasText: 'of' }).innerText()).toMatch(/^2 of /);
    await search.fill('p-1 nowhere');
    await page.getByText('No recording has all of that.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('Order').selectOption('oldest');
    expect((await listed()).at(-1)).not.toBe('squats-P-1');
    expect((await listed())[1]).toBe('torn-P-3');
    await page.getByLabel('Order').selectOption('newest');
  });
});

describe('one recording', () => {
  it('opens by keyboard and keeps nobody out', async () => {
    await page.getByLabel('Search').fill('p-1');
    await row('squats-P-1').getByRole('link').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'P-1 · Squat' }).waitFor();
    expect(await focused()).toBe('P-1 · Squat');
    await page.getByText('heels up').first().waitFor();
    expect(await page.locator('.rec-page').innerText()).toContain('wobble');
    await page.getByRole('link', { name: 'anew-P-1' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('is left for the top of another view', async () => {
    const { hash } = new URL(page.url());
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.evaluate(() => {
      location.hash = '#settings/cues';
    });
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.evaluate((back) => {
      location.hash = back;
    }, hash);
    await page.getByRole('heading', { name: 'P-1 · Squat' }).waitFor();
  });

  it('says beside the field what the hub refuses, and keeps what was typed', async () => {
    await page.getByRole('button', { name: 'Edit facts' }).click();
    await page.getByLabel('Load, kg').fill('900');
    await page.getByLabel('Agreed on').fill('yesterday');
    await page.getByLabel('Footwear').fill('barefoot');
    await page.getByRole('button', { name: 'Save facts' }).click();
    await page.getByLabel('Your initials').fill('AB');
    await page.keyboard.press('Enter');
    const problemOf = (label: string) =>
      page
        .locator('.field', { has: page.getByLabel(label) })
        .locator('.field-problem')
        .innerText();
    await eventually(
      () => problemOf('Load, kg'),
      (text) => text === 'Valid are 0 to 400 kg.',
    );
    expect(await problemOf('Agreed on')).toContain('Valid is a day such as');
    expect(await page.getByLabel('Footwear').inputValue()).toBe('barefoot');
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByLabel('Load, kg').fill('12,5');
    await page.getByLabel('Agreed on').fill('');
    await page.getByRole('button', { name: 'Save facts' }).click();
    await page.getByText('12.5 kg').waitFor();
    const { facts, history } = await sidecar('squats-P-1');
    expect(facts).toEqual({ loadKg: 12.5, footwear: 'barefoot' });
    expect(history.map(({ by }: { by: string }) => by)).toEqual(['AB', 'AB']);
    expect(await page.locator('.history-list').innerText()).toContain('Load: now 12.5');
  });

  it('takes tags, notes and words on a trial, signed', async () => {
    await page.getByLabel('Add a tag').fill('not/a/tag');
    await page.keyboard.press('Enter');
    await page.getByText('valid are tags of up to 32').waitFor();
    await page.getByLabel('Add a tag').fill('pilot heels-up');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove tag heels-up' }).click();
    await page.getByRole('button', { name: 'Remove tag heels-up' }).waitFor({ state: 'detached' });
    await page.getByLabel('At', { exact: true }).fill('9:00');
    await page.getByLabel('Note', { exact: true }).fill('slipped');
    await page.keyboard.press('Enter');
    await page.getByText('Valid are 0:00 to').waitFor();
    await page.getByLabel('At', { exact: true }).fill('0:02,5');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove the note “slipped”' }).waitFor();
    await page.locator('.trial-row summary').click();
    await page.getByLabel('Comment').fill('left heel rose');
    await page.getByLabel('Shall not count').check();
    await page.getByRole('button', { name: 'Save trial 1' }).click();
    const saved = page.getByText('Saved.');
    await saved.waitFor();
    await page.getByLabel('Comment').press('!');
    await saved.waitFor({ state: 'detached' });
    const said = await sidecar('squats-P-1');
    expect(said).toMatchObject({
      tags: ['pilot'],
      annotations: [{ timeUs: STARTED_US + 2.5e6, text: 'slipped', by: 'AB' }],
      trials: { 1: { comment: 'left heel rose', excluded: true } },
    });
    expect(said.trials[1]).not.toHaveProperty('name');
  });

  it('goes back to its place in the list, with the search as it was', async () => {
    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await row('squats-P-1').waitFor();
    expect(await focused()).toMatch(/^P-1,/);
    expect(await page.getByLabel('Search').inputValue()).toBe('p-1');
    await page.getByLabel('Search').fill('');
    await page.getByRole('button', { name: 'pilot 1' }).click();
    await eventually(listed, (ids) => ids.join() === 'squats-P-1');
    await page.getByRole('button', { name: 'pilot 1' }).click();
  });

  it('is mended where it broke off', async () => {
    await row('torn-P-3').getByRole('link').click();
    await page.getByRole('button', { name: 'Mend it' }).click();
    await page.getByRole('link', { name: /^Report/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Mend it' }).count()).toBe(0);
  });

  it('that comes with the program says beforehand that it stays as it is', async () => {
    await page.goto(`${hub.url}#library`);
    await page.locator('.rec-row', { hasText: 'Sample' }).getByRole('link').click();
    await page.getByText('comes with the program').waitFor();
    await page.getByText('on good data').waitFor();
    expect(await page.getByRole('button', { name: /Edit facts|Delete/ }).count()).toBe(0);
  });
});

describe('deletion', () => {
  it('shows all that goes and wants to be meant', async () => {
    await page.goto(`${hub.url}#library/squats-P-1`);
    await page.getByRole('button', { name: 'Delete …' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 recordings with 3 files').waitFor();
    expect(await dialog.innerText()).toContain('anew-P-1.mcap');
    expect(await seriousViolations(page)).toEqual([]);
    const button = dialog.getByRole('button', { name: 'Delete for good' });
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('1');
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('squats-P-1');
    // Somebody tags it meanwhile: what goes is another thing than was seen.
    await fetch(`${hub.url}/api/v1/recordings/anew-P-1`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ addTags: ['late'] }),
    });
    await page.keyboard.press('Enter');
    await dialog.getByText('look at it again').waitFor();
    await dialog.getByRole('button', { name: 'Look again' }).click();
    await dialog.getByText('2 recordings with 4 files').waitFor();
    await dialog.getByRole('textbox').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Deleted: 2 recordings, 4 files.').waitFor();
    await row('squats-P-1').waitFor({ state: 'detached' });
    expect(await focused()).toBe('Library');
    expect(await page.locator('.result-count').innerText()).toMatch(
      /^Deleted: 2 recordings, 4 files\.\n\d+ recordings$/,
    );
    const left = (await readdir(hub.recordings)).filter((name) => name.includes('P-1'));
    expect(left).toEqual([]);
  });

  it('takes all of one person from the search of that person', async () => {
    const news = page.getByText(/^Deleted: /);
    expect(await news.count()).toBe(1);
    await page.getByLabel('Search').fill(`${SAMPLED} squats`);
    await news.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete all …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(SAMPLED);
    await fetch(`${hub.url}/api/v1/recordings/earlier-squats/replay`, { method: 'POST' });
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'End the replay' }).click();
    await dialog.getByRole('button', { name: 'End the replay' }).waitFor({ state: 'detached' });
    await dialog.getByRole('textbox').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Deleted: 1 recording, 1 file.').waitFor();
    expect(await dialog.count()).toBe(0);
    await page.locator('.rec-row', { hasText: 'Sample' }).waitFor();
    expect(await readdir(hub.recordings)).not.toContain('earlier-squats.mcap');
  });
});

it('the page of the recording in progress tells when it has ended', async () => {
  await page.getByLabel('Search').fill('recording now');
  await page.locator('.rec-row').getByRole('link').click();
  await page.locator('.rec-page').getByText('Recording now').waitFor();
  await fetch(`${hub.url}/api/v1/live/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subject: 'P-9', protocol: 'squat' }),
  });
  await page.getByRole('link', { name: /^Report/ }).waitFor();
  expect(complaints.filter((each) => !each.includes('status of 4'))).toEqual([]);
});
