import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { VIEWPORTS } from '../web/page.ts';

const arrivalsSchema = z.array(
  z.object({
    what: z.enum(['heartbeat', 'cueOn', 'cueShown']),
    atUs: z.number(),
    sentUs: z.number(),
  }),
);

/** Something that reached the page; times in microseconds. */
export interface PageArrivals {
  /** Per cue: the event's own time on the hub's clock, its arrival on the machine's wall clock. */
  readonly cues: readonly { readonly timeUs: number; readonly atUs: number }[];
  /** When a cue came to stand in the document. */
  readonly shownUs: readonly number[];
  /**
   * Smallest of (arrival − the hub's time in it) over the heartbeats: how far the page's clock
   * is ahead of the hub's, plus the shortest way. Below zero the page's clock is behind.
   */
  readonly clockLeadUs: number;
}

/** The hub's own dashboard in a real browser, noting when cues reach it. */
export class PageWatch {
  readonly page: Page;
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, url: string): Promise<PageWatch> {
    const context = await browser.newContext({ viewport: VIEWPORTS[2] });
    const page = await context.newPage();
    const watch = new PageWatch(page);
    page.on('pageerror', (error) => watch.complaints.push(error.message));
    await page.addInitScript({ path: join(import.meta.dirname, 'watchArrivals.js') });
    await page.goto(url);
    return watch;
  }

  async arrivals(): Promise<PageArrivals> {
    const all = arrivalsSchema.parse(
      await this.page.evaluate(() => Reflect.get(globalThis, 'arrivals')),
    );
    const of = (what: string) => all.filter((arrival) => arrival.what === what);
    return {
      cues: of('cueOn').map(({ sentUs, atUs }) => ({ timeUs: sentUs, atUs })),
      shownUs: of('cueShown').map(({ atUs }) => atUs),
      clockLeadUs: Math.min(...of('heartbeat').map(({ sentUs, atUs }) => atUs - sentUs)),
    };
  }
}
