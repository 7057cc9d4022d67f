import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const PAGE = fileURLToPath(new URL('../../docs/licences.md', import.meta.url));
const LOCKFILE = new URL('../../package-lock.json', import.meta.url);

/** Licences under which the hub may be given on with what it uses: each asks for its notice only. */
export const ACCEPTABLE: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
];

/** Packages that the live page imports; vite puts them and theirs into its bundle. */
export const PAGE_IMPORTS: readonly string[] = ['@preact/signals', 'preact', 'uplot'];

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
type Locked = z.infer<typeof lockfile>['packages'];

export interface UsedPackage {
  /** Its folder from the root of the project. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** SPDX identifier; `none given` where the lockfile has none. */
  readonly licence: string;
  /** Installed only where the machine can build or use it. */
  readonly optional: boolean;
}

/** What runs with the hub and what is in the page, each in the order of names. */
export interface UsedPackages {
  readonly hub: readonly UsedPackage[];
  readonly page: readonly UsedPackage[];
}

/** @throws Error where the lockfile cannot be read or lacks a package of the page */
export function usedPackages(text = readFileSync(LOCKFILE, 'utf8')): UsedPackages {
  const { packages } = lockfile.parse(JSON.parse(text));
  // `devOptional` is wanted by an optional package of the hub too, so an install without `dev` has it.
  const hub = Object.keys(packages).filter((folder) => folder !== '' && !packages[folder].dev);
  return { hub: described(hub, packages), page: described(inPage(packages), packages) };
}

/** Packages of a licence outside the list. */
export function unacceptable(packages: readonly UsedPackage[]): readonly UsedPackage[] {
  return packages.filter(({ licence }) => !ACCEPTABLE.includes(licence));
}

/** The whole of docs/licences.md. */
export function licencesPage({ hub, page }: UsedPackages): string {
  return `${[
    '<!-- By `npx tsx tests/tools/licences.ts --write`: do not edit. -->',
    '# Licences of what Plumbline uses',
    'Plumbline itself is under the MIT licence. It uses the packages below as they are. Nothing of them is bundled into the hub: `npm` installs them beside it, each with its licence in its folder. What runs only while Plumbline is built and tested is not listed.',
    `Licences that are accepted: ${ACCEPTABLE.join(', ')}. A test fails where a package has another.`,
    '## Bundled into the live page',
    table(page),
    '## Installed with the hub',
    '"Optional" is a package that is left out where the machine cannot build or use it.',
    table(hub),
  ].join('\n\n')}\n`;
}

function inPage(packages: Locked): readonly string[] {
  const found = new Set<string>();
  const follow = (name: string): void => {
    const folder = `node_modules/${name}`;
    if (found.has(folder)) return;
    const { [folder]: locked } = packages;
    if (locked === undefined) {
      throw new Error(`package-lock.json has no ${folder}, which the live page imports`);
    }
    found.add(folder);
    Object.keys(locked.dependencies ?? {}).forEach(follow);
  };
  PAGE_IMPORTS.forEach(follow);
  return [...found];
}

function described(folders: readonly string[], packages: Locked): readonly UsedPackage[] {
  const all = folders.map((folder) => {
    const { version = '', license, optional = false, devOptional = false } = packages[folder];
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const licence = license ?? 'none given';
    return { folder, name, version, licence, optional: optional || devOptional };
  });
  return all.sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
}

function rankOf({ name, version, folder }: UsedPackage): string {
  return [name, version, folder].join('\n');
}

function table(packages: readonly UsedPackage[]): string {
  const rows = packages.map(
    ({ name, version, licence, optional }) =>
      `| ${name} | ${version} | ${licence} | ${optional ? 'optional' : ''} |`,
  );
  // The same version may stand in several folders.
  return ['| package | version | licence | |', '|---|---|---|---|', ...new Set(rows)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes('--write')) {
  writeFileSync(PAGE, licencesPage(usedPackages()));
}
