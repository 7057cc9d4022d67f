import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { UsageError } from '../../src/cli/cliError.ts';
import { orientFile } from '../../src/cli/orientFile.ts';
import { temporaryFile } from '../exchange/import/temporaryFile.ts';

const AXES = ['ax', 'ay', 'az', 'gx', 'gy', 'gz'];

/** Still sensors of these names at 100 Hz. */
function table(sensors: readonly string[], timeS: readonly number[]): string {
  const names = sensors.flatMap((sensor) => AXES.map((axis) => `${sensor}_${axis}`));
  const still = sensors.flatMap(() => [0, 0, 9.81, 0, 0, 0]);
  return [['t', ...names], ...timeS.map((t) => [t, ...still])].join('\n');
}

function rows(count: number, fromS = 0): number[] {
  return Array.from({ length: count }, (_, i) => Number((fromS + i / 100).toFixed(2)));
}

/** What `orient` says of a table, and what it writes. */
async function oriented(
  content: string,
  sensor?: string,
): Promise<{ readonly said: string; readonly written: string }> {
  const said = vi.spyOn(console, 'log').mockReturnValue();
  onTestFinished(() => said.mockRestore());
  const path = await temporaryFile('table.csv', content);
  const output = join(dirname(path), 'q.csv');
  const flags = { output, magnetometer: 'off', offline: false } as const;
  await orientFile(path, { ...flags, ...(sensor !== undefined && { sensor }) });
  const text = said.mock.calls.flat().join('\n').replaceAll(output, 'q.csv');
  return { said: text, written: await readFile(output, 'utf8') };
}

describe('orient', () => {
  it('tells of gaps that it does not bridge', async () => {
    const timeS = [...rows(2000), ...rows(500, 20.5), ...rows(500, 33.49), ...rows(500, 40)];
    const { said, written } = await oriented(table(['imu1'], timeS));
    expect(said.split('\n')).toEqual([
      'q.csv: 3500 rows at 100.000 Hz, heading arbitrary',
      '  gaps: 2 longer than 1 s, the longest 8.00 s at t = 25.49 s: the attitude settles for 3 s after each',
    ]);
    expect(written.trimEnd().split('\n')).toHaveLength(3501);
  });

  it('says nothing of gaps that it bridges', async () => {
    const { said } = await oriented(table(['imu1'], [...rows(200), ...rows(200, 2.9)]));
    expect(said).toBe('q.csv: 400 rows at 100.000 Hz, heading arbitrary');
  });

  it('shows the names of a file without control characters, and not all of many', async () => {
    const names = ['bad\u001b[31m', ...Array.from({ length: 20 }, (_, i) => `imu${i}`)];
    const content = table(names, rows(200));
    for (const sensor of [undefined, 'none\u001b[0m']) {
      const error = await oriented(content, sensor).catch((reason: unknown) => reason);
      if (!(error instanceof UsageError)) throw error;
      expect(error.message).not.toMatch(/\p{C}/u);
      expect(error.message).toContain('bad\\u001b[31m, imu0, imu1');
      expect(error.message).toContain('and 9 more');
    }
  });
});
