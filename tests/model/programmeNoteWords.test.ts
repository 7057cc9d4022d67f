import { describe, expect, it } from 'vitest';
import type { ProgrammeNote } from '../../src/model/programmeNote.ts';
import { programmeNoteWords } from '../../src/model/programmeNoteWords.ts';

describe('the words of a note', () => {
  it.each<[ProgrammeNote, string]>([
    [{ painAfter: 4, signs: ['swelling'] }, 'pain 4 of 10 after; swelling'],
    [
      { lastTime: { settledIn60Min: false, worseNextMorning: true, painNextDay: 0 } },
      'not settled in 60 minutes; worse the next morning; pain 0 of 10 the day after',
    ],
    [
      { recentInjury: false, support: true, easy: false },
      'a hand helped; it did not feel easy; not hurt lately',
    ],
    [{ step: null }, 'no step'],
    [
      { override: { action: 'setStep', step: 'SLB2', reason: 'was here' } },
      'set to SLB2: was here',
    ],
    [{ override: { action: 'resume', reason: 'looked at' } }, 'let it go on: looked at'],
  ])('of %j', (note, words) => {
    expect(programmeNoteWords(note)).toBe(words);
  });
});
