import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { staticImportsOf } from '../tools/importsOf.ts';

const BUILT = 'dist/src';

/** Packages that are loaded with a built file, before anything of it runs. */
function packagesBehind(file: string): Set<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const look = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const specifier of staticImportsOf(readFileSync(path, 'utf8'))) {
      if (specifier.startsWith('.')) look(posix.join(posix.dirname(path), specifier));
      else if (!specifier.startsWith('node:')) packages.add(specifier);
    }
  };
  look(file);
  return packages;
}

it('reads help and wrong words without what only commands need, which would triple its start', () => {
  expect([...packagesBehind(`${BUILT}/cli/main.js`)]).toEqual(['commander']);
});
