import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvNumber, csvText } from '../../../../src/exchange/export/csv/csvCell.ts';
import { secondsFrom } from '../../../../src/exchange/export/tables/column.ts';

/** The cell as a program reads it. */
function read(cell: string): string {
  const [row] = parse(`${cell},next\n`) as string[][];
  return row[0];
}

describe('a cell of text', () => {
  it.each([
    ['=HYPERLINK("http://x","y")'],
    ['+1+1'],
    ['-2+3'],
    ['@SUM(A1)'],
    ['\tx'],
    ['\rx'],
    ['\nx'],
    ['  =1+1'],
    ['＝1+1'],
  ])('%j runs in no spreadsheet', (text) => {
    expect(read(csvText(text))).toBe(`'${text}`);
  });

  it.each(['in line', 'a "quoted" word', 'one, two', 'two\nlines', 'P-7F3K', '5 = 3 + 2', '', '°'])(
    '%j is read as it was',
    (text) => {
      expect(read(csvText(text))).toBe(text);
    },
  );

  it.each(['a;=1+1', 'a\t=1+1'])('%j is quoted, for some programs split there', (text) => {
    expect(csvText(text)).toBe(`"${text}"`);
  });

  it('is read as it was, or with an apostrophe in front, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = read(csvText(text));
        expect([text, `'${text}`]).toContain(found);
        expect(found).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

describe('a cell of a number', () => {
  it.each([
    [-12.5, '-12.5'],
    [-0, '0'],
    [0.1 + 0.2, '0.3'],
    [1e-7, '0'],
    [-0.000001, '-0.000001'],
    [123456.789, '123456.789'],
    [Number.NaN, ''],
    [Number.POSITIVE_INFINITY, ''],
  ])('of %d is %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it('is within half a millionth of the number', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (value) => {
        expect(Math.abs(Number(csvNumber(value)) - value)).toBeLessThanOrEqual(0.500001e-6);
      }),
    );
  });

  it('is blank for null, and a word for a truth', () => {
    expect([csvCell(null), csvCell(true), csvCell(false)]).toEqual(['', 'true', 'false']);
  });
});

describe('a cell of seconds', () => {
  it('is exact to the microsecond, before and after the start', () => {
    const startedUs = Date.UTC(2026, 10, 22, 19, 3, 11) * 1000;
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 86_400e6 }), (us) => {
        const cell = csvNumber(secondsFrom(startedUs, startedUs + us));
        expect(Math.round(Number(cell) * 1e6)).toBe(us);
        expect(cell).toMatch(/^-?\d+(?:\.\d{1,6})?$/);
      }),
    );
  });
});
