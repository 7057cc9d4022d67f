import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GUIDE_SHOTS } from './guide/guideShots.ts';
import { palettePng, readPng } from './guide/palettePng.ts';
import { takeShots } from './guide/takeShots.ts';
import { launchBrowser } from './page.ts';
import { RealHub } from './realHub.ts';

/** Two of them, which need nobody to calibrate; `guideScreens.ts` takes them all. */
const NAMES = ['library', 'settings'];

let browser: Browser;
const hub = new RealHub(['--replay', 'recordings/samples/squats.mcap']);

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), hub.start()]);
});

afterAll(async () => {
  await browser.close();
  await hub.stop();
});

function coloursOf(rgb: Uint8Array): number {
  const found = new Set<number>();
  for (let at = 0; at < rgb.length; at += 3) {
    found.add(((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0));
  }
  return found.size;
}

it('takes pictures of the guide that show something and are light', async () => {
  const wanted = GUIDE_SHOTS.filter(({ name }) => NAMES.includes(name));
  const taken = new Map<string, Buffer>();
  const problems = await takeShots(browser, hub, wanted, (name, png) => {
    taken.set(name, png);
  });
  expect(problems).toEqual([]);
  expect([...taken.keys()]).toEqual(NAMES);
  for (const [i, png] of [...taken.values()].entries()) {
    const { width, height, rgb } = readPng(png);
    expect({ width, height }).toEqual(wanted[i]?.viewport);
    expect(coloursOf(rgb)).toBeGreaterThan(50);
    const small = palettePng(png);
    expect(small.length).toBeLessThanOrEqual(100_000);
    expect(small.length).toBeLessThan(png.length);
  }
});
