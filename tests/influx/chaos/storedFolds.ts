import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { parse } from 'csv-parse';
import { Folds } from './folds.ts';

/** The tag that tells series of one session apart, and what is compared; null is every field. */
const READ = [
  { measurement: 'body', tag: 'side', fields: null },
  { measurement: 'samples', tag: 'sensor', fields: null },
  {
    measurement: 'rep',
    tag: 'side',
    fields: ['number', 'duration_us', 'counted', 'peak_flexion_deg', 'headline_peak', 'band'],
  },
  { measurement: 'cue', tag: 'side', fields: ['number', 'value', 'threshold', 'words'] },
] as const;

const TEXTS = ['words', 'band'];
/** Columns that are no fields. */
const TAGS = new Set(
  'name tags time derived hub session simulated subject task side sensor place state'.split(' '),
);

/** All points of these measurements in a database, asked for in CSV and read by a stock parser. */
export async function storedFolds(url: string, database: string): Promise<Folds> {
  const folds = new Folds();
  for (const { measurement, tag, fields } of READ) {
    const query = new URLSearchParams({
      db: database,
      epoch: 'ns',
      chunked: 'true',
      q: `SELECT * FROM ${measurement}`,
    });
    const response = await fetch(`${url}/query?${query}`, {
      headers: { accept: 'application/csv' },
    });
    if (!response.ok || response.body === null) {
      throw new Error(`${measurement}: ${response.status} ${await response.text()}`);
    }
    const rows = Readable.fromWeb(response.body as ReadableStream).pipe(
      parse({ columns: true, skip_empty_lines: true }),
    );
    for await (const row of rows as AsyncIterable<Readonly<Record<string, string>>>) {
      const key = `${measurement} ${row.session} ${row[tag]}`;
      const timeUs = Number(BigInt(row.time) / 1000n);
      for (const name of fields ?? Object.keys(row)) {
        const text = row[name];
        if (TAGS.has(name) || text === undefined || text === '') continue;
        folds.add(`${key} ${name}`, timeUs, readValue(name, text));
      }
    }
  }
  return folds;
}

function readValue(name: string, text: string): number | string | boolean {
  if (TEXTS.includes(name)) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return Number(text);
}
