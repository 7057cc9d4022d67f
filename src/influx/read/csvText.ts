import { csvText as textCell } from '../../exchange/export/csv/csvCell.ts';
import type { AnswerBlock } from './answerReader.ts';

/** As InfluxDB writes numbers: the sign before one starts no formula. */
const NUMBER = /^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/;

/**
 * Blocks of an answer as CSV again, a header where the columns change. Cells are as they came, but for text
 * that a spreadsheet would run, which gets an apostrophe in front as in exports.
 */
export async function* csvText(blocks: AsyncIterable<AnswerBlock>): AsyncGenerator<string> {
  let header = '';
  for await (const { columns, records } of blocks) {
    const own = line(columns);
    const rows = records.map(line).join('');
    yield own === header ? rows : own + rows;
    header = own;
  }
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\n`;
}

function cell(text: string): string {
  return NUMBER.test(text) ? text : textCell(text);
}
