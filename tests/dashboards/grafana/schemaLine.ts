import { seriesOf } from '../../../src/influx/lines/lineProtocol.ts';
import type { CommonTag } from '../../../src/influx/schema/commonTags.ts';
import { COMMON_TAGS } from '../../../src/influx/schema/commonTags.ts';
import type { FieldName, Measurement, TagName } from '../../../src/influx/schema/measurement.ts';

export type Value = number | string | boolean;

/**
 * One line of line protocol as the schema has it: every tag, and of the fields those given, each of
 * the type that the schema says.
 * @throws TypeError naming a tag that is missing or a value of another type
 */
export function schemaLine<M extends Measurement>(
  measurement: M,
  tags: Readonly<Record<CommonTag | TagName<M>, string>>,
  fields: Readonly<Partial<Record<FieldName<M>, Value>>>,
  timeUs: number,
): string {
  const names = [...COMMON_TAGS, ...measurement.tags].map(({ name }) => name).sort();
  if (Object.keys(tags).sort().join() !== names.join()) {
    throw new TypeError(
      `${measurement.name} has the tags ${names}, given are ${Object.keys(tags)}`,
    );
  }
  const written = Object.entries<Value | undefined>(fields).map(([name, value]) => {
    const field = measurement.fields.find((each) => each.name === name);
    if (field === undefined) throw new TypeError(`${measurement.name} has no field ${name}`);
    return `${name}=${textOf(field.type, value, name)}`;
  });
  return `${seriesOf(measurement.name, tags)} ${written.join(',')} ${timeUs}000`;
}

function textOf(type: string, value: Value | undefined, name: string): string {
  if (type === 'text' && typeof value === 'string') return JSON.stringify(value);
  if (type === 'boolean' && typeof value === 'boolean') return String(value);
  if (type === 'float' && typeof value === 'number') return String(value);
  if (type === 'integer' && Number.isInteger(value)) return `${value}i`;
  throw new TypeError(`${name} is a field of type ${type}, given is ${value}`);
}
