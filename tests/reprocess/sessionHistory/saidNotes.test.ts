import { utimes } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { ProgrammeNote } from '../../../src/model/programmeNote.ts';
import { PROGRAMME } from '../../../src/movement/programme/programme.ts';
import { programmeState } from '../../../src/movement/programme/programmeState.ts';
import { historyOf } from '../../../src/reprocess/sessionHistory/historyOf.ts';
import type { RecordedWork } from '../../../src/reprocess/sessionHistory/recordedWork.ts';
import { splitNote } from '../../../src/reprocess/sessionHistory/saidNotes.ts';
import { WorkCache } from '../../../src/reprocess/sessionHistory/workCache.ts';
import { SESSION, STARTED_US, temporaryFolder } from '../../recording/session.ts';
import { recordedInto } from './recorded.ts';

const DAY_US = 86_400e6;

function work(id: string, day: number, given: Partial<RecordedWork> = {}): RecordedWork {
  const startedUs = STARTED_US + day * DAY_US;
  return {
    session: { ...SESSION, id, startedUs },
    endUs: startedUs + 60e6,
    sets: [],
    notes: [],
    trials: [],
    calibration: 'good',
    hasResults: true,
    hasFrames: true,
    isOutdated: false,
    ...given,
  };
}

const said = (day: number, note: ProgrammeNote) => [{ timeUs: STARTED_US + day * DAY_US, note }];

describe('what is said outside of a session', () => {
  it('is about the session that was, or the one that comes', () => {
    const override = { action: 'resume', reason: 'looked at' } as const;
    expect(splitNote({ painAfter: 3, painBefore: 1, override })).toEqual({
      before: { painAfter: 3 },
      ahead: { painBefore: 1, override },
    });
    expect(splitNote({ signs: ['swelling'] }).before).toEqual({ signs: ['swelling'] });
    const lastTime = { painNextDay: 2 };
    expect(splitNote({ signs: ['swelling'], lastTime })).toEqual({
      before: {},
      ahead: { signs: ['swelling'], lastTime },
    });
  });

  it('counts for the session before it and for the next', () => {
    const note = { painAfter: 3, lastTime: { settledIn60Min: false } };
    const first = work('a', 0, { said: said(0.5, note) });
    const [was, ahead] = historyOf([first]);
    expect(was.notes.map((each) => each.note)).toEqual([{ painAfter: 3 }]);
    expect([ahead.isAhead, ahead.notes[0].note]).toEqual([
      true,
      { lastTime: { settledIn60Min: false } },
    ]);
    const later = historyOf([work('b', 1), first]);
    expect(later.map(({ id, isAhead = false }) => [id, isAhead])).toEqual([
      ['a', false],
      ['b', false],
    ]);
    expect(later[1].notes[0].note).toEqual({ lastTime: { settledIn60Min: false } });
  });

  it('while the next session goes on counts for that one, at its time', () => {
    const { endUs } = work('b', 1);
    const note = {
      override: { action: 'setStep', step: 'SLB2', reason: 'was here before' },
    } as const;
    const first = work('a', 0, { said: [{ timeUs: endUs - 30e6, note }] });
    expect(historyOf([first, work('b', 1)])).toMatchObject([
      { id: 'a', notes: [] },
      { id: 'b', notes: [{ timeUs: endUs - 30e6, note }] },
    ]);
  });

  it('comes after its recording, whatever the clock said', () => {
    const [was] = historyOf([work('a', 5, { said: said(0, { painAfter: 3 }) })]);
    expect(was.notes[0].timeUs).toBe(STARTED_US + 5 * DAY_US + 60e6);
  });

  it('stops when it is said behind the word that let it go on, also of the session before', () => {
    const override = { action: 'resume', reason: 'looked at' } as const;
    const stopKind = (day: number, ...notes: ProgrammeNote[]) => {
      const first = work('a', 0, { said: notes.flatMap((note) => said(day, note)) });
      return programmeState(PROGRAMME, historyOf([first])).stopKind;
    };
    // Before the recording by the clock of the day: the order they were said in counts.
    for (const day of [0.5, -1]) {
      expect(stopKind(day, { signs: ['locking'] }, { override })).toBeNull();
      expect(stopKind(day, { override }, { painAfter: 9, signs: ['locking'] })).toBe('sign');
      expect(stopKind(day, { signs: ['locking'] }, { override }, { painAfter: 9 })).toBe('pain');
      expect(stopKind(day, { painAfter: 9 }, { painBefore: 1 })).toBeNull();
      expect(stopKind(day, { painBefore: 1 }, { painAfter: 9 })).toBe('pain');
      expect(stopKind(day, { painBefore: 1 }, { painAfter: 9 }, { painBefore: 1 })).toBeNull();
    }
  });

  it('counts beside a recording whose results were computed anew', () => {
    const live = work('a', 0, { said: said(0.5, { painAfter: 6 }) });
    const { session } = work('b', 0);
    const anew = work('b', 0, { session: { ...session, parent: 'a', method: 'offline' } });
    expect(historyOf([live, anew])).toMatchObject([
      { id: 'b', notes: [{ note: { painAfter: 6 } }] },
    ]);
  });
});

describe('the work that is kept', () => {
  it('is read again when its file is another, and when it was dropped for others', async () => {
    const folder = await temporaryFolder();
    const path = await recordedInto(folder, {}, []);
    const reads: string[] = [];
    const cache = new WorkCache(1, async (each) => {
      reads.push(each);
      return work(each, 0);
    });
    await Promise.all([cache.at(path), cache.at(path)]);
    expect(reads).toHaveLength(1);
    await cache.at(await recordedInto(folder, { id: 'other' }, []));
    await cache.at(path);
    expect(reads).toHaveLength(3);
    await utimes(path, 1, 1);
    await cache.at(path);
    expect(reads).toHaveLength(4);
  });
});
