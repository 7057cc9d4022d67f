import type { Browser, Page } from 'playwright-core';
import { openPage } from '../page.ts';
import type { RealHub } from '../realHub.ts';
import type { GuideShot } from './guideShots.ts';

/** The simulated person stands, squats and goes on; a slow computer lets that take longer. */
const CALIBRATED_MS = 90_000;
/** What is loaded when first wanted is drawn by then. */
const SETTLED_MS = 700;

export interface Shot {
  readonly name: string;
  readonly png: Buffer;
}

/** Takes the pictures of the guide, one after the other, with what the page complained about. */
export async function takeShots(
  browser: Browser,
  hub: RealHub,
  shots: readonly GuideShot[],
): Promise<{ readonly shots: readonly Shot[]; readonly complaints: readonly string[] }> {
  const { page, complaints } = await openPage(browser, hub.url, { colorScheme: 'light' });
  await page.locator('.data-light[data-level="fresh"]').waitFor();
  const taken: Shot[] = [];
  for (const shot of shots) {
    const png = await take(page, hub, shot).catch((error: Error) => {
      throw new Error(`the picture "${shot.name}" cannot be taken: ${error.message}`);
    });
    taken.push({ name: shot.name, png });
  }
  await page.context().close();
  return { shots: taken, complaints };
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
