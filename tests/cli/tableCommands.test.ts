import { copyFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expectMessage, SAMPLE, UNREADABLE } from './messages.ts';
import { begin, plumbline, temporaryFolder } from './plumbline.ts';

const HEADER = ['t', ...['ax', 'ay', 'az', 'gx', 'gy', 'gz'].map((axis) => `thigh_${axis}`)];
const ROWS = 300;

type Rows = (string | number)[][];

/** Three seconds of one still sensor, header first. */
function rows(): Rows {
  const still = Array.from({ length: ROWS }, (_, i) => [i / 100, 0, 9.81, 0, 0, 0, 0]);
  return [[...HEADER], ...still];
}

function csv(table: Rows): string {
  return table.map((cells) => cells.join()).join('\n');
}

function changed(change: (table: Rows) => void): string {
  const table = rows();
  change(table);
  return csv(table);
}

/** Sound rows, each with a cell of a thousand zeros: 60 MB of which a hundredth is left by gzip. */
function padded(count: number): string {
  const zeros = '0'.repeat(1000);
  const still = Array.from({ length: count }, (_, i) => `${i / 100},0,9.81,0,0,0,0,${zeros}\n`);
  return `${[...HEADER, 'pad'].join()}\n${still.join('')}`;
}

/** What is wrong with a table, its bytes, and what the message names. */
const BAD_TABLES: readonly (readonly [
  what: string,
  bytes: () => string | Uint8Array,
  names: readonly string[],
])[] = [
  ['an empty file', () => '', ['bad.csv', 'empty']],
  ['a header alone', () => csv(rows().slice(0, 1)), ['bad.csv', 'a header row and no other']],
  [
    'a column missing',
    () => csv(rows().map((cells) => cells.slice(0, -1))),
    ['line 1', 'thigh_gz'],
  ],
  ['no time', () => csv(rows().map((cells) => cells.slice(1))), ['line 1', 'column t']],
  ['no sensor', () => csv(rows().map((cells) => cells.slice(0, 1))), ['line 1', 'thigh, shank']],
  [
    'NaN in a cell',
    () => changed((table) => table[50].splice(3, 1, 'NaN')),
    ['line 51', 'thigh_az', 'NaN', 'valid'],
  ],
  ['an empty cell', () => changed((table) => table[9].splice(1, 1, '')), ['line 10', 'thigh_ax']],
  ['a cell too few', () => changed((table) => table[70].pop()), ['line 71', '6', '7']],
  [
    'time that goes back',
    () => changed((table) => table[100].splice(0, 1, 0.5)),
    ['line 101', 't', '0.5', '0.98'],
  ],
  [
    'a time twice',
    () => changed((table) => table[100].splice(0, 1, 0.98)),
    ['line 101', 't', '0.98'],
  ],
  [
    'two rates',
    () =>
      changed((table) => {
        for (let i = 151; i <= ROWS; i++) table[i][0] = 1.49 + (i - 150) / 50;
      }),
    ['line', '100', '50'],
  ],
  [
    'a rate too low to tell a movement',
    () =>
      changed((table) => {
        for (let i = 1; i <= ROWS; i++) table[i][0] = i / 12;
      }),
    ['at 12 Hz', '20 to 2000 Hz'],
  ],
  [
    'bytes that are no text',
    () => Uint8Array.from({ length: 5000 }, (_, i) => i % 251),
    ['bad.csv'],
  ],
  [
    'a compressed bomb',
    () => gzipSync(padded(60_000)),
    ['expand to more than 64 times', 'bad.csv'],
  ],
  ['a torn gzip file', () => gzipSync(csv(rows())).subarray(0, -40), ['bad.csv', 'byte']],
];

describe('a table that cannot be imported', () => {
  it.each(BAD_TABLES)('is refused for %s, and leaves nothing', async (_, bytes, names) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'bad.csv'), bytes());
    const run = await plumbline('import bad.csv --side left -o out.mcap'.split(' '), { cwd });
    expectMessage(run, 1, names);
    expect(await readdir(cwd)).toEqual(['bad.csv']);
  });

  it.each([BAD_TABLES[0], BAD_TABLES[2], BAD_TABLES[5], BAD_TABLES[8], BAD_TABLES[13]])(
    'gives no orientation for %s, and leaves nothing',
    async (_, bytes, names) => {
      const cwd = await temporaryFolder();
      await writeFile(join(cwd, 'bad.csv'), bytes());
      for (const words of ['orient bad.csv -o q.csv', 'orient bad.csv --offline -o q.csv']) {
        expectMessage(await plumbline(words.split(' '), { cwd }), 1, names);
        expect(await readdir(cwd)).toEqual(['bad.csv']);
      }
    },
  );
});

const WRONG_WORDS: readonly (readonly [words: string, names: readonly string[]])[] = [
  ['import good.csv', ['-o, --output <file>', 'not specified']],
  ['import good.csv -o out.mcap', ['"thigh"', '--side left', '--side right']],
  ['import good.csv --side both -o out.mcap', ["'both'", 'left, right']],
  ['import good.csv --side left --started today -o out.mcap', ['today', '2026-11-22T18:30:00Z']],
  ['import twins.csv --side left -o out.mcap', ['"thigh"', '"left_thigh"', 'one sensor per']],
  ['import unix.csv --side left --started 2026-11-22T18:30Z -o out.mcap', ['--started', 'clock']],
  ['process good.mcap --standing 6:1 -o out.mcap', ["'6:1'", 'such as 1:6']],
  ['process good.mcap --standing 900:906 -o out.mcap', ['900:906', 'outside the recording']],
  [
    'process good.mcap --standing 1:4 --functional 52:60 -o out.mcap',
    ['--standing 1:4 and --functional 52:60', '2 s of movement'],
  ],
  ['process good.mcap --functional 1:200 -o out.mcap', ['199 s', 'up to 120 s']],
  ['process good.mcap --offline --functional 1:200 -o out.mcap', ['199 s', 'up to 120 s']],
  ['process good.mcap --offlin -o out.mcap', ["unknown option '--offlin'", '--offline']],
  ['process good.mcap --offline=yes -o out.mcap', ['--offline']],
  ['process --offline -o out.mcap', ["argument 'file'"]],
  ['orient two.csv -o q.csv', ['2 sensors', '--sensor', 'thigh, shank']],
  ['orient two.csv --sensor foot -o q.csv', ['"foot"', 'thigh, shank']],
  ['orient good.csv --magnetometer assist -o q.csv', ['"thigh"', 'no magnetometer']],
  ['orient good.csv --magnetometer on -o q.csv', ["'on'", 'off, assist']],
  ['export good.mcap --output=', ['--output <folder>', 'valid is a path']],
  ['import good.csv --output=', ['--output <file>', 'valid is a path']],
];

describe('words that do not fit a table or recording', () => {
  it.each(WRONG_WORDS)('"%s" is answered with what is valid', async (words, names) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'good.csv'), csv(rows()));
    const twice = (prefix: string) =>
      csv(
        rows().map((cells, i) => [
          ...cells,
          ...(i === 0
            ? HEADER.slice(1).map((name) => name.replace('thigh', prefix))
            : cells.slice(1)),
        ]),
      );
    const unix = rows().map(([t, ...cells], i) => [i === 0 ? t : 1.7e9 + Number(t), ...cells]);
    await writeFile(join(cwd, 'unix.csv'), csv(unix));
    await writeFile(join(cwd, 'two.csv'), twice('shank'));
    await writeFile(join(cwd, 'twins.csv'), twice('left_thigh'));
    await copyFile(SAMPLE, join(cwd, 'good.mcap'));
    const before = await readdir(cwd);
    expectMessage(await plumbline(words.split(' '), { cwd }), 2, names);
    expect(await readdir(cwd)).toEqual(before);
  });

  it.each(['import', 'process', 'orient'])('are rarer with the help of %s', async (command) => {
    const { code, stdout, stderr } = await plumbline([command, '--help']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain(`  $ plumbline ${command} `);
  });
});

describe('process', () => {
  it.each(UNREADABLE)('refuses $what and leaves nothing', async ({ make, names }) => {
    const cwd = await temporaryFolder();
    await make(join(cwd, 'given.mcap'));
    const before = await readdir(cwd);
    const run = await plumbline(['process', 'given.mcap', '-o', 'out.mcap'], { cwd });
    expectMessage(run, 1, ['given.mcap', ...names]);
    expect(await readdir(cwd)).toEqual(before);
  });

  it('refuses a torn recording, and says how it is mended', async () => {
    const cwd = await temporaryFolder();
    await copyFile(SAMPLE, join(cwd, 'torn.mcap'));
    await truncate(join(cwd, 'torn.mcap'), 1_000_000);
    const run = await plumbline(['process', 'torn.mcap', '-o', 'out.mcap'], { cwd });
    expectMessage(run, 1, ['torn.mcap was not closed', '"plumbline recover torn.mcap"']);
    expect(await readdir(cwd)).toEqual(['torn.mcap']);
  });

  it.each([
    ['no JSON', '{', ['settings.json is not JSON']],
    ['a value out of range', '{"frameRateHz": 3}', ['frameRateHz', '25 to 400']],
    ['a word nobody knows', '{"rate": 100}', ['"rate"']],
    ['no such file', null, ['settings.json', 'there is no such file']],
  ] as const)('refuses settings with %s', async (_, text, names) => {
    const cwd = await temporaryFolder();
    if (text !== null) await writeFile(join(cwd, 'settings.json'), text);
    const words = ['process', SAMPLE, '--settings', 'settings.json', '-o', 'out.mcap'];
    expectMessage(await plumbline(words, { cwd }), 1, names);
    expect((await readdir(cwd)).includes('out.mcap')).toBe(false);
  });

  it('refuses a recording of a single sensor, and says what it lacks', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'good.csv'), csv(rows()));
    await plumbline('import good.csv --side left -o raw.mcap'.split(' '), { cwd });
    const run = await plumbline(['process', 'raw.mcap', '-o', 'out.mcap'], { cwd });
    expectMessage(run, 1, ['no leg with thigh and shank sensors', 'left_thigh']);
    expect(await readdir(cwd)).toEqual(['good.csv', 'raw.mcap']);
  });

  it('never overwrites, neither does import', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'good.csv'), csv(rows()));
    await writeFile(join(cwd, 'out.mcap'), 'mine');
    for (const words of [
      ['process', SAMPLE, '-o', 'out.mcap'],
      ['import', 'good.csv', '--side', 'left', '-o', 'out.mcap'],
      ['orient', 'good.csv', '-o', 'out.mcap'],
    ]) {
      expectMessage(await plumbline(words, { cwd }), 1, [
        'out.mcap already exists',
        'never overwrites',
      ]);
      expect(await readFile(join(cwd, 'out.mcap'), 'utf8')).toBe('mine');
    }
  });

  it('says which folder is not there', async () => {
    const cwd = await temporaryFolder();
    const run = await plumbline(['process', SAMPLE, '-o', 'none/out.mcap'], { cwd });
    expectMessage(run, 1, ['none/out.mcap', 'no such folder']);
  });

  it('leaves nothing when it is interrupted', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'work'));
    const running = begin(['process', SAMPLE, '-o', 'work/out.mcap'], { cwd });
    while ((await readdir(join(cwd, 'work'))).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    running.child.kill('SIGINT');
    const run = await running.end();
    expectMessage(run, 1, ['interrupted: work/out.mcap is not kept']);
    expect(await readdir(join(cwd, 'work'))).toEqual([]);
  });
});

describe('import', () => {
  it('makes packets alone, of which export and replay say that they are to be processed', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'good.csv'), csv(rows()));
    await plumbline('import good.csv --side left -o raw.mcap'.split(' '), { cwd });
    for (const words of ['export raw.mcap -o tables', 'start --replay raw.mcap --recordings .']) {
      const run = await plumbline(words.split(' '), { cwd });
      expectMessage(run, 1, ['raw.mcap', '"plumbline process']);
    }
    expect((await readdir(cwd)).toSorted()).toEqual(['good.csv', 'raw.mcap']);
  });

  it('says what it took, what it left and what was missing, and keeps every double', async () => {
    const cwd = await temporaryFolder();
    const table = rows().map((cells, i) => [...cells, i === 0 ? 'pulse' : 60]);
    table.splice(120, 30);
    await writeFile(join(cwd, 'good.csv.gz'), gzipSync(csv(table)));
    const words = 'import good.csv.gz --side right --subject P-7F3K -o raw.mcap'.split(' ');
    const run = await plumbline(words, { cwd });
    expect(run.stderr).toBe('');
    expect(run.stdout.split('\n')).toEqual([
      'raw.mcap: 270 rows, 3.0 s at 100 Hz',
      '  thigh: worn at right_thigh',
      '  columns left out: pulse',
      '  gaps: 1, the longest 0.31 s at t = 1.18 s',
      '',
    ]);
    const info = await plumbline(['info', 'raw.mcap'], { cwd });
    expect(info.stdout).toContain('P-7F3K');
    expect(info.stdout).toMatch(/right_thigh +right_thigh +imported +100 Hz/);
  });

  it.each([
    ['counted from zero', 0, [], '2000-01-01 00:00:00'],
    ['of a clock', 1_700_000_000, [], '2023-11-14 22:13:20'],
    ['told to begin', 0, ['--started', '2026-11-22T18:30:00+01:00'], '2026-11-22 17:30:00'],
  ] as const)('dates a table whose time is %s', async (_, firstS, words, started) => {
    const cwd = await temporaryFolder();
    const table = rows().map(([t, ...cells], i) => [i === 0 ? t : firstS + Number(t), ...cells]);
    await writeFile(join(cwd, 'good.csv'), csv(table));
    await plumbline(['import', 'good.csv', '--side', 'left', ...words, '-o', 'raw.mcap'], { cwd });
    expect((await plumbline(['info', 'raw.mcap'], { cwd })).stdout).toContain(started);
  });

  it('reads foreign names and units by a mapping file', async () => {
    const cwd = await temporaryFolder();
    const table = rows().map(([t, ...cells], i) =>
      i === 0 ? ['ms', 'fx', 'fy', 'fz', 'wx', 'wy', 'wz'] : [Number(t) * 1000, ...cells],
    );
    await writeFile(join(cwd, 'lab.csv'), csv(table));
    const mapping = {
      time: { column: 'ms', unit: 'ms' },
      sensors: {
        left_shank: {
          acceleration: { columns: ['fx', 'fy', 'fz'], unit: 'm/s^2' },
          angularRate: { columns: ['wx', 'wy', 'wz'], unit: 'deg/s' },
        },
      },
    };
    await writeFile(join(cwd, 'lab.json'), JSON.stringify(mapping));
    const run = await plumbline('import lab.csv --mapping lab.json -o raw.mcap'.split(' '), {
      cwd,
    });
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('left_shank: worn at left_shank');
    await writeFile(
      join(cwd, 'bad.json'),
      JSON.stringify({ ...mapping, time: { column: 'ms', unit: 'm' } }),
    );
    const bad = await plumbline('import lab.csv --mapping bad.json -o no.mcap'.split(' '), { cwd });
    expectMessage(bad, 1, ['bad.json', 'time', '"m"']);
  });
});

describe('orient', () => {
  it('writes a unit quaternion for every row, level for a sensor that lies still', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'good.csv'), csv(rows()));
    for (const words of ['orient good.csv -o q.csv', 'orient good.csv --offline -o off.csv']) {
      const run = await plumbline(words.split(' '), { cwd });
      expect(run.stderr).toBe('');
      expect(run.stdout).toContain('300 rows at 100.000 Hz');
    }
    for (const file of ['q.csv', 'off.csv']) {
      const [head, ...lines] = (await readFile(join(cwd, file), 'utf8')).trimEnd().split('\n');
      expect(head).toBe('t,qw,qx,qy,qz');
      const cells = lines.map((line) => line.split(',').map(Number));
      expect(cells.map(([t]) => t)).toEqual(
        rows()
          .slice(1)
          .map(([t]) => t),
      );
      for (const [, w, x, y, z] of cells) {
        expect(Math.hypot(w, x, y, z)).toBeCloseTo(1, 5);
        // Its y axis is up in the earth frame: the third row of the rotation matrix.
        expect(2 * (y * z + w * x)).toBeCloseTo(1, 5);
      }
    }
  });
});
