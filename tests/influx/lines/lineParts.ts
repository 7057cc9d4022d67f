import { COMMON_TAGS } from '../../../src/influx/schema/commonTags.ts';
import type { Field, Measurement, Tag } from '../../../src/influx/schema/measurement.ts';
import { SCHEMA } from '../../../src/influx/schema/schema.ts';

/** A line as a server reads it. */
export interface LineParts {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  /** As they are written: `12i`, `"text"`, `true`, `1.5`. */
  readonly fields: Readonly<Record<string, string>>;
  /** Measurement, tags and time: what no other line may have. */
  readonly key: string;
  readonly timeNs: string;
}

const PART = String.raw`(?:\\.|[^\\, =])+`;
const VALUE = String.raw`(?:"(?:\\.|[^"\\])*"|[^," ]+)`;
const LINE = new RegExp(
  String.raw`^(${PART})((?:,${PART}=${PART})*) (${PART}=${VALUE}(?:,${PART}=${VALUE})*) (\d+)$`,
);

/** @throws Error where it is no line of the protocol, or names a tag or a field twice */
export function partsOf(line: string): LineParts {
  const match = LINE.exec(line);
  if (match === null) throw new Error(`no line: ${line}`);
  const [, measurement, tags, fields, timeNs] = match;
  return {
    measurement,
    tags: pairs(tags, PART),
    fields: pairs(fields, VALUE),
    key: `${measurement}${tags} ${timeNs}`,
    timeNs,
  };
}

function pairs(text: string, value: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, written] of text.matchAll(new RegExp(`(${PART})=(${value})`, 'g'))) {
    if (Object.hasOwn(found, name)) throw new Error(`${name} stands twice in ${text}`);
    found[name] = written;
  }
  return found;
}

const WRITTEN_AS = {
  float: /^-?(\d+(\.\d+)?|\d(\.\d+)?e[+-]\d+)$/,
  integer: /^-?\d+i$/,
  text: /^"(\\["\\]|[^"\\\n])*"$/,
  boolean: /^(true|false)$/,
} as const;

/** How a line departs from the schema, in sentences; none where it does not. */
export function departures(line: string): string[] {
  const { measurement, tags, fields } = partsOf(line);
  const schema: Measurement | undefined = SCHEMA.find(({ name }) => name === measurement);
  if (schema === undefined) return [`${measurement} is no measurement`];
  const found: string[] = [];
  const wanted = [...(COMMON_TAGS as readonly Tag[]), ...schema.tags].map(({ name }) => name);
  if (Object.keys(tags).join() !== wanted.sort().join()) {
    found.push(`${measurement} has the tags ${Object.keys(tags)}`);
  }
  for (const [name, text] of Object.entries(fields)) {
    const field = schema.fields.find((one) => one.name === name) ?? customField(measurement, name);
    if (field === null) found.push(`${measurement} has no field ${name}`);
    else if (!WRITTEN_AS[field.type].test(text)) {
      found.push(`${name} of ${measurement} is ${text}, no ${field.type}`);
    }
  }
  return found;
}

function customField(measurement: string, name: string): Field | null {
  if (measurement !== 'body' || !name.startsWith('custom_')) return null;
  return { name, type: 'float', unit: '', meaning: '' };
}
