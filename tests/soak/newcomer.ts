import type { Page } from 'playwright-core';
import { launchBrowser, openPage, screenshot } from '../web/page.ts';
import { RealHub } from '../web/realHub.ts';
import type { Results } from './results.ts';

const MOST_S = 180;
const LEAST_REPS = 3;
const PATIENCE_MS = 110_000;

/**
 * Somebody who has never seen the page: calibrates the virtual person and records a set, by what
 * stands on the screen alone. That person hears nobody: it stands for a while and squats, in a loop.
 */
export async function soakNewcomer(results: Results): Promise<void> {
  const hub = new RealHub(['--virtual-sensors']);
  const browser = await launchBrowser();
  try {
    await hub.start();
    const beganMs = performance.now();
    const seconds = () => (performance.now() - beganMs) / 1000;
    const { page, complaints } = await openPage(browser, hub.url);
    page.setDefaultTimeout(PATIENCE_MS);

    await goTo(page, 'Set-up');
    await page.getByText('4 of 4 sensors are here.').waitFor();
    results.told('set-up is understood after', seconds(), 's');

    await goTo(page, 'Record');
    await page.getByRole('button', { name: 'New session' }).click();
    await page.getByLabel('Participant').fill('P-NEW1');
    await page.getByRole('button', { name: 'Begin session' }).click();
    await page.getByRole('region', { name: 'Session' }).getByText('P-NEW1').first().waitFor();
    results.told('a session of its own has begun after', seconds(), 's');

    await goTo(page, 'Calibrate');
    await page.getByText(/^Calibrated: /).waitFor();
    results.told('calibrated after', seconds(), 's');

    await goTo(page, 'Record');
    await page.getByRole('button', { name: /^Start trial/ }).click();
    const trial = page.getByRole('region', { name: 'Trial', exact: true });
    await page.waitForFunction((least) => {
      const terms = [...document.querySelectorAll('section[aria-label="Trial"] dt')];
      const reps = terms.find((term) => term.textContent === 'Reps')?.nextElementSibling;
      return Number.parseInt(reps?.textContent ?? '', 10) >= least;
    }, LEAST_REPS);
    results.told('reps counted after', seconds(), 's');
    await trial.getByRole('button', { name: /^End trial/ }).click();
    const table = page.getByRole('region', { name: 'Result' }).getByRole('table');
    await table.first().waitFor();
    results.atMost('the result card stands there after', seconds(), MOST_S, 's');
    results.told('lines of the card', await table.first().getByRole('row').count(), '1');
    results.exactly('complaints of the browser', complaints.length, 0);
  } finally {
    try {
      const pages = browser.contexts().flatMap((context) => context.pages());
      for (const [i, page] of pages.entries()) await screenshot(page, `newcomer-${i}`);
    } finally {
      try {
        await browser.close();
      } finally {
        await hub.stop();
      }
    }
  }
}

function goTo(page: Page, view: string): Promise<void> {
  return page.getByRole('navigation', { name: 'View' }).getByRole('button', { name: view }).click();
}
