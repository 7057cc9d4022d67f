import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportJson } from '../../../../src/exchange/export/json/exportJson.ts';
import { csvOf, exportedBy, SAMPLE } from '../sample.ts';

async function lines(folder: string, name: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(join(folder, name), 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('a JSON export', () => {
  it('has the rows of the CSV files as one object per line, blanks as null', async () => {
    const folder = await exportedBy(exportJson, SAMPLE);
    const csv = await csvOf(SAMPLE);
    for (const name of ['body', 'reps', 'events'] as const) {
      const rows = await lines(folder, `${name}.jsonl`);
      const asText = rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [
            key,
            value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value),
          ]),
        ),
      );
      expect(asText).toEqual(csv[name]);
    }
  });

  it('says in session.json whose recording it was and what every column is', async () => {
    const folder = await exportedBy(exportJson, SAMPLE);
    const about = JSON.parse(await readFile(join(folder, 'session.json'), 'utf8'));
    expect(about.session.startedUs).toBeGreaterThan(0);
    const [row] = await lines(folder, 'body.jsonl');
    expect(about.columns.body.map(({ name }: { name: string }) => name)).toEqual(Object.keys(row));
    expect(about.columns.reps.length + about.columns.events.length).toBeGreaterThan(20);
  });
});
