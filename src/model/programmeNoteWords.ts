import type { ProgrammeNote } from './programmeNote.ts';

/** What a note says, for a person: `pain 4 of 10 after; swelling`. */
export function programmeNoteWords(note: ProgrammeNote): string {
  const { step, signs = [], support, easy, recentInjury, lastTime = {}, override } = note;
  const words = [
    step === undefined ? null : step === null ? 'no step' : `step ${step}`,
    pain(note.painBefore, 'before'),
    pain(note.painDuring, 'during'),
    pain(note.painAfter, 'after'),
    ...signs,
    either(support, 'a hand helped', 'no hand helped'),
    either(easy, 'it felt easy', 'it did not feel easy'),
    either(recentInjury, 'hurt lately', 'not hurt lately'),
    either(lastTime.settledIn60Min, 'settled in 60 minutes', 'not settled in 60 minutes'),
    either(lastTime.worseNextMorning, 'worse the next morning', 'not worse the next morning'),
    pain(lastTime.painNextDay, 'the day after'),
    override === undefined ? null : overrideWords(override),
  ];
  return words.filter((each) => each !== null).join('; ');
}

function pain(value: number | undefined, when: string): string | null {
  return value === undefined ? null : `pain ${value} of 10 ${when}`;
}

function either(value: boolean | undefined, yes: string, no: string): string | null {
  return value === undefined ? null : value ? yes : no;
}

function overrideWords(override: NonNullable<ProgrammeNote['override']>): string {
  const { action, reason } = override;
  return `${action === 'setStep' ? `set to ${override.step}` : 'let it go on'}: ${reason}`;
}
