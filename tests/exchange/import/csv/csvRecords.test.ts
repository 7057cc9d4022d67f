import { describe, expect, it } from 'vitest';
import { csvRecords } from '../../../../src/exchange/import/csv/csvRecords.ts';
import { sampleCsv } from './sampleTable.ts';

async function recordsOf(...texts: string[]): Promise<{ cells: string[]; line: number }[]> {
  async function* blocks() {
    let firstLine = 1;
    for (const text of texts) {
      yield { text, firstLine };
      firstLine += text.split('\n').length - 1;
    }
  }
  const records: { cells: string[]; line: number }[] = [];
  for await (const block of csvRecords('table.csv', blocks())) {
    block.records.forEach((cells, i) => {
      records.push({ cells: cells.map((cell) => cell.trim()), line: block.firstLine + i });
    });
  }
  return records;
}

describe('records of a table', () => {
  it.each([
    ['line feeds', '\n'],
    ['carriage returns and line feeds', '\r\n'],
  ])('are the same with and without quotes, with %s', async (_, lineEnd) => {
    const plain = `${sampleCsv()}\n \n0,,\n,\nlast\n`.replaceAll('\n', lineEnd);
    const unquoted = await recordsOf(plain);
    expect(unquoted).toHaveLength(126);
    expect(await recordsOf(`${plain}"end"`)).toEqual([...unquoted, { cells: ['end'], line: 127 }]);
  });

  it('have the delimiter of the header, whatever is in quotes and further down', async () => {
    const records = await recordsOf('"a,b,c,d";e;f\n', '1,5;2;3\n');
    expect(records.map(({ cells }) => cells)).toEqual([
      ['a,b,c,d', 'e', 'f'],
      ['1,5', '2', '3'],
    ]);
  });

  it('know their lines behind a sep= line, blank lines and quotes', async () => {
    const records = await recordsOf('\nsep=;\n', '\na;b\n', '"1";2\n\n', '3;4\n');
    expect(records).toEqual([
      { cells: ['a', 'b'], line: 4 },
      { cells: ['1', '2'], line: 5 },
      { cells: [''], line: 6 },
      { cells: ['3', '4'], line: 7 },
    ]);
  });
});
