import { copyFile, mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { McapWriter } from '@mcap/core';
import { expect } from 'vitest';
import { PROJECT, type Run } from './plumbline.ts';

export const SAMPLE = join(PROJECT, 'recordings', 'samples', 'squats.mcap');

/** One message for a person: on stderr, without a trace, naming all of `names`. */
export function expectMessage(run: Run, code: 1 | 2, names: readonly string[]): void {
  expect(run.stdout).toBe('');
  for (const name of names) expect(run.stderr).toContain(name);
  expect(run.stderr).not.toMatch(/^ {4}at /m);
  expect(run.stderr.match(/^error: /gm)).toHaveLength(1);
  expect(run.stderr.length).toBeLessThan(600);
  expect(run.code).toBe(code);
}

async function foreignMcap(path: string): Promise<void> {
  const parts: Uint8Array[] = [];
  let position = 0n;
  const writer = new McapWriter({
    writable: {
      position: () => position,
      write: async (bytes) => {
        parts.push(Uint8Array.from(bytes));
        position += BigInt(bytes.length);
      },
    },
  });
  await writer.start({ profile: 'ros2', library: 'another program' });
  await writer.end();
  await writeFile(path, Buffer.concat(parts));
}

/** Files that are no recording, and what the message about them names. */
export const UNREADABLE: readonly {
  readonly what: string;
  readonly make: (path: string) => Promise<void>;
  readonly names: readonly string[];
}[] = [
  { what: 'a missing file', make: async () => {}, names: ['no such file'] },
  { what: 'an empty file', make: (path) => writeFile(path, ''), names: ['is empty', 'MCAP'] },
  {
    what: 'a file of another kind',
    make: (path) => writeFile(path, 'time,angle\n0,1\n'),
    names: ['not an MCAP file', '74 69 6d 65'],
  },
  {
    what: 'an MCAP file of another program',
    make: foreignMcap,
    names: ['not a recording of this program'],
  },
  {
    what: 'a recording cut within its head',
    make: async (path) => {
      await copyFile(SAMPLE, path);
      await truncate(path, 40);
    },
    names: ['cut short', '40 bytes'],
  },
  { what: 'a folder', make: async (path) => void (await mkdir(path)), names: ['not a file'] },
];
