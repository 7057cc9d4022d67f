import { type InfluxLink, RefusedRequestError } from '../query/influxLink.ts';
import type { FieldType, Measurement } from '../schema/measurement.ts';
import { SCHEMA } from '../schema/schema.ts';
import { rowsByColumn } from './bucket.ts';
import { type InfluxCheck, ok, warn, wrong } from './check.ts';

const NAME = 'Field types';

/** As `SHOW FIELD KEYS` names them. */
const TYPES: Readonly<Record<FieldType, string>> = {
  float: 'float',
  integer: 'integer',
  text: 'string',
  boolean: 'boolean',
};

/** Whether another program made one of our fields with another type, which refuses ours for good. */
export async function fieldTypeCheck(link: InfluxLink): Promise<InfluxCheck> {
  let conflicts: string[];
  try {
    const series = await link.query('SHOW FIELD KEYS');
    conflicts = series.flatMap((each) =>
      rowsByColumn([each]).flatMap(({ fieldKey, fieldType }) => {
        const wanted = typeOf(each.name, String(fieldKey));
        if (wanted === null || wanted === fieldType) return [];
        return [`${each.name}.${fieldKey} is ${fieldType} and has to be ${wanted}`];
      }),
    );
  } catch (error) {
    if (!(error instanceof RefusedRequestError)) throw error;
    return warn(
      NAME,
      `cannot be asked (${error.said})`,
      'A login that may read lets them be told.',
    );
  }
  if (conflicts.length === 0) return ok(NAME, 'none conflicts with the schema');
  return wrong(
    NAME,
    conflicts.join('; '),
    'Another program wrote these: take a bucket of its own, or drop these measurements there.',
  );
}

/** null for what is no field of ours. */
function typeOf(measurement: string, field: string): string | null {
  const ours: Measurement | undefined = SCHEMA.find(({ name }) => name === measurement);
  if (ours === undefined) return null;
  const found = ours.fields.find(({ name }) => name === field);
  if (found !== undefined) return TYPES[found.type];
  return measurement === 'body' && field.startsWith('custom_') ? TYPES.float : null;
}
