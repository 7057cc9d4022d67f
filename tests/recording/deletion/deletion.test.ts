import { readdirSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import { CursorStore } from '../../../src/influx/upload/cursorStore.ts';
import { deleteSessions } from '../../../src/recording/deletion/deleteSessions.ts';
import { deletionRequest } from '../../../src/recording/deletion/deletionRequest.ts';
import {
  exportLogPath,
  exportsOf,
  forgetExports,
  noteDataSet,
  noteExport,
} from '../../../src/recording/deletion/exportLog.ts';
import { planDeletion } from '../../../src/recording/deletion/planDeletion.ts';
import { edited } from '../../../src/recording/sidecar/sidecarEdit.ts';
import { changeSidecar } from '../../../src/recording/sidecar/sidecarFile.ts';
import { STARTED_US, temporaryFolder } from '../session.ts';
import { put } from '../sessions/folder.ts';

const INFLUX = {
  host: 'http://h',
  org: 'o',
  bucket: 'b',
  token: '',
  hub: 'H',
  detail: FULL_DETAIL,
} as unknown as ConstructorParameters<typeof CursorStore>[1];

/** `a` with all that may hang on it, `b` computed from it, `c` from that, and `d`, which stays. */
async function filled(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, '.plumbline'));
  await put(folder, 'a', { subject: 'P-1' });
  await put(folder, 'b', { subject: 'P-1', parent: 'a' });
  await put(folder, 'c', { subject: 'P-1', parent: 'b' });
  await put(folder, 'd', { subject: 'P-2' });
  await put(folder, 'a.2', { subject: 'P-1', continues: 'a' });
  await writeFile(join(folder, 'a.mcap.torn'), 'x');
  const at = join(folder, 'a.mcap');
  await changeSidecar(at, (it) => edited(it, { addTags: ['x'] }, 'coach', STARTED_US));
  await new CursorStore(join(folder, '.plumbline'), INFLUX).save('a.mcap', {
    offset: 5,
    finished: true,
    hub: 'H',
    detail: FULL_DETAIL,
    lines: {},
    session: 'a',
    subject: 'P-1',
    recordedSubject: 'P-1',
    kin: [],
  });
  await mkdir(join(folder, 'tables'));
  await writeFile(join(folder, 'tables', 'body.csv'), '');
  await writeFile(join(folder, 'tables', 'mine.csv'), '');
  await noteExport(at, [join(folder, 'tables', 'body.csv'), join(folder, 'tables', 'gone.csv')]);
  await writeFile(
    join(folder, '.plumbline', 'refused-lines.txt'),
    "# 400: unable to parse 'body,hub=H,session=a\nbody,hub=H,session=a,simulated=true,subject=P-1 x=1 1\n# 400: no\nbody,hub=H,session=d,simulated=true,subject=P-2 x=1 1\n",
  );
  return folder;
}

/** What a deletion of `a` would do with a file. */
async function fateOf(folder: string, path: string): Promise<'goes' | 'stays' | null> {
  const [session] = (await planDeletion(folder, only('a'))).sessions;
  if (session?.files.includes(path)) return 'goes';
  return session?.stays.includes(path) ? 'stays' : null;
}

const only = (wanted: string) => (session: { id: string }) => session.id === wanted;

describe('the deletion of a session', () => {
  it('names all that goes, and touches nothing by that', async () => {
    const folder = await filled();
    const before = await readdir(folder, { recursive: true });
    const plan = await planDeletion(folder, only('a'));
    expect(await readdir(folder, { recursive: true })).toEqual(before);
    const named = plan.sessions.map(({ session, derived, files }) => [
      session.id,
      derived,
      files.map((path) => path.slice(folder.length + 1)).sort(),
    ]);
    expect(named).toEqual([
      [
        'a',
        false,
        [
          '.plumbline/exports/a.json',
          '.plumbline/uploads/a.mcap.json',
          'a.mcap',
          'a.mcap.torn',
          'a.session.json',
          'tables/body.csv',
        ],
      ],
      ['a.2', true, ['a.2.mcap']],
      ['b', true, ['b.mcap']],
      ['c', true, ['c.mcap']],
    ]);
  });

  it('takes just that away, and asks the database to forget it', async () => {
    const folder = await filled();
    const plan = await planDeletion(folder, only('a'));
    const { sessions, files, left } = await deleteSessions(plan, 'coach', () => STARTED_US);
    expect({ sessions, files, left }).toEqual({ sessions: 4, files: 9, left: [] });
    const there = (await readdir(folder, { recursive: true })).sort();
    expect(there.filter((name) => /\.(mcap|csv|txt|torn|session\.json)$/.test(name))).toEqual([
      '.plumbline/refused-lines.txt',
      'd.mcap',
      'tables/mine.csv',
    ]);
    const text = await readFile(join(folder, '.plumbline', 'deletions', 'a.json'), 'utf8');
    expect(deletionRequest.parse(JSON.parse(text))).toEqual({
      schemaVersion: 1,
      session: 'a',
      subject: 'P-1',
      uploads: [{ bucket: 'http://h o b', hub: 'H' }],
      requestedUs: STARTED_US,
      by: 'coach',
    });
    expect(await readdir(join(folder, '.plumbline', 'deletions'))).toHaveLength(4);
    const refused = await readFile(join(folder, '.plumbline', 'refused-lines.txt'), 'utf8');
    expect(refused).toBe('# 400: no\nbody,hub=H,session=d,simulated=true,subject=P-2 x=1 1\n');
  });

  it('asks of each session directly before its files go, so that none seems to stay', async () => {
    const folder = await filled();
    const plan = await planDeletion(folder, only('a'));
    // By the time of a request all before it are gone, and its own files are there.
    const thereAtUs: string[][] = [];
    await deleteSessions(plan, 'coach', () => {
      thereAtUs.push(readdirSync(folder).filter((name) => name.endsWith('.mcap')));
      return STARTED_US + thereAtUs.length;
    });
    expect(thereAtUs).toEqual([
      ['a.2.mcap', 'a.mcap', 'b.mcap', 'c.mcap', 'd.mcap'],
      ['a.mcap', 'b.mcap', 'c.mcap', 'd.mcap'],
      ['a.mcap', 'c.mcap', 'd.mcap'],
      ['a.mcap', 'd.mcap'],
    ]);
    const text = await readFile(join(folder, '.plumbline', 'deletions', 'a.json'), 'utf8');
    expect(JSON.parse(text).requestedUs).toBe(STARTED_US + 4);
  });

  it('asks no database where nothing was ever uploaded', async () => {
    const folder = await temporaryFolder();
    await put(folder, 'a');
    await deleteSessions(await planDeletion(folder, only('a')), 'coach', () => STARTED_US);
    expect(await readdir(folder)).toEqual([]);
  });

  it('has another token when anything that goes is another', async () => {
    const folder = await filled();
    const { token } = await planDeletion(folder, only('a'));
    expect((await planDeletion(folder, only('a'))).token).toBe(token);
    await put(folder, 'e', { parent: 'a' });
    expect((await planDeletion(folder, only('a'))).token).not.toBe(token);
  });

  it('is refused of what is open, also where that was computed from it, and of nothing', async () => {
    const folder = await filled();
    const writer = await put(folder, 'e', { parent: 'a' }, false);
    await expect(planDeletion(folder, only('a'))).rejects.toThrow('e.mcap is not closed');
    await expect(planDeletion(folder, only('nobody'))).rejects.toThrow('no such recording');
    await writer.close();
  });

  it('names data sets that hold others too, and leaves them', async () => {
    const folder = await filled();
    const set = join(folder, 'study');
    await mkdir(set);
    await noteDataSet(join(folder, 'a.mcap'), set);
    await noteDataSet(join(folder, 'a.mcap'), join(folder, 'gone'));
    const plan = await planDeletion(folder, only('a'));
    expect(plan.sessions.map(({ alsoIn }) => alsoIn)).toEqual([[set], [], [], []]);
    await deleteSessions(plan, 'coach', () => STARTED_US);
    expect(await readdir(folder)).toContain('study');
  });

  it('leaves a file that a note from elsewhere names, and tells so', async () => {
    const folder = await filled();
    const own = join(await temporaryFolder(), 'thesis.txt');
    await writeFile(own, 'years of work');
    const notes = [
      { schemaVersion: 1, files: [own], dataSets: [] },
      { schemaVersion: 1, files: [own], stamps: { [own]: '1 13 1' }, dataSets: [] },
      { schemaVersion: 1, files: [join(folder, 'd.mcap')], dataSets: [] },
    ];
    for (const note of notes) {
      await writeFile(exportLogPath(folder, 'a'), JSON.stringify(note));
      const plan = await planDeletion(folder, only('a'));
      expect(plan.sessions[0]?.stays).toEqual(note.files);
      expect(plan.sessions.flatMap(({ files }) => files)).not.toContain(note.files[0]);
    }
    const d = join(folder, 'd.mcap');
    const { left } = await deleteSessions(
      await planDeletion(folder, only('a')),
      'coach',
      () => STARTED_US,
    );
    expect(left).toEqual([
      `${d} is not known to be what was made of a: it stays, and so does the note of it`,
    ]);
    expect(await readFile(own, 'utf8')).toBe('years of work');
    expect(await readdir(folder)).toContain('d.mcap');
    // Nothing else knows of it once the recording is gone.
    expect(await readdir(folder)).not.toContain('a.mcap');
    expect((await exportsOf(folder, 'a')).files).toEqual([d]);
  });

  it('leaves an export that was edited, or that a link stands for, until it is noted again', async () => {
    const folder = await filled();
    const table = join(folder, 'tables', 'body.csv');
    const { token } = await planDeletion(folder, only('a'));
    expect(await fateOf(folder, table)).toBe('goes');
    await appendFile(table, 'mine');
    expect(await fateOf(folder, table)).toBe('stays');
    expect((await planDeletion(folder, only('a'))).token).not.toBe(token);
    await noteExport(join(folder, 'a.mcap'), [table]);
    expect(await fateOf(folder, table)).toBe('goes');
    await rm(table);
    await symlink(join(folder, 'tables', 'mine.csv'), table);
    expect(await fateOf(folder, table)).toBe('stays');
  });

  it('knows of every export, also of those noted at the same time', async () => {
    const folder = await filled();
    const at = join(folder, 'd.mcap');
    const made = ['1', '2', '3'].map((name) => join(folder, name, 'body.csv'));
    await Promise.all(made.map((file) => noteExport(at, [file])));
    expect([...(await exportsOf(folder, 'd')).files].sort()).toEqual(made);
    await Promise.all([
      noteDataSet(at, join(folder, 'study')),
      ...['1', '2'].map((name) => forgetExports(folder, 'd', join(folder, name))),
    ]);
    const dataSets = [join(folder, 'study')];
    expect(await exportsOf(folder, 'd')).toMatchObject({ files: [made[2]], dataSets });
    await forgetExports(folder, 'd', folder);
    expect(await readdir(join(folder, '.plumbline', 'exports'))).toEqual(['a.json', 'd.json']);
  });

  it('knows no export beside a recording that lies anywhere', async () => {
    const folder = await temporaryFolder();
    await put(folder, 'a');
    await noteExport(join(folder, 'a.mcap'), ['x.csv']);
    expect(await readdir(folder)).toEqual(['a.mcap']);
  });
});
