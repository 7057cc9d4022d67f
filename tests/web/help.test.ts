import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GLOSSARY, glossaryGroups } from '../../dashboards/live/src/views/help/glossary.ts';
import { QUALITY_TEXT } from '../../src/model/qualityText.ts';
import { seriousViolations } from './accessibility.ts';
import { FixtureHub } from './fixtureHub.ts';
import { builtPage, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { SquatFeed } from './squatFeed.ts';

const GUIDE = readFileSync('docs/guide/glossary.md', 'utf8');

describe('the glossary', () => {
  it('has every word that the state of an angle may be', () => {
    const words = Object.values(GLOSSARY).map(({ word }) => word);
    expect(words).toEqual(expect.arrayContaining(Object.values(QUALITY_TEXT)));
    expect(new Set(words).size).toBe(words.length);
  });

  it('says in two or three short sentences what each means', () => {
    for (const { word, means } of Object.values(GLOSSARY)) {
      expect(means.length, word).toBeLessThanOrEqual(280);
      expect(means.match(/[.?](?: |$)/g)?.length, word).toBeLessThanOrEqual(4);
    }
  });

  it('is the one of the guide, in order and word for word', () => {
    const written = glossaryGroups()
      .map(({ name, terms }) => {
        const lines = terms.map(({ word, means }) => `**${word}**: ${means}\n`);
        return `## ${name}\n\n${lines.join('\n')}`;
      })
      .join('\n');
    expect(GUIDE.slice(GUIDE.indexOf('## '))).toBe(written);
  });
});

describe.sequential('help on the page', () => {
  let browser: Browser;
  let hub: FixtureHub;
  let page: Page;

  const mark = () => page.getByRole('button', { name: 'About the figures of Live' });
  const text = () => page.locator('.help-text:popover-open');
  const heightOf = () => page.evaluate(() => document.documentElement.scrollHeight);

  beforeAll(async () => {
    hub = new FixtureHub(
      builtPage(),
      new SquatFeed({ mode: 'live', simulated: true, startUs: Date.now() * 1000 }),
    );
    await hub.start();
    browser = await launchBrowser();
    ({ page } = await openPage(browser, `${hub.url}#live`));
    await page.locator('.data-light[data-level="fresh"]').waitFor();
  });

  afterAll(async () => {
    await browser.close();
    await hub.stop();
  });

  it('opens by key, is what is read next, and Esc leads back to its button', async () => {
    await mark().focus();
    expect(await text().count()).toBe(0);
    await page.keyboard.press('Enter');
    expect(await text().textContent()).toContain(GLOSSARY.band.means);
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    expect(focused).toContain(GLOSSARY.band.means);
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await text().count()).toBe(0);
    expect(await mark().evaluate((each) => each === document.activeElement)).toBe(true);
  });

  it.each(VIEWPORTS)('moves nothing and stays on a screen of $width px', async (viewport) => {
    await page.setViewportSize(viewport);
    const before = await heightOf();
    const { width, height } = (await mark().boundingBox()) ?? { width: 0, height: 0 };
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    await mark().click();
    const box = await text().boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
    await screenshot(page, `help-${viewport.width}`, false);
    expect(await heightOf()).toBe(before);
    await mark().click();
    expect(await text().count()).toBe(0);
  });

  it('closes before what it stands in', async () => {
    await page.getByRole('button', { name: /^Cues: / }).click();
    await page.getByRole('button', { name: 'About cues' }).click();
    await page.keyboard.press('Escape');
    expect(await text().count()).toBe(0);
    expect(await page.locator('.cue-panel').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.locator('.cue-panel').count()).toBe(0);
  });

  it('lists every word in every view', async () => {
    await page.getByRole('button', { name: 'What do the words mean?' }).click();
    const words = await page.locator('dialog[open] dt').allTextContents();
    expect(words).toEqual(glossaryGroups().flatMap(({ terms }) => terms.map(({ word }) => word)));
    expect(await seriousViolations(page)).toEqual([]);
    await page.setViewportSize(VIEWPORTS[0]);
    await screenshot(page, 'glossary-390', false);
  });
});
