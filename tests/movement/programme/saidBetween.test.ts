import { describe, expect, it } from 'vitest';
import type { ProgrammeNote } from '../../../src/model/programmeNote.ts';
import type { ProgrammeSession } from '../../../src/movement/programme/history.ts';
import { PROGRAMME } from '../../../src/movement/programme/programme.ts';
import { programmeCourse } from '../../../src/movement/programme/programmeState.ts';
import { toldProgramme } from '../../../src/movement/programme/toldProgramme.ts';
import { holds, session, stepPart } from './history.ts';

const good = (day: number) => session(day, [stepPart('SLB1', holds())]);

/** What was said since the last session, in turn. */
function ahead(...notes: ProgrammeNote[]): ProgrammeSession {
  const { startUs } = session(9, []);
  const timed = notes.map((note, i) => ({ timeUs: startUs + i * 60e6, note }));
  return { id: '', startUs, simulated: false, parts: [], notes: timed, isAhead: true };
}

function balance(...history: ProgrammeSession[]) {
  const { state, course } = programmeCourse(PROGRAMME, history);
  return { ...state, course, track: state.tracks[0] };
}

describe('what is said before a session', () => {
  const worse = ahead({ lastTime: { worseNextMorning: true } });

  it('takes back the advance of the last one at once', () => {
    const { track, sessions } = balance(good(0), good(1), worse);
    expect([track.decision, track.step?.id, sessions]).toEqual(['hold', 'SLB1', 2]);
    expect(track.reasons).toEqual([
      'the advance is put off: it was worse the morning after the session before',
    ]);
  });

  it('says at once that the next one cannot advance', () => {
    const { track } = balance(good(0), worse);
    expect(track.reasons).toEqual([
      'SLB1 passed in 1 of 2 sessions',
      'no advance in the next session: it was worse the morning after the session before',
    ]);
  });

  it('halves the dose with pain of the day after, and stops everything above the limit', () => {
    const some = balance(good(0), ahead({ lastTime: { painNextDay: 4 } })).track;
    expect(some).toMatchObject({ decision: 'hold', dose: { halved: true } });
    const much = balance(good(0), ahead({ lastTime: { painNextDay: 6 } }));
    expect(much.stopped).toContain('pain was 6 of 10');
    expect([much.track.decision, much.stopKind]).toEqual(['stop', 'pain']);
    expect(much.course[1].said).toEqual(['pain 6 of 10 the day after']);
  });

  it('goes on by a word that comes after a sign, and not by one before it', () => {
    const sign: ProgrammeNote = { signs: ['swelling'], painBefore: 0 };
    const resume: ProgrammeNote = { override: { action: 'resume', reason: 'looked at' } };
    expect(balance(good(0), ahead(resume, sign))).toMatchObject({
      stopped: expect.stringContaining('swelling'),
      stopKind: 'sign',
    });
    const after = balance(good(0), ahead(sign, resume));
    expect(after.stopped).toBeNull();
    expect(after.track.step?.id).toBe('SLB1');
  });

  it('lets a session with a sign not pass, also where somebody let it go on', () => {
    const resumed = session(
      1,
      [stepPart('SLB1', holds())],
      { signs: ['locking'] },
      { override: { action: 'resume', reason: 'looked at' } },
    );
    const { stopped, track } = balance(good(0), resumed);
    expect([stopped, track.decision]).toEqual([null, 'hold']);
    expect(track.reasons).toEqual(['there was locking']);
  });
});

describe('the course', () => {
  it('has each session with what was decided after it, as it stood then', () => {
    const { course } = balance(good(0), good(1), ahead({ lastTime: { worseNextMorning: true } }));
    expect(course.map(({ isAhead, tracks }) => [isAhead, tracks[0]])).toMatchObject([
      [false, { track: 'SLB', decision: 'hold', judged: 'SLB1', next: 'SLB1' }],
      [false, { track: 'SLB', decision: 'advance', judged: 'SLB1', next: 'SLB2' }],
      [true, { track: 'SLB', decision: 'hold', judged: null, next: 'SLB1' }],
    ]);
    expect(course[1].tracks.map(({ track }) => track)).toEqual(['SLB', 'RNTSQ']);
  });
});

describe('the programme in words', () => {
  it('has every step with its dose and all that is wanted', () => {
    const { tracks, stops, ends } = toldProgramme(PROGRAMME);
    expect(tracks.map(({ steps }) => steps.length)).toEqual([4, 3, 5]);
    expect(tracks[0].steps[0]).toMatchObject({
      assessment: 'singleLegBalance',
      dose: { words: 'hold 10 to 20 s on each leg, twice' },
      wanted: expect.arrayContaining(['2 holds of 20 s on each leg', 'in 2 sessions in turn']),
    });
    expect(stops).toContain('pain above 5 of 10');
    expect(stops).toContain('pain rising two sets running');
    expect(ends).toContain('4 of 5 reps in line on both legs');
  });
});
