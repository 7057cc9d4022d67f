import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readHead } from '../../src/recording/fileHead.ts';
import { ReadFile } from '../../src/recording/readFile.ts';

it('says in one line which value of the session record is missing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'head-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const bytes = await readFile('recordings/samples/squats.mcap');
  // A flipped bit makes another key of it, as the fuzzer found.
  bytes.write('subjecu', bytes.indexOf('subject'));
  const path = join(folder, 'spoilt.mcap');
  await writeFile(path, bytes);
  const file = await ReadFile.open(path);
  onTestFinished(() => file.close());
  await expect(readHead(file)).rejects.toThrow(
    'its session record does not fit (subject: missing); valid is',
  );
});
