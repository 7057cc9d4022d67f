import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { AccessTokens } from '../../src/hub/access/accessTokens.ts';
import { seriousViolations } from './accessibility.ts';
import { dataLight, eventually, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { RealHub } from './realHub.ts';
import { type Spoil, SpoiltWay } from './spoiltWay.ts';

const hub = new RealHub(['--lan', '--replay', 'recordings/samples/squats.mcap']);
let browser: Browser;
let tokens: AccessTokens;

beforeAll(async () => {
  browser = await launchBrowser();
  await hub.start();
  const kept = await readFile(join(hub.recordings, '.plumbline', 'access.json'), 'utf8');
  tokens = JSON.parse(kept) as AccessTokens;
});
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

describe('a hub that others can reach', () => {
  it('shows nothing but the way in, and says what a wrong token is', async () => {
    const { page } = await openPage(browser, hub.url, { viewport: VIEWPORTS[0] });
    const field = page.getByLabel('Link or token');
    await field.waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(await page.locator('.leg-card').count()).toBe(0);
    await field.fill('guess');
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByText('no token of this hub').waitFor();
    await screenshot(page, 'enter-390');
    // What was copied from the terminal may be the whole link.
    await field.fill(`http://192.0.2.1:8040/#token=${tokens.operator}`);
    await field.press('Enter');
    await page.locator('.leg-card').first().waitFor();
    await page.context().close();
  });

  it('lets the operator in by the link, which does not stay in the address', async () => {
    const { page, complaints } = await openPage(browser, `${hub.url}/#token=${tokens.operator}`);
    await page.locator('.leg-card').first().waitFor();
    expect(page.url()).not.toContain(tokens.operator);
    // The cookie is the page's no more than anybody's.
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.getByRole('button', { name: 'Library' }).first().click();
    await page.getByRole('heading', { name: 'Library' }).first().waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Library' }).first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows a viewer the live screen, with nothing that it may not do', async () => {
    const { page, complaints } = await openPage(browser, `${hub.url}/#token=${tokens.viewer}`, {
      viewport: VIEWPORTS[0],
    });
    await page.getByText('Looking on').waitFor();
    await page.locator('.leg-card').first().waitFor();
    // Frames come: the recording plays for all that look.
    await eventually(
      () => dataLight(page),
      ({ level }) => level === 'fresh',
    );
    for (const name of ['Set-up', 'Library', 'New set', 'Pain', 'Pause', 'Play']) {
      expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(0);
    }
    // Keys that steer do nothing here.
    await page.keyboard.press('b');
    await page.keyboard.press('r');
    expect(await seriousViolations(page)).toEqual([]);
    await screenshot(page, 'viewer-390');
    await page.setViewportSize(VIEWPORTS[2]);
    await screenshot(page, 'viewer-1440');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('takes a wrong token out of the address as well', async () => {
    const { page } = await openPage(browser, `${hub.url}/#token=guess`);
    await page.getByText('no token of this hub').waitFor();
    expect(page.url()).not.toContain('guess');
    await page.context().close();
  });

  const away: Spoil = (response) => response.destroy();
  const busy: Spoil = (response) => {
    response.writeHead(429, { 'content-type': 'application/json' });
    response.end('{"error":"Too many; the next is answered in 1 s."}');
  };
  const brokenOff: Spoil = (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
    response.write('{"needed":', () => setTimeout(() => response.destroy(), 20));
  };

  it.each([
    ['is away', away, 'The hub cannot be reached'],
    ['has others to answer', busy, 'Too many'],
    ['breaks its answer off', brokenOff, 'The hub broke its answer off'],
  ])('keeps a link until it is heard, where it %s at first', async (_, spoil, sentence) => {
    const way = await SpoiltWay.open(hub.url, '/api/v1/access', spoil);
    onTestFinished(() => way.close());
    const { page } = await openPage(browser, `${way.url}/#token=${tokens.operator}`);
    await page.getByText(sentence).waitFor();
    way.mend();
    await page.locator('.leg-card').first().waitFor();
    expect(page.url()).not.toContain(tokens.operator);
    await page.context().close();
  });

  it('is asked again who somebody is, where it breaks its answer off', async () => {
    const way = await SpoiltWay.open(hub.url, '/api/v1/access', brokenOff);
    onTestFinished(() => way.close());
    const { page } = await openPage(browser, way.url);
    await page.getByText('The hub broke its answer off').waitFor();
    way.mend();
    await page.getByLabel('Link or token').waitFor();
    await page.context().close();
  });
});
