import { broken, type Check, ok } from './check.ts';

const NAME = 'Node';

/** Whether this Node is new enough. `engines` is that of package.json, such as `>=20.19`. */
export function nodeCheck(engines: string, version: string): Check {
  const least = engines.replace(/^>=/, '');
  if (compare(version, least) >= 0) return ok(NAME, version);
  return broken(NAME, `${version}, older than ${least}`, `Install Node ${least} or newer.`);
}

/** Below 0 when version `a` is older than `b`; what `b` does not say counts as 0. */
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (const [i, part] of left.entries()) {
    const difference = part - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
