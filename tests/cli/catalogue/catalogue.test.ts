import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editOf } from '../../../src/cli/catalogue/editOf.ts';
import { listText } from '../../../src/cli/catalogue/listText.ts';
import { noteExport } from '../../../src/recording/deletion/exportLog.ts';
import type { SessionListing } from '../../../src/recording/sessions/listSessions.ts';
import { STARTED_US, temporaryFolder } from '../../recording/session.ts';
import { put } from '../../recording/sessions/folder.ts';
import { expectMessage } from '../messages.ts';
import { plumbline } from '../plumbline.ts';

const LISTED: SessionListing = {
  id: '2026-11-22T19-03-11Z-P-7F3K',
  path: '/x.mcap',
  subject: 'P-7F3K',
  recordedSubject: 'P-7F3K',
  protocol: 'squat',
  simulated: true,
  task: 'bilateralSquat',
  assessment: null,
  sessionId: 'x',
  session: 'x',
  part: 1,
  ancestors: [],
  startedUs: STARTED_US,
  durationS: 75.6,
  finished: true,
  sizeBytes: 1,
  tags: ['pilot'],
  sidecarProblem: null,
};

describe('the list of sessions as text', () => {
  it('fits a terminal and never cuts an id', () => {
    const long = {
      ...LISTED,
      id: `2026-11-22T19-03-11Z-${'P'.repeat(32)}-2.2`,
      subject: 'P'.repeat(32),
    };
    const tagged = { ...LISTED, tags: Array.from({ length: 30 }, (_, i) => `tag${i}`) };
    const all = [LISTED, long, tagged, { ...LISTED, durationS: null }];
    const text = listText(all, 80);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toContain(long.id);
    expect(listText(all)).toContain('tag29 (simulated)');
    expect(listText([LISTED], 80)).toBe(
      [
        'recording                    subject  length  what   tags',
        '2026-11-22T19-03-11Z-P-7F3K  P-7F3K   1:15    squat  pilot (simulated)',
      ].join('\n'),
    );
  });
});

describe('assignments as an edit', () => {
  it('read each value as its fact wants it', () => {
    expect(
      editOf(['load=22.5', 'notes=20', 'consent=yes', 'band=', 'trial.2.name=a=b', 'side=left']),
    ).toEqual({
      facts: { loadKg: 22.5, notes: '20', consent: true, band: null, dominantSide: 'left' },
      trials: { 2: { name: 'a=b' } },
    });
  });

  it.each(['load', 'shoe=1', 'trial.2.shoe=1', 'trial.0.name=x'])('refuse %s', (text) => {
    expect(() => editOf([text])).toThrow(/not known; valid are|not of the form/);
  });
});

describe('the catalogue at the command line', () => {
  it('lists, edits, tags and deletes, and asks before it does', async () => {
    const folder = await temporaryFolder();
    await put(folder, 'a', { subject: 'P-1' });
    await put(folder, 'b', { subject: 'P-2' });
    const before = await readFile(join(folder, 'a.mcap'));
    const run = (...words: string[]) => plumbline([...words, '--recordings', folder]);

    expect((await run('edit', 'a', 'load=20', 'consent=yes')).stdout).toContain('2 changed');
    expectMessage(await run('edit', 'a', 'trial.1.excluded=yes'), 1, [
      'There is no trial 1: the recording has no trials.',
    ]);
    expect((await run('tag', 'a', 'pilot', '--by', 'coach')).stdout).toContain('tags: pilot');
    expect((await run('note', 'a', 'slipped', '--at', '0.05')).stdout).toContain('1  at 0.05 s');
    expectMessage(await run('edit', 'a', 'load=-1'), 2, ['loadKg', '0 to 400 kg']);
    expectMessage(await run('edit', 'c', 'load=1'), 1, ['no recording c', 'plumbline list']);
    expect(await readFile(join(folder, 'a.mcap'))).toEqual(before);

    const listed = JSON.parse((await run('list', '--json', '--tag', 'pilot')).stdout);
    expect(listed.recordings).toMatchObject([{ id: 'a', subject: 'P-1', tags: ['pilot'] }]);
    expect((await run('list', '--paths', '--tag', 'pilot')).stdout).toBe(
      `${join(folder, 'a.mcap')}\n`,
    );
    const { stdout } = await plumbline(['info', '--json', join(folder, 'a.mcap')]);
    const { described, history } = JSON.parse(stdout);
    expect(described).toMatchObject({ loadKg: 20, annotations: [{ text: 'slipped' }] });
    expect(history.map(({ by }: { by: string }) => by)).toEqual([
      'command line',
      'command line',
      'coach',
      'command line',
    ]);

    expectMessage(await run('list', '--expired'), 1, ['kept for ever', 'plumbline retention']);
    expect((await run('retention', '365')).stdout).toContain('kept for 365 days');

    const asked = await run('delete', '--subject', 'P-1');
    expect(asked.code).toBe(1);
    expect(asked.stdout).toContain(join(folder, 'a.session.json'));
    expect(asked.stderr).toContain('--yes');
    expect((await run('delete', '--subject', 'P-1', '--yes')).code).toBe(0);
    expect((await readdir(folder)).sort()).toEqual(['.plumbline', 'b.mcap']);
    expectMessage(await run('delete', 'a', '--yes'), 1, ['no recording a']);
    const table = join(folder, 'table.csv');
    await noteExport(join(folder, 'b.mcap'), [table]);
    await writeFile(table, 'copied back');
    const some = await run('delete', 'b', '--yes');
    expect([some.code, some.stderr]).toEqual([
      1,
      expect.stringContaining(`${table} is not known to be what was made of b`),
    ]);
    expect((await readdir(folder)).sort()).toEqual(['.plumbline', 'table.csv']);
    expectMessage(await run('delete'), 2, ['--subject', '--expired']);
  }, 60_000);
});
