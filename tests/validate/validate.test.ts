import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Figure } from '../tools/figures/row.ts';
import { formatTable, summaryLine } from '../tools/figures/table.ts';
import { columnsOf, readTable } from '../tools/realData.ts';
import { type DataSet, tableFile, tablesIn } from './dataSet.ts';
import { DATA_SETS } from './sets.ts';
import { validate } from './validate.ts';

/** The largest value of column `a`, to be at most 2. */
const LARGEST: DataSet = {
  name: 'largest',
  trials: tablesIn,
  score(folder, trial): Figure[] {
    const [a] = columnsOf(readTable(tableFile(trial), folder), '', ['a']);
    return [{ metric: 'largest', value: Math.max(...a), unit: 'm', target: 2 }];
  },
  overall: (rows) => [{ metric: 'trials', value: rows.length, unit: '', target: null }],
};

/** Those that are recordings: a simulated set is never absent. */
const RECORDED = DATA_SETS.filter(({ isSimulated }) => !isSimulated);

describe('validate', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-validate-'));
    mkdirSync(join(folder, 'largest'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(file: string, text: string): void {
    writeFileSync(join(folder, 'largest', file), gzipSync(text));
  }

  it('says so when the data folder is absent, and when a set is', async () => {
    const nowhere = join(folder, 'nowhere');
    expect(await validate(nowhere, RECORDED, () => {})).toEqual({
      rows: [],
      absent: [`the data folder ${nowhere} is absent: no recording was scored`],
    });
    const { rows, absent } = await validate(folder, RECORDED, () => {});
    expect(rows).toEqual([]);
    expect(absent).toEqual(
      RECORDED.map(({ name }) => `the set ${name} is absent from ${folder}: not scored`),
    );
  });

  it('scores a simulated set without any data', async () => {
    const simulated: DataSet = {
      name: 'simulated',
      isSimulated: true,
      trials: () => ['one'],
      score: () => [{ metric: 'share', value: 95, unit: '%', target: 99 }],
    };
    const nowhere = join(folder, 'nowhere');
    const { rows, absent } = await validate(nowhere, [simulated], () => {});
    expect(rows).toMatchObject([{ set: 'simulated', trial: 'one', value: 95, pass: true }]);
    expect(absent).toEqual([]);
  });

  it('scores every trial it finds, whatever it is called, and shows a missed target', async () => {
    write('fine.csv.gz', 'a,b\n1,0\n2,0\n');
    write('far.csv.gz', 'a,b\n1,0\n3,0\n');
    write('far.vqf-reference.csv.gz', 'a\n9\n');
    const told: string[] = [];
    const { rows } = await validate(folder, [LARGEST], (line) => told.push(line));
    expect(told).toEqual(['largest/far', 'largest/fine']);
    const common = { set: 'largest', metric: 'largest', unit: 'm', target: { atMost: 2 } };
    expect(rows).toEqual([
      { ...common, trial: 'far', value: 3, pass: false },
      { ...common, trial: 'fine', value: 2, pass: true },
      {
        set: 'largest',
        trial: 'all',
        metric: 'trials',
        value: 2,
        unit: '',
        target: null,
        pass: null,
      },
    ]);
    expect(formatTable(rows)).toMatch(/far +largest +3 +m +≤ 2 +SHORT/);
    expect(summaryLine(rows)).toBe('3 figures, 1 of 2 targets met, 1 short');
  });

  it('gives a broken file a row that says why, and goes on', async () => {
    write('a-cut.csv.gz', 'a,b\n1,0\n2\n');
    write('b-other.csv.gz', 'c\n1\n');
    writeFileSync(join(folder, 'largest', 'c-plain.csv.gz'), 'a\n1\n');
    write('d-whole.csv.gz', 'a\n1\n');
    const { rows } = await validate(folder, [LARGEST], () => {});
    const notes = rows.slice(0, 4).map(({ trial, value, note }) => [trial, value, note]);
    expect(notes).toEqual([
      ['a-cut', null, 'a-cut.csv.gz: line 3 has 1 cells, the header 2'],
      ['b-other', null, 'column a is missing; the file has c'],
      ['c-plain', null, 'incorrect header check'],
      ['d-whole', 1, undefined],
    ]);
  });

  it('fails a target whose value is missing', async () => {
    write('none.csv.gz', 'a\nnan\n');
    const { rows } = await validate(folder, [LARGEST], () => {});
    expect(rows[0]).toMatchObject({ value: null, pass: false });
  });
});
