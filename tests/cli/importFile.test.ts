import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { importFile } from '../../src/cli/importFile.ts';
import type { ImportFlags } from '../../src/cli/importFlags.ts';
import { processFile } from '../../src/cli/processFile.ts';
import { SAMPLE_FILE } from '../../src/cli/projectFolder.ts';
import { ImportError } from '../../src/exchange/import/importError.ts';
import { summarize } from '../../src/reprocess/summary/summarize.ts';
import { type SampleTable, sampleCsv, withLines } from '../exchange/import/csv/sampleTable.ts';
import { opened } from '../recording/opened.ts';
import { temporaryFolder } from '../recording/session.ts';

/** Lines that a command prints while the test runs. */
function printed(): string[] {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => {
    lines.push(...text.split('\n'));
  });
  onTestFinished(() => log.mockRestore());
  return lines;
}

interface Import {
  readonly folder: string;
  readonly output: string;
  readonly lines: readonly string[];
  readonly run: () => Promise<void>;
}

async function importOf(table: string, flags: Partial<ImportFlags> = {}): Promise<Import> {
  const folder = await temporaryFolder();
  const file = join(folder, 'table.csv');
  await writeFile(file, table);
  const output = join(folder, 'raw.mcap');
  const run = () => importFile(file, { output, subject: 'imported', ...flags });
  return { folder, output, lines: printed(), run };
}

async function imported(table: SampleTable): Promise<Import> {
  const made = await importOf(sampleCsv(table));
  await made.run();
  return made;
}

describe('the times of an imported table', () => {
  it.each([
    ['beyond the year 2100', 9.5e9, {}, '9500000000 s; valid are 0 to 4102444800 s'],
    ['before 1970', -2e9, {}, '-2000000000 s; valid are 0 to 4102444800 s'],
    ['before 1970 by --started', -3, { started: 1e6 }, '-3 s; valid are -1 to 4102444799 s'],
  ])('are refused %s, and no file is made', async (_, startS, flags, words) => {
    const { folder, run } = await importOf(sampleCsv({ startS }), flags);
    const error: unknown = await run().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ImportError);
    expect(String(error)).toContain(`t is ${words}`);
    expect(await readdir(folder)).toEqual(['table.csv']);
  });

  it('are refused where they leap further down, and no file is kept', async () => {
    const { folder, run } = await importOf(
      withLines((lines) => [...lines, lines[lines.length - 1].replace(/^[^,]*/, '9500000000')], {
        rows: 3000,
      }),
    );
    await expect(run()).rejects.toThrow('the time jumps from 29.99 s to 9500000000 s');
    expect(await readdir(folder)).toEqual(['table.csv']);
  });

  it('may begin before zero, and stay where they are', async () => {
    const { output } = await imported({ startS: -3, rows: 600 });
    const recording = await opened(output);
    const { startedUs } = recording.metadata;
    expect((recording.startUs - startedUs) / 1e6).toBe(-3);
    expect(recording.durationS).toBeCloseTo(5.99, 6);
  });

  it('of a clock are told to count from the first row', async () => {
    const { lines } = await imported({ startS: 1.7e9 });
    expect(lines).toContain(
      '  t is Unix time: time_s and the windows of "process" count from the first row, t = 1700000000 s',
    );
    expect((await imported({ startS: 5 })).lines.join()).not.toContain('Unix');
  });

  it('may be those of 20 Hz exactly, whatever the last digits make of them', async () => {
    for (const startS of [3, 1000, 1.7e9]) {
      const { lines } = await imported({ rateHz: 20, startS });
      expect(lines[0]).toMatch(/ at 20 Hz$/);
    }
  });

  it('are refused by the rate that is not valid, not one rounded into the valid ones', async () => {
    const { run } = await importOf(sampleCsv({ rateHz: 19.98, digits: 6 }));
    await expect(run()).rejects.toThrow('at 19.98 Hz by its column t; valid are 20 to 2000 Hz');
  });
});

describe('what an import tells', () => {
  it('names some foreign columns, without what moves a cursor', async () => {
    const names = ['\u001b[2Jclear', '\u009b2J', ...Array.from({ length: 40 }, (_, i) => `x${i}`)];
    const { lines, run } = await importOf(
      withLines(([header, ...rows]) => [
        [header, ...names].join(),
        ...rows.map((row) => [row, ...names.map(() => '0')].join()),
      ]),
    );
    await run();
    const line = lines.find((each) => each.includes('columns left out'));
    expect(line).toMatch(/clear, .*x9 and 30 more$/);
    expect(line).not.toMatch(/\p{Cc}/u);
  });

  it('counts no samples and no gaps of packets that nothing was computed from', async () => {
    const { output } = await imported({});
    const { sensors } = await summarize(await opened(output));
    expect(sensors[0]).toMatchObject({ samples: null, gaps: null, samplesLost: null });
  });
});

describe('the same command twice', () => {
  async function twice(run: (output: string) => Promise<void>): Promise<[Buffer, Buffer]> {
    printed();
    const folder = await temporaryFolder();
    const made = async (name: string): Promise<Buffer> => {
      await mkdir(join(folder, name));
      const output = join(folder, name, 'out.mcap');
      await run(output);
      return readFile(output);
    };
    return [await made('one'), await made('two')];
  }

  it('imports the same bytes', async () => {
    const file = join(await temporaryFolder(), 'table.csv');
    await writeFile(file, sampleCsv({ rows: 20_000 }));
    const [one, two] = await twice((output) => importFile(file, { output, subject: 'imported' }));
    expect(one.equals(two)).toBe(true);
  });

  it('processes into the same bytes', async () => {
    const [one, two] = await twice((output) => processFile(SAMPLE_FILE, { output }));
    expect(one.equals(two)).toBe(true);
  }, 120_000);
});
