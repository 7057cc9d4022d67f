import type { PageCounts } from './pageMeter.ts';
import type { PlainBrowser, PlainTab } from './plainTab.ts';

/** How a page came back from a time in which it could not follow the hub. */
export interface Recovery {
  /** From the moment it could go on to data shown as live that is younger than asked for. */
  readonly liveAfterMs: number;
  /** What was counted meanwhile. */
  readonly skipped: number;
  readonly unmarked: number;
  readonly hellos: number;
  readonly oldShownAsLive: number;
  /** What the page says of itself while it is held up; null where it can say nothing. */
  readonly visibility: string | null;
}

export const TROUBLES = ['hung', 'frozen', 'hidden'] as const;
export type Trouble = (typeof TROUBLES)[number];

/**
 * Holds the page in `tab` up for `seconds`: by a script that does not end, by the freeze that
 * browsers do to tabs behind others, or by another tab in front of it.
 */
export async function holdUp(
  browser: PlainBrowser,
  tab: PlainTab,
  trouble: Trouble,
  seconds: number,
  youngMs: number,
): Promise<Recovery> {
  const counts = () => tab.evaluate<PageCounts>('pageMeter.counts()');
  const before = await counts();
  let visibility: string | null = null;
  let liveAfterMs: number;
  if (trouble === 'hung') {
    liveAfterMs = await tab.evaluate(`(() => {
      const endMs = performance.now() + ${1000 * seconds};
      while (performance.now() < endMs);
      return pageMeter.msUntilLive(${youngMs}, endMs);
    })()`);
  } else {
    const inFront = await browser.open('about:blank');
    await inFront.toFront();
    visibility = await tab.evaluate('document.visibilityState');
    if (trouble === 'frozen') await tab.freeze(seconds);
    else await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
    await tab.toFront();
    liveAfterMs = await tab.evaluate(`pageMeter.msUntilLive(${youngMs}, performance.now())`);
    await inFront.close();
  }
  const after = await counts();
  return {
    liveAfterMs,
    skipped: after.skipped - before.skipped,
    unmarked: after.unmarked - before.unmarked,
    hellos: after.hellos - before.hellos,
    oldShownAsLive: after.oldShownAsLive - before.oldShownAsLive,
    visibility,
  };
}
