import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { FULL_DETAIL, LineMaker } from '../../../src/influx/lines/lineMaker.ts';
import { COMMON_TAGS } from '../../../src/influx/schema/commonTags.ts';
import type { Measurement, Tag } from '../../../src/influx/schema/measurement.ts';
import { SCHEMA } from '../../../src/influx/schema/schema.ts';
import type { RecordedContent } from '../../../src/recording/channelDecoders.ts';
import { RecordingTail } from '../../../src/recording/tail.ts';
import { everyContent, FULL_SESSION } from './everyContent.ts';
import { departures, partsOf } from './lineParts.ts';

const SAMPLE = fileURLToPath(new URL('../../../recordings/samples/squats.mcap', import.meta.url));
const DETAILS = [
  { ...FULL_DETAIL, samples: true },
  { bodyRateHz: 30, samples: false },
];
const ALL_TAGS: readonly Tag[] = COMMON_TAGS;

function linesOf(maker: LineMaker, contents: readonly RecordedContent[]): string[] {
  return [...maker.start(), ...contents.flatMap((content) => maker.add(content)), ...maker.end()];
}

describe('the schema', () => {
  it.each(SCHEMA.map((one): [string, Measurement] => [one.name, one]))(
    'of %s names no tag or field twice',
    (_, { tags, fields }) => {
      const names = [...ALL_TAGS, ...tags, ...fields].map(({ name }) => name);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    },
  );
});

describe.each(DETAILS)('lines with $bodyRateHz Hz and samples $samples', (detail) => {
  const lines: string[] = [];
  let ofEvery: string[] = [];

  beforeAll(async () => {
    const tail = await RecordingTail.open(SAMPLE);
    const maker = new LineMaker(tail.metadata, 'lab', detail, null);
    lines.push(...maker.start());
    for (let some = await tail.next(maker.kinds); some; some = await tail.next(maker.kinds)) {
      for (const content of some) lines.push(...maker.add(content));
    }
    lines.push(...maker.end());
    await tail.close();
    ofEvery = linesOf(new LineMaker(FULL_SESSION, 'lab', detail, null), everyContent());
  });

  it('of the sample recording and of every kind of content are as the schema has them', () => {
    expect(lines.length).toBeGreaterThan(1000);
    expect([...lines, ...ofEvery].flatMap(departures)).toEqual([]);
  });

  it('never share measurement, tags and time', () => {
    for (const some of [lines, ofEvery]) {
      expect(new Set(some.map((line) => partsOf(line).key)).size).toBe(some.length);
    }
  });
});

describe('every kind of content', () => {
  it('leaves no field of the schema without a value', () => {
    const written = DETAILS.flatMap((detail) =>
      linesOf(new LineMaker(FULL_SESSION, 'lab', detail, null), everyContent()),
    );
    const met = new Set(
      written
        .map(partsOf)
        .flatMap(({ measurement, fields }) =>
          Object.keys(fields).map((name) => `${measurement} ${name}`),
        ),
    );
    const wanted = (SCHEMA as readonly Measurement[]).flatMap(({ name, fields }) =>
      fields.map((field) => `${name} ${field.name}`),
    );
    expect(wanted.filter((name) => !met.has(name))).toEqual([]);
  });
});
