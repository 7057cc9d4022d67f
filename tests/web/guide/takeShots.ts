import type { Browser, Page } from 'playwright-core';
import { openPage } from '../page.ts';
import type { RealHub } from '../realHub.ts';
import type { GuideShot } from './guideShots.ts';

/** The simulated person stands, squats and goes on; a slow computer lets that take longer. */
const CALIBRATED_MS = 90_000;
/** For each thing that is done or awaited, on a computer that has other work. */
const STEP_MS = 60_000;
/** What is loaded when first wanted is drawn by then. */
const SETTLED_MS = 700;

/**
 * Takes the pictures of the guide, one after the other, and gives each to `onTaken`.
 * @returns what could not be taken, and what the page complained about
 */
export async function takeShots(
  browser: Browser,
  hub: RealHub,
  shots: readonly GuideShot[],
  onTaken: (name: string, png: Buffer) => void | Promise<void>,
): Promise<string[]> {
  const { page, complaints } = await openPage(browser, hub.url, { colorScheme: 'light' });
  page.setDefaultTimeout(STEP_MS);
  await page.locator('.data-light[data-level="fresh"]').waitFor();
  const problems: string[] = [];
  for (const shot of shots) {
    try {
      await onTaken(shot.name, await take(page, hub, shot));
    } catch (error) {
      problems.push(`"${shot.name}" cannot be taken: ${error}`);
    }
  }
  await page.context().close();
  return [...problems, ...complaints];
}

async function take(page: Page, hub: RealHub, shot: GuideShot): Promise<Buffer> {
  await page.setViewportSize(shot.viewport);
  // Closes what the picture before has opened.
  await page.keyboard.press('Escape');
  if (shot.isCalibrated) await calibrated(page, hub);
  await page.goto(`${hub.url}#${shot.hash}`);
  await shot.prepare(page);
  if (!shot.isMoving) await page.waitForTimeout(SETTLED_MS);
  return page.screenshot({ animations: 'disabled' });
}

/** Waits until the simulated person has calibrated. */
async function calibrated(page: Page, hub: RealHub): Promise<void> {
  await page.goto(`${hub.url}#calibrate`);
  await page.locator('.calibration-verdict').waitFor({ timeout: CALIBRATED_MS });
}
