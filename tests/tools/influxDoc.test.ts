import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Measurement } from '../../src/influx/schema/measurement.ts';
import { SCHEMA } from '../../src/influx/schema/schema.ts';
import { PAGE, withSchema } from './influxDoc.ts';

const page = readFileSync(PAGE, 'utf8');

it('docs/influxdb.md has the schema as it is: npx tsx tests/tools/influxDoc.ts --write', () => {
  expect(withSchema(page)).toBe(page);
});

it('a page without a place for the schema is refused', () => {
  expect(() => withSchema('# InfluxDB')).toThrow('no place for the schema');
});

it.each(SCHEMA.map((one): [string, Measurement] => [one.name, one]))(
  'every tag and field of %s stands in its part of the page',
  (name, { tags, fields }) => {
    const [, part] = page.split(`\n### \`${name}\``);
    const text = part.split('\n### ')[0];
    const rows = new Map(
      [...text.matchAll(/^\| `(\w+)`([ `\w]*)\|/gm)].map(([, first, ends]) => [first, ends]),
    );
    for (const { name: one } of [...tags, ...fields]) {
      const extreme = /^(.*)(_min|_max)$/.exec(one);
      const told = extreme
        ? (rows.get(extreme[1])?.includes(`\`${extreme[2]}\``) ?? false)
        : rows.has(one);
      expect([one, told]).toEqual([one, true]);
    }
  },
);
