import { describe, expect, it } from 'vitest';
import { csvText } from '../../../src/influx/read/csvText.ts';

async function textOf(columns: string[], records: string[][]): Promise<string> {
  async function* blocks() {
    yield { columns, records };
  }
  let text = '';
  for await (const piece of csvText(blocks())) text += piece;
  return text;
}

describe('an answer as CSV', () => {
  it.each([
    ['=HYPERLINK("http://a")', `"'=HYPERLINK(""http://a"")"`],
    ['+1+cmd', "'+1+cmd"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['a;=1', '"a;=1"'],
  ])('has no cell that a spreadsheet runs: %j', async (cell, written) => {
    expect(await textOf(['name', 'value'], [['body', cell]])).toBe(`name,value\nbody,${written}\n`);
    expect(await textOf(['name', cell], [])).toBe(`name,${written}\n`);
  });

  it.each(['-0.1', '-12', '+3', '1e-7', '-1.25E+21', '12345678901234567', '0', ''])(
    'has every number as it came: %j',
    async (cell) => {
      expect(await textOf(['value'], [[cell]])).toBe(`value\n${cell}\n`);
    },
  );
});
