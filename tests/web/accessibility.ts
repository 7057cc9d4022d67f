import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Axe {
  run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
}

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
