import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listSessions } from '../../../src/recording/sessions/listSessions.ts';
import { openHead } from '../../../src/recording/sessions/openHead.ts';
import { selectSessions } from '../../../src/recording/sessions/selectSessions.ts';
import { edited } from '../../../src/recording/sidecar/sidecarEdit.ts';
import { changeSidecar } from '../../../src/recording/sidecar/sidecarFile.ts';
import { SESSION, STARTED_US, temporaryFolder } from '../session.ts';
import { put } from './folder.ts';

const ids = (sessions: readonly { id: string }[]) => sessions.map(({ id }) => id);

async function filled(): Promise<string> {
  const folder = await temporaryFolder();
  await put(folder, 'a', { subject: 'P-1' });
  await put(folder, 'b', { subject: 'P-2', startedUs: STARTED_US + 60e6, protocol: 'gait' });
  const settings = { ...SESSION.settings, assessment: 'overheadSquat' } as const;
  await put(folder, 'c', { subject: 'P-1', startedUs: STARTED_US + 120e6, settings });
  const say = { facts: { subject: 'P-2' }, addTags: ['pilot'] };
  await changeSidecar(join(folder, 'c.mcap'), (it) => edited(it, say, 'coach', STARTED_US));
  return folder;
}

describe('sessions of a folder', () => {
  it('are listed with what was said of them afterwards', async () => {
    const folder = await filled();
    const [c] = await listSessions(folder);
    expect(c).toMatchObject({
      id: 'c',
      subject: 'P-2',
      recordedSubject: 'P-1',
      tags: ['pilot'],
      assessment: 'overheadSquat',
      sidecarProblem: null,
    });
  });

  it('are of the person that was put right in the recording they were computed from', async () => {
    const folder = await filled();
    await put(folder, 'd', { subject: 'P-1', parent: 'c' });
    await put(folder, 'e', { subject: 'P-1', parent: 'a' });
    await put(folder, 'c.2', { subject: 'P-1', continues: 'c' });
    const subjects = (await listSessions(folder)).map(({ id, subject }) => [id, subject]);
    expect(Object.fromEntries(subjects)).toMatchObject({
      c: 'P-2',
      d: 'P-2',
      e: 'P-1',
      'c.2': 'P-2',
    });
  });

  it('are chosen by what they are', async () => {
    const all = await listSessions(await filled());
    expect(ids(selectSessions(all, {}))).toEqual(['c', 'b', 'a']);
    expect(ids(selectSessions(all, { subject: 'P-2' }))).toEqual(['c', 'b']);
    expect(ids(selectSessions(all, { subject: 'P-2', protocol: 'gait' }))).toEqual(['b']);
    expect(ids(selectSessions(all, { tag: 'pilot' }))).toEqual(['c']);
    expect(ids(selectSessions(all, { assessment: 'overheadSquat' }))).toEqual(['c']);
    expect(ids(selectSessions(all, { sinceUs: STARTED_US + 60e6 }))).toEqual(['c', 'b']);
    expect(ids(selectSessions(all, {}, 'subject'))).toEqual(['a', 'c', 'b']);
    expect(ids(selectSessions(all, {}, 'protocol'))).toEqual(['b', 'c', 'a']);
  });

  it('are listed where a sidecar is damaged, and that is said', async () => {
    const folder = await filled();
    await writeFile(join(folder, 'b.session.json'), '{');
    const b = (await listSessions(folder)).find(({ id }) => id === 'b');
    expect(b?.subject).toBe('P-2');
    expect(b?.sidecarProblem).toContain('b.session.json cannot be read');
  });

  it('tell who they are while they are recorded', async () => {
    const folder = await temporaryFolder();
    const writer = await put(folder, 'a', { subject: 'P-1' }, false);
    expect((await openHead(join(folder, 'a.mcap'))).subject).toBe('P-1');
    await writer.close();
  });
});
