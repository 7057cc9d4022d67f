import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvBytes } from '../../../../src/exchange/export/csv/csvBytes.ts';
import { csvNumber } from '../../../../src/exchange/export/csv/csvCell.ts';

function written(write: (lines: CsvBytes) => void): string {
  const lines = new CsvBytes();
  write(lines);
  return new TextDecoder().decode(lines.take());
}

describe('lines of bytes', () => {
  it('have the same characters for a number as text has', () => {
    const number = fc.oneof(
      fc.double({ min: -360, max: 360, noNaN: true }),
      fc.double({ min: -1e-5, max: 1e-5, noNaN: true }),
      fc.integer({ min: -400_000_000, max: 400_000_000 }).map((steps) => steps / 1e6),
      // Around the largest that integer arithmetic takes apart, and beyond.
      fc.double({ min: 2147, max: 2148, noNaN: true }),
      fc.double(),
    );
    fc.assert(
      fc.property(number, (value) => {
        expect(written((lines) => lines.number(value))).toBe(csvNumber(value));
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([0, -0, 0.1, -0.000001, 9.999999, 9.9999999, 10, 99.5, 100, 2147.483647, 2147.483648])(
    'have %d as text has it',
    (value) => {
      expect(written((lines) => lines.number(value))).toBe(csvNumber(value));
    },
  );

  it('grow as far as they must, and begin anew when taken', () => {
    const lines = new CsvBytes();
    for (let i = 0; i < 50_000; i++) {
      lines.number(i);
      lines.comma();
      lines.word('ok');
      lines.endLine();
    }
    const text = new TextDecoder().decode(lines.take());
    expect(text).toBe(Array.from({ length: 50_000 }, (_, i) => `${i},ok\n`).join(''));
    expect(lines.take()).toHaveLength(0);
  });
});
