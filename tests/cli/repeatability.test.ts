import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectMessage } from './messages.ts';
import { MAIN, plumbline, temporaryFolder } from './plumbline.ts';

const folder = mkdtempSync(join(tmpdir(), 'repeatability-'));
const SIMULATE = 'simulate squat --seed 3 --sensors left_thigh,left_shank --subject P-1';

/**
 * The same simulated person put on anew: flexion comes from the depth, which varies by rep, the
 * rest from mounting and noise. Accuracy of a calibration, 2° of valgus, bounds the difference of
 * two: 1.96 · √2 · 2.
 */
const MDC_DEG = 1.96 * Math.SQRT2 * 2;

/** Made before the tests, for which the helper that ends with a test is of no use. */
async function simulate(name: string, words: string): Promise<string> {
  const path = join(folder, name);
  await promisify(execFile)(process.execPath, [
    MAIN,
    ...`${SIMULATE} ${words} -o`.split(' '),
    path,
  ]);
  return path;
}

let first: string;
let second: string;

beforeAll(async () => {
  first = await simulate('first.mcap', '--reps 5 --mounting-seed 11');
  second = await simulate('second.mcap', '--reps 5 --mounting-seed 12');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('plumbline repeatability', () => {
  it('tells the change that two sets can show, writes it and keeps it', async () => {
    const here = await temporaryFolder();
    const output = join(here, 'site.json');
    const kept = join(here, '.plumbline', 'repeatability.json');
    const words = ['repeatability', first, second, '-o', output, '--keep', '--recordings', here];
    const run = await plumbline(words);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(
      'bilateralSquat: 2 sets of 1 person, sensors put on anew between the sets',
    );
    expect(run.stdout).toMatch(/^knee valgus \(joint\) +left .* deg .* 7$/m);
    expect(run.stdout).toContain('two sets of one person say more about that day');
    expect(run.stdout).toContain(`kept as this site's own in ${kept}`);

    const written = JSON.parse(await readFile(output, 'utf8'));
    expect(written).toMatchObject({
      schemaVersion: 1,
      between: 'newMounting',
      subjects: ['P-1'],
      sets: [
        { sessionId: 'first', number: 1, countedReps: 5 },
        { sessionId: 'second', number: 1, countedReps: 5 },
      ],
    });
    const measures = written.quantities.map(({ measure }: { measure: string }) => measure);
    expect(measures).toEqual([
      'kneeFlexionDeg',
      'kneeValgusDeg',
      'fppaDeg',
      'kneeMedialDeviationM',
      'kneeOverToeDeg',
    ]);
    for (const { setMeans, mdc95, df } of written.quantities) {
      expect(df).toBe(1);
      // With one difference it is 1.96 times that.
      expect(mdc95).toBeCloseTo(1.96 * Math.abs(setMeans[1] - setMeans[0]), 9);
    }
    expect(written.quantities[1].mdc95).toBeGreaterThan(0);
    expect(written.quantities[1].mdc95).toBeLessThan(MDC_DEG);

    const state = JSON.parse(await readFile(kept, 'utf8'));
    expect(state.tasks.bilateralSquat.changes.kneeValgusDeg).toEqual({
      mdc95: written.quantities[1].mdc95,
      df: 1,
    });
    expect((await stat(kept)).mode & 0o777).toBe(0o600);
    // And again in place of it, but never over a file of the person's.
    expect((await plumbline(words)).stderr).toContain('exists already');
    expect(
      (await plumbline(['repeatability', second, first, '--keep', '--recordings', here])).code,
    ).toBe(0);
  });

  it('keeps nothing over a file that it cannot read', async () => {
    const here = await temporaryFolder();
    const run = await plumbline(['repeatability', first, second, '--keep', '--recordings', here]);
    expect(run.code).toBe(0);
    const kept = join(here, '.plumbline', 'repeatability.json');
    await writeFile(kept, '{"schemaVersion":2}');
    const again = await plumbline(['repeatability', first, second, '--keep', '--recordings', here]);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('nothing is kept');
    expect(await readFile(kept, 'utf8')).toBe('{"schemaVersion":2}');
  });

  it.each<[string, string, readonly string[]]>([
    ['four reps', '--reps 4 --mounting-seed 13', ['4 counted repetitions', 'a set needs 5']],
    ['no reps', '--reps 0 --mounting-seed 13', ['has no repetitions', 'squats']],
    ['packets alone', '--reps 5 --mounting-seed 13 --no-stored', ['packets alone', 'process']],
  ])('refuses a recording of %s', async (what, words, names) => {
    const other = await simulate(`${what.replaceAll(' ', '-')}.mcap`, words);
    expectMessage(await plumbline(['repeatability', first, other]), 1, names);
  });

  it.each<[string, () => readonly string[], 1 | 2, readonly string[]]>([
    ['no file', () => [], 2, ["'files'"]],
    ['one set', () => [first], 1, ['the only set of P-1', 'two of each person']],
    ['one file twice', () => [first, first], 1, ['are the same session first']],
    ['no recording', () => [first, join(folder, 'none.mcap')], 1, ['no such file']],
    [
      'a folder that cannot be',
      () => [first, second, '--keep', '--recordings', first],
      1,
      ['nothing can be kept'],
    ],
  ])('refuses %s', async (_, words, code, names) => {
    const run = await plumbline(['repeatability', ...words()]);
    expect(run.code).toBe(code);
    for (const name of names) expect(run.stderr).toContain(name);
    expect(run.stderr.match(/^error: /gm)).toHaveLength(1);
  });
});
