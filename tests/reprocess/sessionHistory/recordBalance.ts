import { SIDES } from '../../../src/model/placement.ts';
import type { ProgrammeNote } from '../../../src/model/programmeNote.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { hold } from '../../movement/programme/history.ts';
import { STARTED_US } from '../../recording/session.ts';
import { recordedInto } from './recorded.ts';

const settings = { ...DEFAULT_SETTINGS, task: 'balance', assessment: 'singleLegBalance' } as const;

/**
 * Records a session of the first balance step, so many days after the first: two good holds a leg,
 * little pain and no support but for what is noted.
 * @returns its path
 */
export function recordBalance(
  folder: string,
  subject: string,
  day: number,
  noted: ProgrammeNote = {},
): Promise<string> {
  const startedUs = STARTED_US + day * 86_400e6;
  const note = {
    step: 'SLB1',
    painBefore: 0,
    painDuring: 1,
    painAfter: 0,
    support: false,
    ...noted,
  };
  return recordedInto(folder, { startedUs, subject, settings }, [
    { type: 'programmeNote', timeUs: startedUs, note },
    ...SIDES.flatMap((side) => [
      { type: 'hold' as const, timeUs: startedUs + 30e6, hold: hold(side) },
      { type: 'hold' as const, timeUs: startedUs + 60e6, hold: hold(side) },
    ]),
  ]);
}
