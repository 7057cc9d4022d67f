import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { meterPage } from './pageMeter.ts';

export const ARTIFACTS = 'test-artifacts/web';

export const VIEWPORTS = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
] as const;

/** The folder of the built page; the test command builds it first. */
export function builtPage(): string {
  const folder = join(process.cwd(), 'dist/live');
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`the page is not built in ${folder}: run "npm run build" first`);
  }
  return folder;
}

/** Debian's Chromium, or the one `CHROMIUM` names. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page at `url` that collects what it complains about; `metered` counts what it receives. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  { metered = false } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: VIEWPORTS[2], ...options });
  const page = await context.newPage();
  if (metered) await meterPage(page);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  await page.goto(url);
  return { page, complaints };
}

export function dataLight(page: Page): Promise<{ level: string; text: string }> {
  return page.locator('.data-light').evaluate((light) => ({
    level: light.getAttribute('data-level') ?? '',
    text: light.textContent ?? '',
  }));
}

export interface LegCardContent {
  readonly state: string;
  readonly digits: string;
  readonly error: string;
  readonly band: string;
  readonly word: string;
  readonly shankOverFoot: string;
  readonly depth: string;
}

/** What the card of one leg says at this moment. */
export async function readLegCard(page: Page, side: 'left' | 'right'): Promise<LegCardContent> {
  const { state, band, parts } = await page.locator(`.leg-card.${side}`).evaluate((card) => ({
    state: card.getAttribute('data-state') ?? '',
    band: card.querySelector('[data-band]')?.getAttribute('data-band') ?? '',
    parts: Object.fromEntries(
      [...card.querySelectorAll('[data-part]')].map((part) => [
        part.getAttribute('data-part') ?? '',
        part.textContent ?? '',
      ]),
    ),
  }));
  const text = (name: string) => parts[name] ?? '';
  return {
    state,
    band,
    digits: text('sign') + text('digits'),
    error: text('error'),
    word: text('word'),
    shankOverFoot: `${text('ankle')} ${text('ankleNote')}`.trim(),
    depth: text('depth'),
  };
}

/** Polls `read` until `good` accepts what it returns; the last value stands in the error. */
export async function eventually<T>(
  read: () => Promise<T>,
  good: (value: T) => boolean,
  timeoutMs = 8000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let value = await read();
  while (!good(value)) {
    if (performance.now() > deadline) {
      throw new Error(`still ${JSON.stringify(value)} after ${timeoutMs} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    value = await read();
  }
  return value;
}

export async function screenshot(page: Page, name: string, fullPage = true): Promise<void> {
  await mkdir(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTIFACTS, `${name}.png`), fullPage });
}
