import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Axe {
  run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
}

const CONTROLS =
  'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds on `page` as it is, of the kinds that keep someone out. */
export async function seriousViolations(page: Page): Promise<string[]> {
  const loaded = await page.evaluate(() => Reflect.has(window, 'axe'));
  // Evaluated by the debugger, so the page's own content policy stays in force.
  if (!loaded) await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(async () => {
    const axe: Axe = Reflect.get(window, 'axe');
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

/** What can be operated now, and what of it Tab never comes to, by name. */
export async function unreachable(page: Page): Promise<string[]> {
  const total = await page.evaluate((selector) => {
    const all = [...document.querySelectorAll<HTMLElement>(selector)].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.closest('[inert]') &&
        !element.matches(':disabled') &&
        element.tabIndex >= 0,
    );
    all.forEach((element, i) => {
      element.dataset.tabbed = `${i}`;
    });
    return all.length;
  }, CONTROLS);
  await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement) focused.blur();
    Reflect.set(window, 'reached', new Set<string>());
    document.addEventListener('focusin', ({ target }) => {
      const { tabbed } = target instanceof HTMLElement ? target.dataset : {};
      if (tabbed !== undefined) (Reflect.get(window, 'reached') as Set<string>).add(tabbed);
    });
  });
  for (let i = 0; i < total + 3; i++) await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const reached = Reflect.get(window, 'reached') as Set<string>;
    return (
      [...document.querySelectorAll<HTMLElement>('[data-tabbed]')]
        .filter(({ dataset }) => !reached.has(dataset.tabbed ?? ''))
        // Of a group of radio buttons Tab comes to one.
        .filter((element) => !element.matches('input[type="radio"]'))
        .map((element) => element.outerHTML.slice(0, 120))
    );
  });
}
