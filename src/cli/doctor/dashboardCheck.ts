import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { broken, type Check, ok } from './check.ts';

/** Whether the web app is built in `folder`. */
export function dashboardCheck(folder: string): Check {
  const name = 'Dashboard';
  if (existsSync(join(folder, 'index.html'))) return ok(name, 'built');
  return broken(name, `not built in ${folder}`, 'Run: npm run build');
}
