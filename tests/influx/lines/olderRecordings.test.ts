import { expect, it } from 'vitest';
import { LineMaker } from '../../../src/influx/lines/lineMaker.ts';
import type { RecordedContent } from '../../../src/recording/channelDecoders.ts';
import { EVENTS, FULL_SESSION, INPUTS } from './everyContent.ts';
import { departures } from './lineParts.ts';

/** Without these a message is none, or cannot be said of which leg or sensor it is. */
const ALWAYS_THERE = new Set(['type', 'timeUs', 'side', 'kind', 'sensorId', 'id', 'label']);

type Path = readonly string[];

/** Every value below, but lists and what is always there. */
function leaves(value: object, path: Path = []): Path[] {
  return Object.entries(value).flatMap(([name, inner]): Path[] => {
    const to = [...path, name];
    if (typeof inner === 'object' && inner !== null) return leaves(inner, to);
    return ALWAYS_THERE.has(name) ? [] : [to];
  });
}

function without<T extends object>(value: T, path: Path): T {
  const copy = structuredClone(value);
  let at: unknown = copy;
  for (const name of path.slice(0, -1)) at = Reflect.get(Object(at), name);
  Reflect.deleteProperty(Object(at), path[path.length - 1]);
  return copy;
}

const CONTENTS: readonly RecordedContent[] = [
  ...Object.values(EVENTS)
    .flat()
    .map((event) => ({ kind: 'event', event }) as const),
  ...Object.values(INPUTS)
    .flat()
    .map((input) => ({ kind: 'input', input }) as const),
];

it('lines of a message that lacks any one value are those of the schema all the same', () => {
  let tried = 0;
  for (const content of CONTENTS) {
    for (const path of leaves(content)) {
      if (path.length === 1) continue;
      const detail = { bodyRateHz: null, samples: true };
      const maker = new LineMaker(FULL_SESSION, 'lab', detail, null);
      const lines = [...maker.add(without(content, path)), ...maker.end()];
      expect([path, lines.flatMap(departures)]).toEqual([path, []]);
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(300);
});

it.each(['metrics', 'legs', 'reasons'])('nor do they need %s', (name) => {
  const lines = CONTENTS.flatMap((content) => {
    const maker = new LineMaker(FULL_SESSION, 'lab', { bodyRateHz: null, samples: true }, null);
    return maker.add(strip(content, name));
  });
  expect(lines.flatMap(departures)).toEqual([]);
});

function strip<T>(value: T, name: string): T {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === name ? undefined : inner)));
}
