import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { atLeast, atMost, type Bound, boundText, exactly, isMet, within } from './bound.ts';
import { beginRun, keepRun, RESULTS_FILES, readRuns } from './results.ts';
import { rowOf } from './row.ts';
import { formatTable } from './table.ts';

describe('a bound', () => {
  it.each<[Bound, string, number[], number[]]>([
    [atMost(5), '≤ 5', [5, -1], [5.01]],
    [atLeast(5), '≥ 5', [5, 6], [4.99]],
    [within(98, 100), '98 to 100', [98, 100], [97.9, 100.1]],
    [exactly(0), '= 0', [0], [1, -1]],
  ])('%o is met up to its ends, and missed beyond', (bound, text, good, bad) => {
    expect(boundText(bound, String)).toBe(text);
    expect(good.map((value) => isMet(bound, value))).toEqual(good.map(() => true));
    expect(bad.map((value) => isMet(bound, value))).toEqual(bad.map(() => false));
  });

  it('of two ends stands in a table by both', () => {
    const figure = { metric: 'm', value: 97.5, unit: '%', target: within(90, 99.5) };
    expect(formatTable([rowOf('s', 't', figure)])).toMatch(/97\.5 +% +90 to 99\.5 +met/);
  });

  it('is not met by a figure that is missing', () => {
    const figure = { metric: 'm', value: Number.NaN, unit: 'ms', target: atLeast(2) };
    expect(rowOf('s', 't', figure)).toMatchObject({ value: null, pass: false });
  });
});

describe('a results file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-results-'));
    file = join(folder, 'bench-results.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const rows = (value: number) => [
    rowOf('replay', 'an hour', { metric: 'seek', value, unit: 'ms', target: 100 }),
  ];

  it('has each run with its date and machine, and a run replaces its own alone', () => {
    expect(readRuns(file)).toEqual({});
    keepRun(file, 'replay', beginRun()(rows(7)));
    keepRun(file, 'files', beginRun()([]));
    keepRun(file, 'replay', beginRun()(rows(9), ['--minutes', '5', '/home/somebody/out']));
    const runs = readRuns(file);
    expect(Object.keys(runs)).toEqual(['files', 'replay']);
    const { replay } = runs;
    expect(replay.rows).toEqual(
      [
        ...[{ trial: 'an hour', metric: 'seek', value: 9, unit: 'ms', target: { atMost: 100 } }],
      ].map((row) => ({ ...row, pass: true })),
    );
    expect(replay.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(replay.machine).toMatchObject({ node: process.versions.node });
    expect(replay.options).toEqual(['--minutes', '5']);
  });

  it('names neither the machine nor who runs it', () => {
    keepRun(file, 'replay', beginRun()(rows(7)));
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(hostname());
    expect(text).not.toContain(`"${userInfo().username}`);
    expect(text).not.toContain(process.cwd());
  });

  it('takes no run in which two figures have one name', () => {
    expect(() => keepRun(file, 'replay', beginRun()([...rows(1), ...rows(2)]))).toThrow(
      'replay measured "an hour: seek" twice',
    );
  });

  it('that is none is left as it is', () => {
    writeFileSync(file, '[]');
    expect(() => keepRun(file, 'replay', beginRun()(rows(7)))).toThrow('is no results file');
    expect(readFileSync(file, 'utf8')).toBe('[]');
  });
});

it.each(Object.values(RESULTS_FILES))(
  '%s is read, and no row of a run has the place of another',
  (file) => {
    const runs = readRuns(file);
    expect(Object.keys(runs).length).toBeGreaterThan(5);
    for (const [name, { rows }] of Object.entries(runs)) {
      const places = rows.map(({ trial, metric }) => `${name} ${trial} ${metric}`);
      expect(places.filter((place, i) => places.indexOf(place) !== i)).toEqual([]);
    }
  },
);
