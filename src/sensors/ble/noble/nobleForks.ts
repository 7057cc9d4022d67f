import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { NOBLE_STACKS } from './nobleStacks.ts';

const FORKS = NOBLE_STACKS.map((stack) => `@${stack}/noble`);
const MANIFEST = z.object({ name: z.string(), version: z.string() });

/** The forks of noble that are installed, with their versions; none is loaded. */
export function nobleForks(): string[] {
  const require = createRequire(import.meta.url);
  return FORKS.flatMap((fork) => {
    const version = versionOf(require, fork);
    return version === null ? [] : [`${fork} ${version}`];
  });
}

function versionOf(require: NodeJS.Require, fork: string): string | null {
  try {
    return versionAbove(dirname(require.resolve(fork)), fork);
  } catch {
    return null;
  }
}

/** A package need not export its manifest, so it is looked for above its entry. */
function versionAbove(folder: string, fork: string): string {
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8');
    const { name, version } = MANIFEST.parse(JSON.parse(text));
    if (name === fork) return version;
  } catch {
    // Not in this folder.
  }
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`${fork} has no manifest`);
  return versionAbove(parent, fork);
}
