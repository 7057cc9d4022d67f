import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, FORMAT_WORDS } from '../../src/exchange/export/formats.ts';
import { EVENT_FIELDS } from '../../src/exchange/export/tables/eventTable.ts';
import { repFields } from '../../src/exchange/export/tables/repTable.ts';
import { DEFAULT_THRESHOLDS, headlineOf } from '../../src/movement/thresholds.ts';

const PAGE = readFileSync('docs/export.md', 'utf8');

/** Names in the first column of the table of a section. */
function columnsIn(file: string): string[] {
  const section = PAGE.split('\n## ').find((each) => each.startsWith(`\`${file}\``));
  if (section === undefined) throw new Error(`docs/export.md has no section ${file}`);
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...line.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, name]) => name));
}

describe('docs/export.md', () => {
  it.each(EXPORT_FORMATS)('has a section of the format %s', (format) => {
    const name = FORMAT_WORDS[format].title.replace(/ (tables|lines|with layouts)$/, '');
    expect(PAGE.split('\n')).toContain(`## ${name}`);
  });

  it('has the columns of reps.csv in their order', () => {
    const fields = repFields(headlineOf('bilateralSquat', DEFAULT_THRESHOLDS));
    expect(columnsIn('reps.csv')).toEqual(fields.map(({ name }) => name));
  });

  it('has the columns of events.csv in their order', () => {
    expect(columnsIn('events.csv')).toEqual(EVENT_FIELDS.map(({ name }) => name));
  });
});
