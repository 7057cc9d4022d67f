import type { AnswerBlock } from './answerReader.ts';
import { type CellType, parserOf, type RowOf } from './cells.ts';
import type { InfluxReader } from './influxReader.ts';
import { QueryError } from './queryError.ts';

/**
 * Rows of a query with the columns that are asked for, each with its type. A column that the answer
 * lacks, because nothing of it was ever written, is absent in every row.
 * @throws QueryError as of `InfluxReader.blocks`, and for a cell that is not of its type
 */
export async function* rowsOf<const T extends Readonly<Record<string, CellType>>>(
  reader: InfluxReader,
  query: string,
  types: T,
): AsyncGenerator<RowOf<T>> {
  for await (const block of reader.blocks(query)) yield* typedRows(block, types);
}

function* typedRows<const T extends Readonly<Record<string, CellType>>>(
  { columns, records }: AnswerBlock,
  types: T,
): Generator<RowOf<T>> {
  const cells = Object.keys(types).map((name) => {
    // Before the name and the tags of a series stand those of the answer itself.
    const at = columns.indexOf(name, 2);
    if (at === -1 && types[name].startsWith('time')) {
      throw new QueryError(`the answer has no column "${name}"; it has ${columns.join(', ')}`);
    }
    return { name, at, parse: parserOf(types[name]) };
  });
  for (const record of records) {
    const row: Record<string, unknown> = {};
    for (const { name, at, parse } of cells) row[name] = at === -1 ? null : parse(record[at]);
    yield row as RowOf<T>;
  }
}
