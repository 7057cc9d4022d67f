import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qualityBit } from '../../src/model/quality.ts';
import { holdOf, landingOf } from '../movement/otherResults.ts';
import { seriousViolations } from './accessibility.ts';
import { FixtureHub } from './fixtureHub.ts';
import {
  builtPage,
  eventually,
  launchBrowser,
  openPage,
  readLegCard,
  screenshot,
  VIEWPORTS,
} from './page.ts';
import { SquatFeed, worn } from './squatFeed.ts';
import { textSizes } from './textSizes.ts';

/** Smallest headline digits in CSS px by viewport width. */
const DIGITS_PX: Readonly<Record<number, number>> = { 390: 96, 820: 120, 1440: 200 };
const GOOD = { knee: 0, ankle: 0, projection: 0 };

let browser: Browser;
let hub: FixtureHub;
let feed: SquatFeed;
let page: Page;

beforeAll(async () => {
  feed = new SquatFeed({
    mode: 'live',
    simulated: true,
    startUs: Date.now() * 1000,
    headlineMdc95: 2.5,
  });
  hub = new FixtureHub(builtPage(), feed);
  await hub.start();
  browser = await launchBrowser();
  ({ page } = await openPage(browser, hub.url));
  feed.speed = 8;
  await eventually(
    () => page.locator('.count-digits').textContent(),
    (count) => Number(count) >= 5,
    15_000,
  );
  feed.speed = 1;
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

async function choose(mode: 'Coach' | 'Athlete'): Promise<void> {
  await page.getByRole('button', { name: mode, exact: true }).click();
}

describe.each(['Coach', 'Athlete'] as const)('%s mode', (mode) => {
  it.each(VIEWPORTS)('shows all it is for on $width px without scrolling', async (viewport) => {
    await choose(mode);
    await page.setViewportSize(viewport);
    for (const scheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.waitForTimeout(100);
      await screenshot(page, `live-${mode.toLowerCase()}-${viewport.width}-${scheme}`, false);
    }
    if (viewport.width === 390) expect(await seriousViolations(page)).toEqual([]);
    const { headline, rest } = await textSizes(page);
    expect(headline).toBeGreaterThanOrEqual(DIGITS_PX[viewport.width] ?? 0);
    expect(rest).toBeLessThanOrEqual(headline / 2);
    const lowest = await page
      .locator('.leg-card, .athlete-card, .reps, .athlete-count, .live-controls')
      .evaluateAll((parts) =>
        Math.max(...parts.map((part) => part.getBoundingClientRect().bottom)),
      );
    expect(lowest).toBeLessThanOrEqual(viewport.height);
    const heads = await page
      .locator('.leg-head')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().height));
    expect(new Set(heads).size).toBeLessThanOrEqual(1);
    const small = await page
      .locator('.top-bar button, .live-controls button, .live-controls select')
      .evaluateAll((controls) =>
        controls
          .map((control) => control.getBoundingClientRect())
          .filter(({ width, height }) => width > 0 && Math.min(width, height) < 44 - 0.5),
      );
    expect(small).toEqual([]);
    const { scrollWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
    }));
    expect(scrollWidth).toBeLessThanOrEqual(viewport.width);
  });
});

it('keeps the words of the top bar apart at every width', async () => {
  await choose('Coach');
  for (const width of [360, 390, 700, 820, 999, 1000, 1200]) {
    await page.setViewportSize({ width, height: 900 });
    const overlaps = await page.locator('.top-bar').evaluate((bar) => {
      const boxes = [
        ...bar.querySelectorAll('.mode, .data-light, .view-switch button, .cue-button'),
      ];
      const rects = boxes.map((box) => {
        const { left, right, top, bottom } = box.getBoundingClientRect();
        return { left, right: Math.max(right, left + box.scrollWidth), top, bottom };
      });
      return rects.flatMap((a, i) =>
        rects
          .slice(i + 1)
          .filter(
            (b) =>
              a.left < b.right - 1 &&
              b.left < a.right - 1 &&
              a.top < b.bottom - 1 &&
              b.top < a.bottom - 1,
          ),
      );
    });
    expect(overlaps, `${width} px`).toEqual([]);
  }
  await page.setViewportSize(VIEWPORTS[2]);
});

it('counts against a target that this browser keeps, as it keeps the mode', async () => {
  await page.getByLabel('Target').selectOption('10');
  await expect.poll(() => page.locator('.count-target').textContent()).toContain('of 10 reps');
  await choose('Athlete');
  await page.reload();
  await page.locator('.athlete-card[data-state="ok"]').waitFor();
  await expect.poll(() => page.locator('.count-target').textContent()).toContain('of 10 reps');
  await choose('Coach');
});

it('says of worst rep and legs what the hub would, and times the rep under way', async () => {
  await expect
    .poll(() => page.locator('[data-fact="worst"]').textContent())
    .toMatch(/^Rep \d+, right \d/);
  await expect
    .poll(() => page.locator('[data-fact="difference"]').textContent())
    .toMatch(/^Right .* cm more (no clear|a clear) difference$/);
  await expect
    .poll(() => page.locator('.set-facts [data-part="tempoOf"]').textContent(), { timeout: 5000 })
    .toBe('This rep');
});

it('cuts no word of a leg or of the set on a phone', async () => {
  await page.setViewportSize(VIEWPORTS[0]);
  const cut = await page.evaluate(
    (texts) =>
      texts.flatMap(([place, text]) => {
        const element = document.querySelector(place);
        if (!element) return [`no ${place}`];
        const was = [...element.childNodes];
        element.replaceChildren(text);
        const isCut = element.scrollWidth > element.clientWidth;
        element.replaceChildren(...was);
        return isCut ? [text] : [];
      }),
    [
      ['.leg-label', 'Knee angle from the front'],
      ['.leg-label', 'Knee valgus (joint)'],
      ['[data-fact="difference"]', 'Right 12.5 cm more too few: 3 of 5'],
      ['[data-fact="difference"]', 'Right 12.5 cm more cannot be told'],
      ['[data-fact="difference"]', 'Right 2.5 cm more no clear difference'],
      ['[data-fact="difference"]', 'Right 12.5 cm more a clear difference'],
    ] as const,
  );
  expect(cut).toEqual([]);
  await page.setViewportSize(VIEWPORTS[2]);
});

it('has room for a minus on the card of an athlete with a phone', async () => {
  await choose('Athlete');
  await page.setViewportSize(VIEWPORTS[0]);
  await page.locator('.athlete-card[data-state="ok"]').waitFor();
  const [card, minus, unit] = await page.evaluate(() => {
    const parts = ['[data-part="sign"]', '[data-part="digits"]', '.headline-unit'].map((part) =>
      document.querySelector(`.athlete-card ${part}`),
    );
    // Between two frames: the painter writes over it.
    parts[0]?.replaceChildren('−');
    parts[1]?.replaceChildren('0.1');
    const boxes = [document.querySelector('.athlete-card'), parts[0], parts[2]];
    return boxes.map((box) => {
      const { left = Number.NaN, right = Number.NaN } = box?.getBoundingClientRect() ?? {};
      return { left, right };
    });
  });
  expect(minus?.left).toBeGreaterThanOrEqual((card?.left ?? 0) + 6);
  expect(unit?.right).toBeLessThanOrEqual(card?.right ?? 0);
  await page.setViewportSize(VIEWPORTS[2]);
  await choose('Coach');
});

it('lights a leg by its data, whatever the link claims', async () => {
  const light = page.locator('.leg-card.left .leg-light');
  feed.announceSensors(worn().map((sensor) => ({ ...sensor, link: 'lost' as const })));
  await page.waitForTimeout(300);
  expect(await light.textContent()).toBe('Good');
  feed.announceSensors(worn());
  feed.quality = { ...GOOD, projection: qualityBit('headingStale') };
  await expect.poll(() => light.textContent()).toBe('Doubtful');
  feed.quality = GOOD;
  await expect.poll(() => light.textContent()).toBe('Good');
  feed.speed = 0;
  await expect.poll(() => light.textContent()).toBe('No data');
  await expect.poll(() => page.locator('.data-light').getAttribute('data-level')).toBe('silent');
  feed.speed = 1;
  await expect.poll(() => light.textContent()).toBe('Good');
});

it('reads roll and eversion of a foot that wears a sensor, and says why there is none', async () => {
  feed.foot = true;
  const facts = page.locator('.leg-card.right .ankle-pair');
  await expect.poll(() => facts.getAttribute('data-foot')).toBe('true');
  const { shankOverFoot } = await readLegCard(page, 'right');
  expect(shankOverFoot).toBe('4° ± 2°');
  expect(await facts.locator('.eversion').textContent()).toBe('Eversion−6°± 3°');
  feed.quality = { ...GOOD, ankle: qualityBit('footNotPlanted') };
  await expect.poll(() => facts.textContent()).toContain('–foot not planted');
  feed.quality = GOOD;
  feed.foot = false;
  await expect.poll(() => facts.getAttribute('data-foot')).toBe('false');
});

it('does not let a sound leg hide one that is not', async () => {
  await choose('Athlete');
  feed.quality = { ...GOOD, projection: qualityBit('stale') };
  const card = page.locator('.athlete-card');
  await expect.poll(() => card.getAttribute('data-state')).toBe('blank');
  await expect.poll(() => card.locator('[data-part="word"]').textContent()).toBe('no data');
  await expect.poll(() => card.locator('[data-part="digits"]').textContent()).toBe('–');
  feed.quality = GOOD;
  await expect.poll(() => card.getAttribute('data-state')).toBe('ok');
  await choose('Coach');
});

it('moves nothing while reps, cues, quality and notices come and go', async () => {
  for (const mode of ['Coach', 'Athlete'] as const) {
    await choose(mode);
    await page.locator('[data-state="ok"] .digits').first().waitFor();
    await page.waitForTimeout(500);
    await page.evaluate(() => {
      const shifts: string[] = [];
      Reflect.set(window, 'shifts', shifts);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const sources: { node?: Node }[] = Reflect.get(entry, 'sources') ?? [];
          const nameOf = (node?: Node) =>
            node instanceof Element
              ? node.className
              : `"${node?.textContent}" in ${node?.parentElement?.className}`;
          shifts.push(sources.map(({ node }) => nameOf(node)).join(', '));
        }
      }).observe({ type: 'layout-shift' });
    });
    const reps = feed.snapshot.reps.length;
    feed.speed = 4;
    feed.emit({ type: 'fault', timeUs: 1, sensorId: null, sentence: 'The left shank is silent.' });
    feed.quality = { ...GOOD, projection: qualityBit('interpolated') };
    await eventually(
      async () => feed.snapshot.reps.length,
      (n) => n > reps,
    );
    feed.quality = GOOD;
    await eventually(
      async () => feed.snapshot.reps.length,
      (n) => n > reps + 1,
    );
    feed.speed = 1;
    const shifts = await page.evaluate(() => Reflect.get(window, 'shifts'));
    expect(shifts, mode).toEqual([]);
  }
  await choose('Coach');
});

it('begins a new set', async () => {
  await page.getByRole('button', { name: 'New set' }).click();
  await expect.poll(() => feed.received.some(({ type }) => type === 'newSet')).toBe(true);
  await expect.poll(() => page.locator('.count-digits').textContent()).toBe('0');
});

it('counts landings and holds as such', async () => {
  for (const task of ['landing', 'balance'] as const) {
    const other = new SquatFeed({ mode: 'live', simulated: true, startUs: 1.8e15, task });
    const otherHub = new FixtureHub(builtPage(), other);
    await otherHub.start();
    await page.goto(otherHub.url);
    await page.locator('.results').waitFor();
    other.emit({ type: 'landing', timeUs: 1, landing: landingOf(1) });
    other.emit({ type: 'hold', timeUs: 1, hold: holdOf('left', 1) });
    const panel = page.locator('.results');
    await expect.poll(() => panel.locator('.count-digits').textContent()).toBe('1');
    expect(await panel.textContent()).toContain(
      task === 'landing' ? 'Jump height30 cm' : 'Held14.0 s',
    );
    expect(await panel.textContent()).not.toContain('reps');
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport);
      const controls = await page.locator('.live-controls').boundingBox();
      expect((controls?.y ?? 0) + (controls?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
    }
    await screenshot(page, `live-${task}`, false);
    await otherHub.stop();
  }
});
