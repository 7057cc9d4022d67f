import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../src/recording/reader.ts';
import { describeSession } from '../../../src/recording/sidecar/describeSession.ts';
import { emptySidecar } from '../../../src/recording/sidecar/sidecar.ts';
import { edited, sidecarEdit } from '../../../src/recording/sidecar/sidecarEdit.ts';
import {
  changeSidecar,
  readSidecar,
  sidecarPath,
} from '../../../src/recording/sidecar/sidecarFile.ts';
import { record } from '../record.ts';
import { SESSION, STARTED_US, sessionSteps, temporaryFolder } from '../session.ts';

const AT_US = STARTED_US + 3600e6;

describe('an edit of what is said of a session', () => {
  it('notes who changed what from what to what, and when', () => {
    const first = edited(
      emptySidecar('x'),
      { facts: { loadKg: 20, footwear: 'barefoot' }, addTags: ['pilot', 'left'] },
      'coach',
      AT_US,
    );
    const second = edited(
      first,
      {
        facts: { loadKg: 22.5, footwear: null },
        removeTags: ['left'],
        trials: { 2: { name: 'deep', excluded: true } },
      },
      'hub',
      AT_US + 1,
    );
    expect(second.facts).toEqual({ loadKg: 22.5 });
    expect(second.tags).toEqual(['pilot']);
    expect(second.trials).toEqual({ 2: { name: 'deep', excluded: true } });
    const by = { by: 'hub', atUs: AT_US + 1 };
    expect(second.history.slice(first.history.length)).toEqual([
      { ...by, what: 'facts.footwear', from: 'barefoot', to: null },
      { ...by, what: 'facts.loadKg', from: 20, to: 22.5 },
      { ...by, what: 'trial 2.name', from: null, to: 'deep' },
      { ...by, what: 'trial 2.excluded', from: null, to: true },
      { ...by, what: 'tags', from: 'left pilot', to: 'pilot' },
    ]);
    expect(first.history).toHaveLength(3);
  });

  it('that changes nothing leaves no trace', () => {
    const once = edited(emptySidecar('x'), { facts: { loadKg: 20 }, addTags: ['a'] }, 'c', AT_US);
    const again = edited(once, { facts: { loadKg: 20, band: null }, addTags: ['a'] }, 'c', AT_US);
    expect(again).toEqual(once);
  });

  it('gives no number of an annotation twice', () => {
    const note = (text: string) => ({ annotate: [{ timeUs: AT_US, text }] });
    const two = edited(edited(emptySidecar('x'), note('a'), 'c', 1), note('b'), 'c', 2);
    const one = edited(two, { removeAnnotations: [2] }, 'c', 3);
    const three = edited(one, note('d'), 'c', 4);
    expect(three.annotations.map(({ id, text }) => [id, text])).toEqual([
      [1, 'a'],
      [3, 'd'],
    ]);
    expect(() => edited(three, { removeAnnotations: [2] }, 'c', 5)).toThrow('no annotation 2');
  });

  it('keeps what is said of the programme, each with who and when', () => {
    const say = { programmeNotes: [{ painAfter: 4 }, { signs: ['swelling' as const] }] };
    const first = edited(emptySidecar('x'), say, 'coach', AT_US);
    const second = edited(first, { programmeNotes: [{ painBefore: 0 }] }, 'AB', AT_US + 1);
    expect(second.programmeNotes?.map(({ id, by, note }) => [id, by, note])).toEqual([
      [1, 'coach', { painAfter: 4 }],
      [2, 'coach', { signs: ['swelling'] }],
      [3, 'AB', { painBefore: 0 }],
    ]);
    expect(second.history.at(-1)).toEqual({
      atUs: AT_US + 1,
      by: 'AB',
      what: 'programme note 3',
      from: null,
      to: 'pain 0 of 10 before',
    });
    expect('programmeNotes' in edited(emptySidecar('x'), { addTags: ['a'] }, 'c', 1)).toBe(false);
  });

  it.each([
    [{ facts: { loadKg: -1 } }, '0 to 400 kg'],
    [{ facts: { subject: 'Jane Doe' } }, 'never a name'],
    [{ facts: { consentDay: '2026-02-30' } }, 'a day such as'],
    [{ facts: { painAfter: 11 } }, '0 to 10'],
    [{ facts: { shoe: 'x' } }, 'shoe'],
    [{ addTags: ['two words'] }, 'valid are tags'],
    [{ trials: { 0: { name: 'x' } } }, ''],
    [{ annotate: [{ timeUs: 2, untilUs: 1, text: 'x' }] }, 'ends before'],
    [{}, 'nothing is changed'],
  ])('refuses %j', (edit, sentence) => {
    const { success, error } = sidecarEdit.safeParse(edit);
    expect(success).toBe(false);
    expect(error?.message).toContain(sentence);
  });

  it('takes null for what is to go', () => {
    expect(sidecarEdit.safeParse({ facts: { loadKg: null, notes: 'x' } }).success).toBe(true);
  });
});

describe('the sidecar of a recording', () => {
  it('lies beside it, for its owner alone, and leaves the recording as it is', async () => {
    const path = await record(sessionSteps(0.5));
    const before = await readFile(path);
    expect(await readSidecar(path)).toEqual({ sidecar: emptySidecar(SESSION.id), problem: null });
    await changeSidecar(path, (it) => edited(it, { facts: { subject: 'P-9' } }, 'coach', AT_US));
    const { sidecar } = await readSidecar(path);
    expect(sidecar.facts).toEqual({ subject: 'P-9' });
    expect((await stat(sidecarPath(path))).mode & 0o777).toBe(0o600);
    expect(await readFile(path)).toEqual(before);
    expect(describeSession(SESSION, sidecar)).toMatchObject({
      subject: 'P-9',
      recordedSubject: SESSION.subject,
      protocol: SESSION.protocol,
      notes: SESSION.notes,
    });
  });

  it.each([
    ['a link', (path: string) => symlink('/etc/hostname', path)],
    ['a folder', (path: string) => mkdir(path)],
    ['a named pipe', async (path: string) => void execFileSync('mkfifo', [path])],
  ])('is left out, and told, where it is %s', async (_, make) => {
    const path = `${await temporaryFolder()}/a.mcap`;
    await make(sidecarPath(path));
    const { sidecar, problem } = await readSidecar(path);
    expect(sidecar).toEqual(emptySidecar('a'));
    expect(problem).toContain('a.session.json cannot be read (it is no plain file)');
  });

  it('takes edits at once one after the other', async () => {
    const path = `${await temporaryFolder()}/a.mcap`;
    const tags = Array.from({ length: 12 }, (_, i) => `t${String(i).padStart(2, '0')}`);
    await Promise.all(
      tags.map((tag) =>
        changeSidecar(path, (it) => edited(it, { addTags: [tag] }, 'coach', AT_US)),
      ),
    );
    const { sidecar } = await readSidecar(path);
    expect(sidecar.tags).toEqual(tags);
    expect(sidecar.history).toHaveLength(tags.length);
  });

  it('goes on behind an edit that died', async () => {
    const folder = await temporaryFolder();
    const path = `${folder}/a.mcap`;
    const lock = `${sidecarPath(path)}.new`;
    await writeFile(lock, '{"half');
    await utimes(lock, new Date(0), new Date(0));
    await changeSidecar(path, (it) => edited(it, { addTags: ['a'] }, 'coach', AT_US));
    expect(await readdir(folder)).toEqual(['a.session.json']);
  });

  it.each([
    ['text', 'is not valid JSON'],
    ['{"schemaVersion":1}', '"recording"'],
    ['{"schemaVersion":2,"recording":"a"}', 'a later version wrote it'],
  ])('that is damaged (%s) is told, not changed, and the recording opens', async (text, why) => {
    const path = await record(sessionSteps(0.2));
    await writeFile(sidecarPath(path), text);
    const { sidecar, problem } = await readSidecar(path);
    expect(problem).toContain(why);
    expect(sidecar).toEqual(emptySidecar(SESSION.id));
    await (await openRecording(path)).close();
    await expect(changeSidecar(path, (it) => it)).rejects.toThrow('Mend it or move it away');
    expect(await readFile(sidecarPath(path), 'utf8')).toBe(text);
  });
});
