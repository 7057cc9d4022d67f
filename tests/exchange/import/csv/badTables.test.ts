import { existsSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../errorOf.ts';
import { CAN_LIST_HANDLES, openHandles } from '../openHandles.ts';
import { temporaryFile } from '../temporaryFile.ts';
import { readAll } from './readAll.ts';
import { sampleCsv, sampleRows, withCell, withLines } from './sampleTable.ts';

interface BadTable {
  readonly what: string;
  readonly content: string | Uint8Array;
  readonly line?: number;
  readonly column?: string;
  /** All of these are in the sentence. */
  readonly says: readonly string[];
}

const GOOD = sampleCsv();
const HEADER = sampleRows()[0];

function renamed(from: string, to: string): string {
  return GOOD.replace(from, to);
}

/** The table at `rateHz` for the first seconds, then at another rate. */
function twoRates(firstHz: number, firstS: number, thenHz: number, thenS: number): string {
  return withLines(
    ([header, ...rows]) => {
      const before = Math.round(firstHz * firstS);
      const times = rows.map((_, i) =>
        i < before ? i / firstHz : firstS - 1 / firstHz + (i - before + 1) / thenHz,
      );
      return [header, ...rows.map((row, i) => row.replace(/^[^,]+/, times[i].toFixed(5)))];
    },
    { rows: firstHz * firstS + thenHz * thenS },
  );
}

const TABLES: readonly BadTable[] = [
  { what: 'an empty file', content: '', says: ['it is empty', 'header row'] },
  { what: 'blank lines alone', content: '\n \r\n\n', says: ['no header row'] },
  { what: 'a header alone', content: `${HEADER}\n`, says: ['a header row and no other', '1 s'] },
  { what: 'one row', content: withLines((l) => l.slice(0, 2)), says: ['only one row', '1 s'] },
  {
    what: 'less than a second',
    content: withLines((lines) => lines.slice(0, 51)),
    says: ['50 rows, 0.5 s', 'at least 1 s'],
  },
  {
    what: 'no time',
    content: renamed('t,', 'Time,'),
    line: 1,
    says: ['no column t', 'Time, left_thigh_ax', 'mapping file'],
  },
  {
    what: 'no sensor',
    content: 't,temperature\n0,20\n',
    line: 1,
    says: ['no sensor', 't, temperature', '<sensor>_ax', 'pelvis', 'thigh', 'left_', 'mapping'],
  },
  {
    what: 'sensors that are not named for a segment',
    content: GOOD.replaceAll('left_thigh', 'imu1'),
    line: 1,
    says: ['no sensor', 'imu1_ax', 'pelvis'],
  },
  {
    what: 'one of six columns missing',
    content: renamed('left_thigh_gz', 'extra'),
    line: 1,
    says: ['left_thigh', 'left_thigh_gz is missing', 'ax, ay, az, gx, gy, gz'],
  },
  {
    what: 'accelerations alone',
    content: 't,thigh_ax,thigh_ay,thigh_az\n',
    line: 1,
    says: ['thigh_gx, thigh_gy, thigh_gz are missing'],
  },
  {
    what: 'a magnetometer with two axes',
    content: renamed('left_thigh_gz', 'left_thigh_gz,left_thigh_mx,left_thigh_mz'),
    line: 1,
    says: ['left_thigh_my is missing'],
  },
  {
    what: 'two names for one sensor',
    content: sampleCsv({ sensors: ['left_thigh', 'l_thigh'] }),
    line: 1,
    says: ['left_thigh_…', 'l_thigh_…', 'same sensor'],
  },
  {
    what: 'one name for two columns',
    content: renamed('left_thigh_ay', 'left_thigh_ax'),
    line: 1,
    column: 'left_thigh_ax',
    says: ['columns 2 and 3', 'valid is one'],
  },
  {
    what: 'time there twice',
    content: renamed('left_thigh_ay', 't'),
    line: 1,
    column: 't',
    says: ['columns 1 and 3'],
  },
  ...[
    ['text', 'abc', '"abc" is not a number'],
    ['NaN', 'NaN', '"NaN" is not a number'],
    ['nothing', '', 'the cell is empty'],
    ['blanks', '  ', 'the cell is empty'],
    ['infinity', '-Infinity', '"-Infinity" is not a number'],
    ['more than a number can hold', '1e999', '"1e999" is too large'],
    ['an absurd value', '123456', '"123456" is too large; valid is ±4000 m/s²'],
    ['hexadecimal', '0x10', '"0x10" is not a number'],
    ['a number with a unit', '9.81 m/s2', '"9.81 m/s2" is not a number'],
    ['two points', '1.2.3', '"1.2.3" is not a number'],
    ['control characters', 'a\u0007b', '"a\\u0007b" is not a number'],
  ].map(([what, cell, sentence]) => ({
    what: `${what} in a used cell`,
    content: withCell(17, 1, cell),
    line: 17,
    column: 'left_thigh_ax',
    says: [sentence, 'valid'],
  })),
  {
    what: 'degrees per second',
    content: withCell(9, 5, '250'),
    line: 9,
    column: 'left_thigh_gy',
    says: ['±100 rad/s', 'another unit', 'mapping'],
  },
  {
    what: 'a word as time',
    content: withCell(5, 0, 'noon'),
    line: 5,
    column: 't',
    says: ['"noon"'],
  },
  {
    what: 'a time beyond reason',
    content: withCell(5, 0, '1700000000000'),
    line: 5,
    column: 't',
    says: ['±10000000000 s', 'mapping'],
  },
  {
    what: 'a clock that jumps by years',
    content: withLines((lines) =>
      lines.map((line, i) => (i < 60 ? line : line.replace(/^0/, '780000000'))),
    ),
    line: 61,
    column: 't',
    says: ['jumps from 0.58 s to 780000000.59 s', 'up to 3600 s'],
  },
  {
    what: 'a rate that rises a little',
    content: twoRates(100, 25, 119, 3),
    line: 2502,
    column: 't',
    says: ['100 Hz to 119 Hz'],
  },
  {
    what: 'milliseconds as seconds',
    content: withLines(([header, ...rows]) => [
      header,
      ...rows.map((row, i) => row.replace(/^[^,]+/, String(10 * i))),
    ]),
    column: 't',
    says: ['0.1 Hz', '10 to 2000 Hz', 'mapping'],
  },
  {
    what: 'a decimal comma between semicolons',
    content: GOOD.replaceAll(',', ';').replaceAll('.', ','),
    line: 2,
    column: 't',
    says: ['"0,0000" has a decimal comma', 'decimal point'],
  },
  {
    what: 'a row that is too short',
    content: withLines((l) => l.with(7, '0.07,1,2')),
    line: 8,
    says: ['3 cells', 'header has 7'],
  },
  {
    what: 'a row that is too long',
    content: withLines((l) => l.with(7, `${l[7]},1`)),
    line: 8,
    says: ['8 cells', 'header has 7'],
  },
  {
    what: 'a last row that was cut',
    content: GOOD.slice(0, -30),
    line: 121,
    says: ['cells', 'header has 7'],
  },
  {
    what: 'the same time twice',
    content: withLines((l) => l.toSpliced(40, 0, l[39])),
    line: 41,
    column: 't',
    says: ['same', '0.38 s, then 0.38 s', 'rising'],
  },
  {
    what: 'time that goes back',
    content: withLines((l) => l.with(40, l[12])),
    line: 41,
    column: 't',
    says: ['goes back', '0.38 s, then 0.11 s', 'rising'],
  },
  {
    what: 'a rate that halves',
    content: twoRates(100, 3, 50, 3),
    line: 302,
    column: 't',
    says: ['100 Hz to 50 Hz'],
  },
  {
    what: 'a rate that halves beyond the head',
    content: twoRates(100, 40, 50, 5),
    line: 4002,
    column: 't',
    says: ['100 Hz to 50 Hz'],
  },
  {
    what: 'a rate that halves near the end',
    content: twoRates(100, 4, 50, 1.3),
    line: 402,
    column: 't',
    says: ['100 Hz to 50 Hz'],
  },
  {
    what: 'a rate that rises',
    content: twoRates(100, 3, 140, 3),
    line: 302,
    column: 't',
    says: ['100 Hz to 140 Hz'],
  },
  {
    what: 'a rate that triples',
    content: twoRates(50, 3, 150, 3),
    line: 152,
    column: 't',
    says: ['6.67 ms', '20 ms is usual'],
  },
  {
    what: 'a step far below the period in the first second',
    content: withLines((l) => l.toSpliced(40, 0, l[39].replace(/^[^,]+/, '0.3801'))),
    line: 41,
    column: 't',
    says: ['0.1 ms', '10 ms is usual'],
  },
  {
    what: 'a step far below the period later',
    content: withLines((l) => l.toSpliced(400, 0, l[399].replace(/^[^,]+/, '3.9801')), {
      rows: 600,
    }),
    line: 401,
    column: 't',
    says: ['0.1 ms', '10 ms is usual'],
  },
  {
    what: 'NUL bytes',
    content: GOOD.replace('\n0.0300', '\n\0\0'),
    line: 5,
    says: ['not text', 'NUL', 'UTF-8'],
  },
  {
    what: 'a picture',
    content: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    says: ['not text'],
  },
  {
    what: 'bytes that are not UTF-8',
    content: Buffer.from(GOOD.replace('\n0.0300', '\n\xb0'), 'latin1'),
    line: 5,
    says: ['not text in UTF-8'],
  },
  {
    what: 'UTF-16',
    content: Buffer.from(`\uFEFF${GOOD}`, 'utf16le'),
    line: 1,
    says: ['UTF-16', 'UTF-8'],
  },
  {
    what: 'an endless line',
    content: `${HEADER}\n${'1,'.repeat(50_000)}`,
    line: 2,
    says: ['longer than 65536 bytes'],
  },
  {
    what: 'an endless first line',
    content: 'x'.repeat(200_000),
    line: 1,
    says: ['longer than 65536 bytes'],
  },
  {
    what: 'carriage returns alone',
    content: GOOD.replaceAll('\n', '\r'),
    line: 1,
    says: ['carriage return alone', 'line feed'],
  },
  {
    what: 'an unknown delimiter by sep=',
    content: `sep=|\n${GOOD}`,
    line: 1,
    says: ['"|"', 'comma, semicolon and tab'],
  },
  {
    what: 'a quote that is not closed',
    content: withCell(30, 1, '"1'),
    says: ['quote', 'not closed'],
  },
  { what: 'a quote within a cell', content: withCell(30, 1, '1"2'), line: 30, says: ['quote'] },
  {
    what: 'text behind a closed quote',
    content: withCell(30, 1, '"1"2'),
    line: 30,
    says: ['quote'],
  },
  {
    what: 'a line break in quotes',
    content: withCell(30, 1, '"1\n"'),
    line: 30,
    says: ['quote', 'one line'],
  },
];

describe('a table that cannot be imported', () => {
  describe.each([
    ['plain', (content: string | Uint8Array) => content],
    ['gzipped', (content: string | Uint8Array) => gzipSync(content)],
  ])('%s', (kind, stored) => {
    it.each(TABLES)('is refused for $what', async ({ content, line, column, says }) => {
      const isEmpty = content.length === 0 && kind === 'gzipped';
      const path = await temporaryFile('table.csv', stored(content));
      const error = await errorOf(readAll(path));
      const place = `${path}${line === undefined ? '' : ` line ${line}`}`;
      if (line !== undefined) expect(error.line).toBe(line);
      expect(error.column).toBe(column ?? null);
      expect(error.message.startsWith(place)).toBe(true);
      if (column !== undefined) expect(error.message).toContain(`, column ${column}: `);
      for (const words of isEmpty ? ['header row'] : says) expect(error.message).toContain(words);
      expect(error.message).toMatch(/valid|not closed/);
      expect(error.message).toMatch(/\.$/);
      if (CAN_LIST_HANDLES) expect(openHandles(path)).toBe(0);
    });
  });

  it('is refused when there is no such file', async () => {
    const path = `${await temporaryFile('table.csv', GOOD)}.no`;
    expect((await errorOf(readAll(path))).message).toBe(
      `${path}: it cannot be opened: there is no such file.`,
    );
  });

  it('is refused when it is a folder', async () => {
    const path = `${dirname(await temporaryFile('table.csv', GOOD))}/folder.csv`;
    await mkdir(path);
    expect((await errorOf(readAll(path))).message).toContain('it is a folder, valid is a file');
  });

  it.skipIf(!existsSync('/dev/null'))('is refused when it is a device', async () => {
    expect((await errorOf(readAll('/dev/null'))).message).toBe(
      '/dev/null: it cannot be opened: it is not a regular file.',
    );
  });

  // The superuser may read everything.
  it.skipIf(process.getuid?.() === 0)('is refused when it may not be read', async () => {
    const path = await temporaryFile('table.csv', GOOD);
    await chmod(path, 0o000);
    expect((await errorOf(readAll(path))).message).toContain('no permission to read it');
  });
});
