import type { AnswerBlock } from './answerReader.ts';

/** Blocks of an answer as CSV again, cells as they came; a header where the columns change. */
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
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
