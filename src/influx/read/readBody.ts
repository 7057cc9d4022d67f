import type { Side } from '../../model/placement.ts';
import { SIDES } from '../../model/placement.ts';
import { quotedName, quotedText } from '../query/quoted.ts';
import { BODY } from '../schema/bodyMeasurement.ts';
import type { FieldName } from '../schema/measurement.ts';
import { timeUsOf } from './cells.ts';
import type { InfluxReader } from './influxReader.ts';

export type BodyColumn = FieldName<typeof BODY>;

/** Rows of one leg, in order of time; a value that is absent is NaN. */
export interface BodyBlock<C extends BodyColumn = BodyColumn> {
  readonly side: Side;
  /** Instants of the frames, microseconds since the Unix epoch. */
  readonly timeUs: Float64Array;
  /** One value per instant, in the unit of its column. */
  readonly columns: Readonly<Record<C, Float64Array>>;
}

const ALL = BODY.fields.map(({ name }) => name);

/**
 * Angles and quality of a session, in blocks as they come; one leg after the other.
 * @param sides legs to read
 * @param columns of `body`; all by default
 * @throws QueryError, UploadError
 */
export async function* readBody<C extends BodyColumn = BodyColumn>(
  reader: InfluxReader,
  session: string,
  sides: readonly Side[] = SIDES,
  columns: readonly C[] = ALL as readonly string[] as readonly C[],
): AsyncGenerator<BodyBlock<C>> {
  const names = columns.map(quotedName).join(', ');
  for (const side of sides) {
    const query = `SELECT ${names} FROM ${quotedName(BODY.name)} WHERE "session" = ${quotedText(session)} AND "side" = ${quotedText(side)}`;
    for await (const block of reader.blocks(query)) {
      const { records } = block;
      const at = columns.map((name) => block.columns.indexOf(name, 2));
      const timeAt = block.columns.indexOf('time', 2);
      const timeUs = new Float64Array(records.length);
      const values = columns.map(() => new Float64Array(records.length));
      for (let i = 0; i < records.length; i++) {
        const record = records[i];
        timeUs[i] = timeUsOf(record[timeAt]);
        for (let c = 0; c < at.length; c++) {
          const cell = at[c] === -1 ? '' : record[at[c]];
          values[c][i] = cell === '' ? Number.NaN : Number(cell);
        }
      }
      yield { side, timeUs, columns: byName(columns, values) };
    }
  }
}

function byName<C extends BodyColumn>(
  columns: readonly C[],
  values: readonly Float64Array[],
): Readonly<Record<C, Float64Array>> {
  const entries = columns.map((name, i) => [name, values[i]]);
  return Object.fromEntries(entries) as Record<C, Float64Array>;
}
