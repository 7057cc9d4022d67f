import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FixtureHub } from './fixtureHub.ts';
import { builtPage } from './page.ts';
import { holdUp, TROUBLES } from './pageTrouble.ts';
import { PlainBrowser, type PlainTab } from './plainTab.ts';
import { SquatFeed } from './squatFeed.ts';

/** As the design asks; the soak measures it. A busy machine may not fail it. */
const RECOVERY_MS = 5000;
const YOUNG_MS = 300;
/** Longer than data count as fresh and than the hub waits for an acknowledgement. */
const HELD_UP_S = 1.5;
/** A third of a second of them: the hub sends some on credit, and it may be busy itself. */
const LEAST_SKIPPED = 30;

let hub: FixtureHub;
let feed: SquatFeed;
let browser: PlainBrowser;
let tab: PlainTab;

beforeAll(async () => {
  feed = new SquatFeed({ mode: 'live', simulated: true, startUs: Date.now() * 1000 });
  hub = new FixtureHub(builtPage(), feed);
  browser = new PlainBrowser();
  await Promise.all([hub.start(), browser.start()]);
  tab = await browser.open(`${hub.url}#live`);
  await tab.evaluate(`new Promise((resolve) => {
    const look = () => (document.querySelector('.leg-card') ? resolve() : setTimeout(look, 20));
    look();
  })`);
});

afterAll(async () => {
  await browser.stop();
  await hub.stop();
});

describe('a page that could not follow for a while', () => {
  it.each(TROUBLES)('comes back truthful after it was %s', async (trouble) => {
    await tab.evaluate(`pageMeter.msUntilLive(${YOUNG_MS}, performance.now())`);
    const recovery = await holdUp(browser, tab, trouble, HELD_UP_S, YOUNG_MS);
    const { liveAfterMs, skipped, hellos, ...rest } = recovery;
    expect(rest).toEqual({
      unmarked: 0,
      oldShownAsLive: 0,
      visibility: trouble === 'hung' ? null : 'hidden',
    });
    // Chromium ends the stream of a page that it freezes, as Safari does: it is had anew.
    expect(hellos).toBeLessThanOrEqual(trouble === 'frozen' ? 1 : 0);
    expect(liveAfterMs).toBeLessThan(RECOVERY_MS);
    // A hidden page still hears everything; that the others did not is what they were put through.
    if (trouble !== 'hidden' && hellos === 0) expect(skipped).toBeGreaterThan(LEAST_SKIPPED);
  });
});
