import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { readSourceTree } from '../tools/arrows.ts';
import { staticImportsOf, targetOf } from '../tools/importsOf.ts';

const run = promisify(execFile);

it('a program elsewhere imports the client of the built package by its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'client-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'node_modules'));
  await symlink(resolve('.'), join(folder, 'node_modules/plumbline'));
  const code = `
    import * as client from 'plumbline/client';
    const { HubClient, HubApiError } = client;
    const away = new HubClient({ url: 'http://127.0.0.1:1' });
    const error = await away.health().catch((why) => why);
    console.log(JSON.stringify([Object.keys(client).sort(), error instanceof HubApiError]));
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], {
    cwd: folder,
  });
  expect(JSON.parse(stdout)).toEqual([
    ['DISCLAIMER', 'HubApiError', 'HubClient', 'StreamClient', 'qualityWord'],
    true,
  ]);
});

/** Packages and modules of Node that `path` loads, directly or not; of types nothing is loaded. */
function packagesOf(path: string, tree = readSourceTree(), seen = new Set<string>()): string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const loaded = (tree.get(path) ?? '').replace(/^(?:import|export) type\b[^;]*;/gm, '');
  return staticImportsOf(loaded).flatMap((specifier) => {
    const target = targetOf(path, specifier);
    return target === null ? [specifier] : packagesOf(target, tree, seen);
  });
}

it('the client loads no package, so that a browser needs nothing besides', () => {
  expect(packagesOf('src/stream/index.ts')).toEqual([]);
  // The search finds those of a face that has some.
  expect(packagesOf('src/index.ts')).toContain('zod');
});
