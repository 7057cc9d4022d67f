import { describe, expect, it } from 'vitest';
import type { ControlInput, PipelineEvent } from '../../../src/model/events.ts';
import type { ProgrammeNote } from '../../../src/model/programmeNote.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { assessmentOf } from '../../../src/movement/assessments/assessments.ts';
import { assessedResults } from '../../../src/reprocess/sessionHistory/assessedResults.ts';
import { historyOf } from '../../../src/reprocess/sessionHistory/historyOf.ts';
import {
  type RecordedWork,
  recordedWork,
} from '../../../src/reprocess/sessionHistory/recordedWork.ts';
import { hold } from '../../movement/programme/history.ts';
import { repLeg, repOf } from '../../movement/reps.ts';
import { opened } from '../../recording/opened.ts';
import { SESSION, STARTED_US, temporaryFolder } from '../../recording/session.ts';
import { recordedInto } from './recorded.ts';

const at = (s: number): number => STARTED_US + s * 1e6;
const rep = (s: number, number: number): PipelineEvent => ({
  type: 'rep',
  timeUs: at(s),
  rep: repOf(number, { startUs: at(s - 3), bottomUs: at(s - 1.5), endUs: at(s) }),
});
const note = (s: number, given: ProgrammeNote): ControlInput => ({
  type: 'programmeNote',
  timeUs: at(s),
  note: given,
});
const newSet = (s: number): ControlInput => ({ type: 'newSet', timeUs: at(s) });

async function workOf(...items: (ControlInput | PipelineEvent)[]): Promise<RecordedWork> {
  return recordedWork(await opened(await recordedInto(await temporaryFolder(), {}, items)));
}

describe('what was done in a recording', () => {
  it('is cut into sets where reps begin anew, where a set is begun and where the step changes', async () => {
    const { sets, hasResults, isOutdated } = await workOf(
      rep(5, 1),
      rep(10, 2),
      rep(15, 1),
      newSet(16),
      rep(20, 2),
      note(21, { step: 'RNT1' }),
      rep(25, 3),
      rep(30, 4),
      note(31, { painDuring: 1 }),
      rep(35, 5),
    );
    expect(sets.map(({ step, reps }) => [step, reps.map(({ number }) => number)])).toEqual([
      [null, [1, 2]],
      [null, [1]],
      [null, [2]],
      ['RNT1', [3, 4, 5]],
    ]);
    expect([hasResults, isOutdated]).toEqual([true, false]);
  });

  it('keeps what people said, exactly and in order', async () => {
    const said: ProgrammeNote[] = [
      { step: 'SLB1', painBefore: 1, support: false },
      { lastTime: { settledIn60Min: true, painNextDay: 2 }, signs: ['swelling'] },
      { override: { action: 'setStep', step: 'RNT2', reason: 'was here before' } },
    ];
    const { notes, hasResults } = await workOf(...said.map((each, i) => note(i, each)));
    expect(notes.map((each) => each.note)).toEqual(said);
    expect(hasResults).toBe(false);
  });

  it('leaves out reps of an earlier version, which are told otherwise', async () => {
    const { metrics: _, ...leg } = repLeg('right');
    const old = { ...repOf(1), legs: [leg] };
    const event = JSON.parse(JSON.stringify({ type: 'rep', timeUs: at(5), rep: old }));
    const { sets, isOutdated } = await workOf(event);
    expect([sets, isOutdated]).toEqual([[], true]);
  });
});

describe('the results of an assessment', () => {
  it('are of the last set, of all sets where legs take turns, or of the set asked for', async () => {
    const work = await workOf(rep(5, 1), rep(10, 1), newSet(11), rep(15, 1), rep(20, 2));
    const count = (id: Parameters<typeof assessmentOf>[0], set: number | null) =>
      assessedResults(assessmentOf(id), work, set)?.reps.length ?? null;
    expect(count('overheadSquat', null)).toBe(2);
    expect(count('lunge', null)).toBe(4);
    expect(count('lunge', 1)).toBe(1);
    expect(count('overheadSquat', 4)).toBeNull();
  });
});

describe('the history of a person', () => {
  const bare: RecordedWork = {
    session: SESSION,
    endUs: at(60),
    sets: [],
    notes: [],
    trials: [],
    calibration: 'good',
    hasResults: true,
    hasFrames: true,
    isOutdated: false,
  };
  const work = (id: string, startedUs: number, more: Partial<RecordedWork['session']> = {}) => ({
    ...bare,
    session: { ...SESSION, id, startedUs, ...more },
    endUs: startedUs + 60e6,
  });
  const HOUR = 3600;

  it('has recordings of a few hours as one session, in order of time', () => {
    const history = historyOf([
      work('c', at(24 * HOUR)),
      work('a', at(0)),
      work('b', at(2 * HOUR)),
    ]);
    expect(history.map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('has a recording once, as it was computed last', () => {
    const holds = [hold('left')];
    const sets = [{ startUs: 1, step: 'SLB1', reps: [], landings: [], strides: [], holds }];
    const [live, later] = [
      { ...work('a', at(0)), hasResults: false },
      { ...work('b', at(0), { parent: 'a', method: 'offline' }), sets },
    ];
    const history = historyOf([live, later]);
    expect(history).toHaveLength(1);
    expect(history[0].parts).toMatchObject([
      { step: 'SLB1', sets: [{ holds: [{ side: 'left' }] }] },
    ]);
  });

  it('takes feedback for off only where it was off live too', () => {
    const silent = { ...DEFAULT_SETTINGS, cue: { ...DEFAULT_SETTINGS.cue, enabled: false } };
    const sets = [
      { startUs: 1, step: null, reps: [repOf(1)], landings: [], strides: [], holds: [] },
    ];
    const later = { ...work('b', at(0), { parent: 'a', settings: silent }), sets };
    const off = (live: RecordedWork) => historyOf([live, later])[0].parts[0].feedbackOff;
    expect(off(work('a', at(0)))).toBe(false);
    expect(off(work('a', at(0), { settings: silent }))).toBe(true);
    const schedule = { kind: 'off' } as const;
    const held = { ...DEFAULT_SETTINGS, cue: { ...DEFAULT_SETTINGS.cue, schedule } };
    expect(off(work('a', at(0), { settings: held }))).toBe(true);
  });

  it('ends for recordings that name each other', () => {
    const loop = [work('a', at(0), { parent: 'b' }), work('b', at(0), { parent: 'a' })];
    expect(historyOf(loop)).toHaveLength(1);
  });
});
