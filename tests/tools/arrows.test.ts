import { describe, expect, it } from 'vitest';
import { lintArrows, readSourceTree } from './arrows.ts';
import { findCircles } from './circles.ts';
import { importsOf } from './importsOf.ts';
import { HOUSE_PLAN, roomOf } from './rooms.ts';

function lint(files: Record<string, string>): string[] {
  return lintArrows(new Map(Object.entries(files)));
}

describe('the house plan', () => {
  it('has no circle between rooms', () => {
    expect(findCircles(new Map(Object.entries(HOUSE_PLAN)))).toEqual([]);
  });

  it('names only rooms that have a row', () => {
    const named = new Set(Object.values(HOUSE_PLAN).flat());
    expect([...named].filter((room) => !(room in HOUSE_PLAN))).toEqual([]);
  });

  it('lets the simulator into the simulated sensors, the command line and the library face only', () => {
    const importers = Object.keys(HOUSE_PLAN).filter((room) =>
      HOUSE_PLAN[room].includes('simulator'),
    );
    expect(importers.sort()).toEqual(['cli', 'index', 'sensors/simulated']);
  });

  it('finds the room of a file by its folder, the innermost that has a row', () => {
    expect(roomOf('src/body/leg/angles.ts')).toBe('body');
    expect(roomOf('src/sensors/ble/link.ts')).toBe('sensors');
    expect(roomOf('src/sensors/simulated/source.ts')).toBe('sensors/simulated');
    expect(roomOf('src/index.ts')).toBe('index');
    expect(roomOf('firmware-protocol/codec/packet.ts')).toBe('firmware-protocol');
    expect(roomOf('dashboards/live/src/views/live.tsx')).toBe('dashboards/live');
    expect(roomOf('tests/run.ts')).toBeNull();
  });
});

describe('the arrows lint', () => {
  it('accepts arrows of the plan, and files of the own room such as thresholds.json', () => {
    const faults = lint({
      'src/model/side.ts': "export type Side = 'left' | 'right';",
      'src/movement/bands.ts':
        "import thresholds from './thresholds.json' with { type: 'json' };\nimport type { Side } from '../model/side.ts';",
      'src/pipeline/run.ts': "export { bands } from '../movement/bands.ts';",
    });
    expect(faults).toEqual([]);
  });

  it('names both files and what the room may import', () => {
    expect(lint({ 'src/timing/align.ts': "import { a } from '../body/angles.ts';" })).toEqual([
      'src/timing/align.ts imports src/body/angles.ts: room timing may import only geometry, signal, model',
    ]);
    expect(lint({ 'src/model/side.ts': "import { a } from '../geometry/vector.ts';" })).toEqual([
      'src/model/side.ts imports src/geometry/vector.ts: room model may import no other',
    ]);
  });

  it.each([
    ['a type-only import', "import type { A } from '../hub/a.ts';"],
    ['a re-export', "export * from '../hub/a.ts';"],
    ['an import for its effect', "import '../hub/a.ts';"],
    ['a lazy import', "const a = await import('../hub/a.ts');"],
    ['a JSON file', "const a = require('../hub/a.json');"],
    ['a worker thread', "new Worker(new URL('../hub/a.ts', import.meta.url));"],
    ['an import over several lines', "import {\n  a,\n  type B,\n} from '../hub/a.ts';"],
  ])('counts %s', (_kind, source) => {
    expect(lint({ 'src/body/b.ts': source })).toHaveLength(1);
  });

  it('refuses a room that has no row, and a target outside the house', () => {
    expect(lint({ 'src/attic/a.ts': '' })).toEqual([
      'src/attic/a.ts is in room attic: give it a row in tests/tools/rooms.ts that says what it may import',
    ]);
    expect(lint({ 'src/hub/a.ts': "import { run } from '../../tests/run.ts';" })[0]).toMatch(
      /^src\/hub\/a\.ts imports tests\/run\.ts: room hub may import only /,
    );
  });

  it('keeps the command line out of the library face', () => {
    expect(lint({ 'src/index.ts': "export * from './cli/main.ts';" })).toHaveLength(1);
    expect(lint({ 'src/index.ts': "export * from './hub/server.ts';" })).toEqual([]);
  });

  it('reports a circle of files once, type-only imports included', () => {
    const faults = lint({
      'src/body/a.ts': "import { b } from './b.ts';",
      'src/body/b.ts': "import type { C } from './c.ts';",
      'src/body/c.ts': "export { a } from './a.ts';",
    });
    expect(faults).toEqual([
      'circular import: src/body/a.ts → src/body/b.ts → src/body/c.ts → src/body/a.ts',
    ]);
  });

  it('keeps noble in its folder and Node out of the calculating rooms', () => {
    expect(
      lint({
        'src/sensors/ble/adapter.ts': "import noble from '@abandonware/noble';",
        'src/hub/a.ts': "import noble from '@abandonware/noble/with-bindings';",
        'src/orientation/filter.ts': "import { readFileSync } from 'node:fs';",
      }),
    ).toEqual([
      'src/hub/a.ts imports @abandonware/noble/with-bindings: only src/sensors/ble/ and src/simulator/radio/ may',
      'src/orientation/filter.ts imports node:fs: room orientation knows no files, sockets or processes',
    ]);
  });

  it('is not misled by exports and words that only look like imports', () => {
    expect(importsOf("export const from = './x.ts';\n// import a from './y.ts'\n")).toEqual([]);
  });

  it('finds nothing wrong in this project', () => {
    const tree = readSourceTree();
    expect(tree.size).toBeGreaterThan(10);
    expect(lintArrows(tree)).toEqual([]);
  });
});
