import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRecords } from '../../../src/influx/read/csvRecords.ts';

/** As Go's encoding/csv writes it, which every server has. */
function csvOf(records: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    /[",\r\n]|^\s|^\\\.$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return records.map((record) => `${record.map(cell).join(',')}\n`).join('');
}

function read(pieces: readonly string[]): (readonly string[])[] {
  const records = new CsvRecords();
  const all = pieces.flatMap((piece) => records.push(piece));
  expect(records.isWithinRecord).toBe(false);
  return all;
}

const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'ü', '1', '.', '{') });
const rows = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { maxLength: 5 });

describe('records of CSV that comes in pieces', () => {
  it('are what was written, wherever it is cut', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(200), { maxLength: 6 }), (records, cuts) => {
        const whole = csvOf(records);
        const at = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b)];
        const pieces = at.map((from, i) => whole.slice(from, at[i + 1] ?? whole.length));
        expect(read(pieces)).toEqual(records);
      }),
      { numRuns: 500 },
    );
  });

  it('keep a blank line, and tell where the text ended within one', () => {
    expect(read(['a,b,c\n\nd,e,f\n'])).toEqual([['a', 'b', 'c'], [''], ['d', 'e', 'f']]);
    const cut = new CsvRecords();
    expect(cut.push('a,b\nc,"d\n')).toEqual([['a', 'b']]);
    expect(cut.isWithinRecord).toBe(true);
  });
});
