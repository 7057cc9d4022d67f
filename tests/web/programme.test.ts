import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listSessions } from '../../src/recording/sessions/listSessions.ts';
import { gatherWorks } from '../../src/reprocess/sessionHistory/gatherWorks.ts';
import { recordBalance } from '../reprocess/sessionHistory/recordBalance.ts';
import { seriousViolations } from './accessibility.ts';
import { eventually, launchBrowser, openPage, screenshot, VIEWPORTS } from './page.ts';
import { RealHub } from './realHub.ts';

const SUBJECT = 'P-7F3K';

/** These follow one another as days do, on one page that stays open. */
describe.sequential('the programme view', () => {
  const hub = new RealHub(['--virtual-sensors']);
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [browser] = await Promise.all([launchBrowser(), hub.start()]);
    for (const day of [0, 2]) await recordBalance(hub.recordings, SUBJECT, day);
    await recordBalance(hub.recordings, 'P-2', -1);
    ({ page, complaints } = await openPage(browser, `${hub.url}#programme`));
  });
  afterAll(async () => {
    await browser.close();
    await hub.stop();
  });

  const text = (selector: string) => page.locator(selector).first().innerText();
  const decision = () => text('.today-step .decision');
  const says = (selector: string, words: string | RegExp) =>
    eventually(
      () => text(selector),
      (found) => (typeof words === 'string' ? found.includes(words) : words.test(found)),
    );
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  /** At another screen. */
  const postElsewhere = async (path: string, body: object) => {
    const response = await fetch(`${hub.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
  };
  const sayElsewhere = (note: object, live = false) =>
    postElsewhere('programme/P-2/notes', { note, by: 'CD', live });
  const lookAgain = () =>
    page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const inForce = async () => (await fetch(`${hub.url}/api/v1/live/session`)).json();
  /** Words of buttons that come close to an edge of theirs. */
  const tight = () =>
    page.locator('.more-button > span, .pain-when button').evaluateAll((buttons) =>
      buttons.flatMap((each) => {
        const range = document.createRange();
        range.selectNodeContents(each);
        const words = range.getBoundingClientRect();
        const edge = (each.closest('button') ?? each).getBoundingClientRect();
        const besidePx = Math.min(words.left - edge.left, edge.right - words.right);
        const abovePx = Math.min(words.top - edge.top, edge.bottom - words.bottom);
        return edge.width > 0 && (besidePx < 2 || abovePx < 4)
          ? [`${each.textContent}: ${besidePx}, ${abovePx} px`]
          : [];
      }),
    );
  const fits = async () => {
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport);
      expect(await tight(), `${viewport.width} px`).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${viewport.width} px`).toBeLessThanOrEqual(viewport.width);
    }
    expect(await seriousViolations(page)).toEqual([]);
  };

  it('shows who was there last: the step of today, the advance, and what it rests on', async () => {
    await says('.today-step h4', 'Foam pad');
    expect(await page.getByLabel('Participant').inputValue()).toBe(SUBJECT);
    expect(await decision()).toBe('advance');
    expect(await text('.dose')).toBe('Hold 10 to 20 s on each leg, twice.');
    expect(await text('.reasons')).toContain('SLB1 passed in 2 sessions in turn');
    expect(await text('.today-step .gates, .today-step summary')).toContain('6 of 6 met');
    expect(await text('.stop-rules')).toContain('pain above 5 of 10');
    expect(await page.locator('[aria-current="step"]').allInnerTexts()).toEqual([
      expect.stringContaining('Foam pad'),
      expect.stringContaining('Parallel box squat'),
    ]);
    expect(await page.locator('.course tbody tr').count()).toBe(2);
    await fits();
  });

  it('stands while another session begins and who there is is asked for anew', async () => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/v1/programme', async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest('**/api/v1/programme');
    await postElsewhere('live/session', { subject: 'anonymous', assessment: null });
    await asked;
    expect(await page.getByLabel('Participant').inputValue()).toBe(SUBJECT);
    expect(await text('.today-step h4')).toContain('Foam pad');
    answer();
    await page.unrouteAll({ behavior: 'wait' });
  });

  it('stays on the step with pain of 4 that is said after the session, and says why', async () => {
    await press('After the last session');
    await press('4');
    await press('Record this');
    await says('.pain-advice', 'Make it easier or stop here.');
    await says('.pain-outcome', 'Recorded: pain 4 of 10 after the session.');
    await press('Back');
    await says('.today-step h4', 'Bodyweight');
    expect(await decision()).toBe('stay');
    expect(await text('.dose')).toContain('(half, for there was pain)');
    expect(await text('.reasons')).toContain('Pain was 4 of 10; up to 2 one may go on.');
    expect(await text('.today-step .gates')).toContain('not met pain 4 of 10');
  });

  it('stops everywhere with pain of 7, and offers nothing but whom to ask', async () => {
    await press('Before today’s session');
    await press('7');
    await press('Record this');
    await says('.pain-advice', 'Stop.');
    await press('Back');
    await says('.programme-stop', 'Stop and ask a health professional.');
    expect(await page.locator('.today-step .decision').allInnerTexts()).toEqual(['stop']);
    expect(await page.getByRole('button', { name: 'Begin this now' }).count()).toBe(0);
    expect(await text('.course tbody tr')).toMatch(/Said since[\s\S]*7[\s\S]*stop/);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await seriousViolations(page)).toEqual([]);
    await screenshot(page, 'programme-stop');
  });

  it('goes on when a coach says so, with a reason and initials, by keys alone', async () => {
    await page.getByLabel('Decision').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('looked at by a professional');
    await page.keyboard.press('Tab');
    await page.keyboard.type('AB');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.programme-stop').waitFor({ state: 'detached' });
    await says('.coach', /AB: let it go on: looked at by a professional/);
    expect(await page.locator('.coach option:checked').allInnerTexts()).toEqual(['Choose']);
    expect(await decision()).toBe('stay');
    await page.reload();
    await says('.today-step h4', 'Bodyweight');
  });

  it('shows somebody else when asked to, by an address of their own', async () => {
    await page.getByLabel('Participant').selectOption('P-2');
    await says('.today-step .reasons', 'SLB1 passed in 1 of 2 sessions');
    expect(new URL(page.url()).hash).toBe('#programme/P-2');
  });

  it('begins the session of the step, unless it was stopped elsewhere, and goes to the calibration', async () => {
    await says('.begin', /Ends the recording that goes on. Height 1\.\d\d m/);
    await sayElsewhere({ painBefore: 7 });
    // As quick as a person could be: the page has not been told.
    await page.evaluate(() => document.querySelector<HTMLElement>('.begin-button')?.click());
    await says('.programme-stop', 'Pain was 7 of 10');
    expect((await inForce()).subject).toBe('anonymous');
    await sayElsewhere({ override: { action: 'resume', reason: 'looked at' } });
    await lookAgain();
    await press('Begin this now');
    await page.locator('.page[data-view="calibrate"]').waitFor();
    expect(await inForce()).toMatchObject({
      ...{ subject: 'P-2', assessment: 'singleLegBalance' },
      protocol: 'programme SLB1',
    });
  });

  it('sends what is said of pain into the live session of the person', async () => {
    await page.goto(`${hub.url}#programme`);
    await page.getByText('The session of P-2 goes on').waitFor();
    await press('3');
    await press('Record this');
    await says('.pain-outcome', 'Recorded: pain 3 of 10 before the session.');
    await press('Back');
    expect(await page.getByRole('button', { name: 'After the last session' }).count()).toBe(0);
    await press('8');
    await press('Record this');
    const banner = page.locator('.stop-banner');
    expect(await banner.innerText()).toContain('P-2 said: pain 8 of 10 before the session.');
    await press('I have read this');
    await sayElsewhere({ painDuring: 7, signs: ['swelling'] }, true);
    await lookAgain();
    await says('.programme-stop', 'there was swelling');
    expect(await page.getByRole('button', { name: 'Begin this now' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await hub.interrupt();
    const { works } = await gatherWorks(await listSessions(hub.recordings));
    expect(
      works
        .flatMap(({ session, notes }) => (session.subject === 'P-2' ? notes : []))
        .map(({ note }) => note),
    ).toEqual(expect.arrayContaining([{ step: 'SLB1' }, { painBefore: 3 }]));
  });
});
