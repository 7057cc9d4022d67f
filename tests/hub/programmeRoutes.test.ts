import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProgrammeDesk } from '../../src/hub/programmeDesk.ts';
import { SessionCatalogue } from '../../src/hub/sessionCatalogue.ts';
import type { PersonProgramme } from '../../src/movement/programme/personProgramme.ts';
import { readWork } from '../../src/reprocess/sessionHistory/gatherWorks.ts';
import { WorkCache } from '../../src/reprocess/sessionHistory/workCache.ts';
import { recordBalance } from '../reprocess/sessionHistory/recordBalance.ts';
import { TestHub } from './testHub.ts';

describe('the programme over HTTP', () => {
  let folder: string;
  /** Come with the program: nothing may be said of them. */
  let samples: string;
  let test: TestHub;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'programme-'));
    for (const day of [0, 2]) await recordBalance(folder, 'P-1', day);
    await recordBalance(folder, 'P-2', 1);
    samples = await mkdtemp(join(tmpdir(), 'samples-'));
    await recordBalance(samples, 'P-SAMPLE', -9);
    const catalogue = new SessionCatalogue([folder, samples]);
    test = await TestHub.start({ catalogue, trends: { folder, influx: null } });
  });
  afterAll(async () => {
    await test.stop();
    await rm(folder, { recursive: true });
    await rm(samples, { recursive: true });
  });

  const person = async (subject: string): Promise<PersonProgramme> =>
    (await test.fetch(`/api/v1/programme/${subject}`)).json();

  async function say(subject: string, body: object) {
    const response = await test.fetch(`/api/v1/programme/${subject}/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  it('says of everybody where they stand', async () => {
    const { people, leftOut } = await (await test.fetch('/api/v1/programme')).json();
    expect(leftOut).toEqual([]);
    expect(people).toMatchObject([
      { subject: 'P-1', sessions: 2, stopped: false },
      { subject: 'P-2', sessions: 1, line: 'SLB1 Bodyweight, stay' },
      { subject: 'P-SAMPLE', sessions: 1 },
    ]);
    expect(people[0].line).toBe(
      'SLB2 Foam pad, advance; RNT1 Parallel box squat, band below knees, begin',
    );
  });

  it('reads again only whose recordings are others, also where the work of all is not kept', async () => {
    const read: string[] = [];
    const keepsNothing = new WorkCache(0, (path) => {
      read.push(path);
      return readWork(path);
    });
    const catalogue = new SessionCatalogue([folder]);
    const desk = new ProgrammeDesk({ catalogue, folder, works: keepsNothing, live: null });
    const [first, again] = [await desk.people(), await desk.people()];
    expect(again).toEqual(first);
    expect(read).toHaveLength(3);
    await desk.say('P-2', { note: { easy: true }, by: 'AB', recording: undefined }, 0);
    expect((await desk.people()).people).toHaveLength(2);
    expect(read).toHaveLength(4);
  });

  it('says of one the state, the course, the rules and where notes go', async () => {
    const { state, course, programme, recordings, notesGoTo } = await person('P-1');
    expect(state.tracks[0]).toMatchObject({ decision: 'advance', step: { id: 'SLB2' } });
    expect(course.map(({ tracks }) => tracks[0]?.decision)).toEqual(['hold', 'advance']);
    expect(programme.decisions.hold).toBe('stay');
    expect(recordings[course[1].id]).toBe(notesGoTo);
  });

  it('keeps what is said outside of a session, and judges by it at once', async () => {
    const sore = await say('P-1', { note: { painAfter: 4 }, by: 'AB' });
    expect(sore.body.state.tracks[0]).toMatchObject({ decision: 'hold', step: { id: 'SLB1' } });
    const bad = await say('P-1', { note: { painBefore: 7 }, by: 'AB' });
    expect(bad.body.state.stopped).toContain('pain was 7 of 10');
    const override = { action: 'resume', reason: 'looked at by a professional' };
    const on = await say('P-1', { note: { override }, by: 'CD' });
    expect(on.body.state.stopped).toBeNull();
    expect(on.body.decisions).toMatchObject([
      { by: 'CD', words: 'let it go on: looked at by a professional' },
    ]);
    expect((await person('P-1')).state).toEqual(on.body.state);
    const id = on.body.notesGoTo;
    const { history } = await (await test.fetch(`/api/v1/recordings/${id}`)).json();
    expect(history.map(({ what, by }: { what: string; by: string }) => [what, by])).toEqual([
      ['programme note 1', 'AB'],
      ['programme note 2', 'AB'],
      ['programme note 3', 'CD'],
    ]);
  });

  it('has somebody without recordings where everybody begins', async () => {
    const { state, notesGoTo } = await person('P-NEW');
    expect(state.tracks[0]).toMatchObject({ decision: 'start', step: { id: 'SLB1' } });
    expect([state.sessions, notesGoTo]).toEqual([0, null]);
  });

  it('keeps nothing beside a recording that comes with the program', async () => {
    expect((await person('P-SAMPLE')).notesGoTo).toBeNull();
    const { status, body } = await say('P-SAMPLE', { note: { painAfter: 1 }, by: 'AB' });
    expect([status, body.error]).toEqual([
      409,
      expect.stringContaining('no closed recording of P-SAMPLE here'),
    ]);
  });

  it.each([
    ['P-1', { note: {}, by: 'AB' }, 400, 'an empty note says nothing'],
    ['P-1', { note: { painAfter: 11 }, by: 'AB' }, 400, 'valid are 0 to 10'],
    ['P-1', { note: { step: 'SLB1' }, by: 'AB' }, 400, 'a step is begun in a live session'],
    ['P-1', { note: { painAfter: 1 } }, 400, 'who says it is needed'],
    [
      'P-1',
      { note: { override: { action: 'setStep', step: 'XX9', reason: 'x' } }, by: 'AB' },
      400,
      'no such step; valid are SLB1',
    ],
    ['P-1', { note: { painAfter: 1 }, by: 'AB', recording: '../x' }, 409, 'no closed recording'],
    ['P-1', { note: { painAfter: 1 }, by: 'AB', live: true }, 409, 'No session is recorded'],
    ['P-NEW', { note: { painAfter: 1 }, by: 'AB' }, 409, 'no closed recording of P-NEW'],
    ['a b', { note: { painAfter: 1 }, by: 'AB' }, 400, 'valid is a pseudonym'],
  ])('of %s refuses %j', async (subject, body, status, words) => {
    const answer = await say(encodeURIComponent(subject), body);
    expect([answer.status, answer.body.error]).toEqual([status, expect.stringContaining(words)]);
  });
});
