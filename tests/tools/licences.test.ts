import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import {
  licencesPage,
  PAGE,
  PAGE_IMPORTS,
  type UsedPackage,
  unacceptable,
  usedPackages,
} from './licences.ts';
import { projectFiles } from './projectFiles.ts';

const used = usedPackages();
const all = [...used.hub, ...used.page];

it('docs/licences.md is as the lockfile: npx tsx tests/tools/licences.ts --write', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(licencesPage(used));
});

it('every package has a licence of the list', () => {
  expect(unacceptable(all)).toEqual([]);
});

it.each(['GPL-3.0-only', undefined])('a package under %s is found', (license) => {
  const packages = { 'node_modules/one': { version: '1.0.0', license } };
  const page = Object.fromEntries(
    PAGE_IMPORTS.map((name) => [`node_modules/${name}`, { version: '1.0.0', license: 'MIT' }]),
  );
  const { hub } = usedPackages(JSON.stringify({ packages: { ...page, ...packages } }));
  expect(unacceptable(hub).map(({ name }) => name)).toEqual(['one']);
});

it('what is installed says the licence of the lockfile', () => {
  const installed = all.filter(({ folder }) => existsSync(`${folder}/package.json`));
  expect(installed.length).toBeGreaterThan(100);
  const others = installed.filter((one) => licenceInstalled(one) !== one.licence);
  expect(others).toEqual([]);
});

it('the page imports the packages that are listed as bundled, and no other', () => {
  const imported = projectFiles()
    .filter((path) => /^dashboards\/live\/src\/.*\.tsx?$/.test(path) && existsSync(path))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/ from '([^'.][^']*)'/g)])
    .map(([, from]) => from.match(/^(@[^/]+\/)?[^/]+/)?.[0]);
  expect([...new Set(imported)].sort()).toEqual([...PAGE_IMPORTS].sort());
});

const manifest = z.object({
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
});

function licenceInstalled({ folder }: UsedPackage): string | undefined {
  const { license, licenses } = manifest.parse(
    JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')),
  );
  return typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type);
}
