import type { Page } from 'playwright-core';
import { GUIDE_SUBJECT, LAST_RECORDING, THIRD_RECORDING } from './guideRecordings.ts';

const PHONE = { width: 390, height: 844 } as const;
const DESK = { width: 1024, height: 720 } as const;

export interface GuideShot {
  /** Of the file in `docs/guide/images`. */
  readonly name: string;
  readonly viewport: { readonly width: number; readonly height: number };
  /** The address it is taken at. */
  readonly hash: string;
  /** Whether the virtual sensors have to be calibrated by now. */
  readonly isCalibrated?: boolean;
  /** Whether it shows an instant, which does not wait for the page to settle. */
  readonly isMoving?: boolean;
  /** What is done and awaited before the picture is taken. */
  readonly prepare: (page: Page) => Promise<void>;
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

const shown = (page: Page, selector: string) => page.locator(selector).first().waitFor();

/** A view that is loaded when first wanted has come, with all that it asked the hub for. */
const loaded = async (page: Page, view: string) => {
  await page.locator(`.page[data-view="${view}"] main section`).first().waitFor({
    state: 'attached',
  });
  await page.waitForFunction(
    () =>
      !/\b(?:Loading|Looking|Reading)\b[^.]*…/.test(
        document.querySelector('main')?.innerText ?? '…',
      ),
    null,
    { polling: 200 },
  );
};

/** In the order they are taken: the simulated person calibrates meanwhile. */
export const GUIDE_SHOTS: readonly GuideShot[] = [
  {
    name: 'set-up',
    viewport: { ...DESK, height: 860 },
    hash: 'setup',
    prepare: async (page) => {
      await shown(page, '.wearing[data-complete="true"]');
      await page.getByText('Every one sends').waitFor();
    },
    isMoving: true,
  },
  {
    name: 'calibrate',
    viewport: PHONE,
    hash: 'calibrate',
    prepare: (page) => shown(page, '.calibration[data-stage="move"]'),
  },
  {
    name: 'calibrated',
    viewport: PHONE,
    hash: 'calibrate',
    isCalibrated: true,
    prepare: (page) => shown(page, '.calibration-verdict'),
  },
  {
    name: 'live',
    viewport: DESK,
    hash: 'live',
    isCalibrated: true,
    prepare: async (page) => {
      await shown(page, '.rep-mark[data-band="2"], .rep-mark[data-band="3"]');
      await shown(
        page,
        '.leg-card[data-state="ok"] .band-plate:is([data-band="2"], [data-band="3"])',
      );
    },
    isMoving: true,
  },
  {
    name: 'help',
    viewport: PHONE,
    hash: 'live',
    prepare: (page) => press(page, 'About the figures of Live'),
  },
  {
    name: 'athlete',
    viewport: PHONE,
    hash: 'live',
    isCalibrated: true,
    prepare: async (page) => {
      await press(page, 'Athlete');
      await shown(page, '.athlete-card[data-state="ok"]');
    },
  },
  {
    name: 'cues',
    viewport: PHONE,
    hash: 'live',
    prepare: async (page) => {
      await press(page, 'Coach');
      await press(page, /^Cues/);
    },
  },
  {
    name: 'pain',
    viewport: PHONE,
    hash: 'live',
    prepare: async (page) => {
      await press(page, 'Pain');
      await page.locator('dialog').getByRole('button', { name: '2', exact: true }).click();
    },
  },
  {
    name: 'record',
    viewport: DESK,
    hash: 'record',
    isCalibrated: true,
    prepare: async (page) => {
      await press(page, /^Start trial/);
      await page
        .locator('.trial-figures dd', { hasText: /^[5-9]/ })
        .last()
        .waitFor({
          timeout: 40_000,
        });
    },
  },
  {
    name: 'result',
    viewport: PHONE,
    hash: 'record',
    isCalibrated: true,
    prepare: async (page) => {
      await press(page, /^End trial/);
      await shown(page, '.result-card');
      await page.locator('.result').scrollIntoViewIfNeeded();
      await page.locator('.result').evaluate((panel) => panel.scrollIntoView());
    },
  },
  {
    name: 'library',
    viewport: DESK,
    hash: 'library',
    prepare: (page) => loaded(page, 'library'),
  },
  {
    name: 'recording',
    viewport: DESK,
    hash: `library/${LAST_RECORDING}`,
    prepare: (page) => loaded(page, 'library'),
  },
  {
    name: 'reps',
    viewport: DESK,
    hash: `library/${LAST_RECORDING}/reps`,
    prepare: (page) => loaded(page, 'library'),
  },
  {
    name: 'beside',
    viewport: DESK,
    hash: `library/${THIRD_RECORDING}/beside/${LAST_RECORDING}`,
    prepare: (page) => loaded(page, 'library'),
  },
  {
    name: 'trends',
    viewport: DESK,
    hash: `trends/${GUIDE_SUBJECT}/fppa`,
    prepare: (page) => loaded(page, 'trends'),
  },
  {
    name: 'programme',
    viewport: PHONE,
    hash: `programme/${GUIDE_SUBJECT}`,
    prepare: (page) => loaded(page, 'programme'),
  },
  {
    name: 'settings',
    viewport: DESK,
    hash: 'settings/cues',
    prepare: (page) => loaded(page, 'settings'),
  },
];
