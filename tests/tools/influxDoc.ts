import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COMMON_TAGS } from '../../src/influx/schema/commonTags.ts';
import type { Field, Measurement, Tag } from '../../src/influx/schema/measurement.ts';
import { SCHEMA } from '../../src/influx/schema/schema.ts';

export const PAGE = fileURLToPath(new URL('../../docs/influxdb.md', import.meta.url));

const BEGIN = '<!-- The schema, by `npx tsx tests/tools/influxDoc.ts --write`: do not edit. -->';
const END = '<!-- End of the schema. -->';
const EXTREMES = ['_min', '_max'];

/** The page with the schema as it is now. @throws Error where the page has no place for it */
export function withSchema(page: string): string {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from < 0 || to < from) {
    throw new Error(
      `docs/influxdb.md has no place for the schema: put "${BEGIN}" and "${END}" there`,
    );
  }
  return `${page.slice(0, from)}${BEGIN}\n\n${schemaText()}\n\n${page.slice(to)}`;
}

/** Every measurement, tag and field in words. */
function schemaText(): string {
  const parts = [
    'Tags of every measurement:',
    tagTable(COMMON_TAGS),
    ...SCHEMA.map(measurementText),
  ];
  return parts.join('\n\n');
}

function measurementText({ name, line, tags, fields }: Measurement): string {
  const parts = [`### \`${name}\`: ${line}`];
  if (tags.length > 0) parts.push('Further tags:', tagTable(tags));
  if (fields.some((field) => isExtreme(field, fields))) {
    parts.push(
      'With `_min` and `_max` at its end, the name of a field that has these beside it is its least and its largest value in a window of a lower rate.',
    );
  }
  parts.push(fieldTable(fields));
  return parts.join('\n\n');
}

function tagTable(tags: readonly Tag[]): string {
  return table(
    ['tag', 'meaning', 'why it is a tag'],
    tags.map(({ name, meaning, reason }) => [`\`${name}\``, meaning, reason]),
  );
}

function fieldTable(fields: readonly Field[]): string {
  const rows = fields
    .filter((field) => !isExtreme(field, fields))
    .map(({ name, type, unit, meaning }) => [
      [name, ...EXTREMES.filter((end) => fields.some((field) => field.name === name + end))]
        .map((part) => `\`${part}\``)
        .join(' '),
      type,
      unit.replaceAll('deg', '°'),
      meaning,
    ]);
  return table(['field', 'type', 'unit', 'meaning'], rows);
}

/** Told of in the row of the field that it is the least or the largest of. */
function isExtreme({ name }: Field, fields: readonly Field[]): boolean {
  const end = EXTREMES.find((one) => name.endsWith(one));
  return end !== undefined && fields.some((field) => field.name + end === name);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) =>
    `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |'),
  );
  return [lines[0], `|${'---|'.repeat(head.length)}`, ...lines.slice(1)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = readFileSync(PAGE, 'utf8');
  const current = withSchema(page);
  if (process.argv.includes('--write')) writeFileSync(PAGE, current);
  else if (page !== current) {
    console.error('docs/influxdb.md is not up to date: npx tsx tests/tools/influxDoc.ts --write');
    process.exitCode = 1;
  }
}
