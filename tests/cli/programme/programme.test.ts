import { describe, expect, it } from 'vitest';
import type { ControlInput, PipelineEvent } from '../../../src/model/events.ts';
import { SIDES } from '../../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { hold } from '../../movement/programme/history.ts';
import { STARTED_US } from '../../recording/session.ts';
import { recordedInto } from '../../reprocess/sessionHistory/recorded.ts';
import { expectMessage } from '../messages.ts';
import { plumbline, temporaryFolder } from '../plumbline.ts';

const settings = { ...DEFAULT_SETTINGS, task: 'balance', assessment: 'singleLegBalance' } as const;
const DAY_US = 86_400e6;

/** Two good holds a leg, with all that people say of them. */
function balance(startedUs: number): (ControlInput | PipelineEvent)[] {
  const said = { step: 'SLB1', painBefore: 0, painDuring: 1, painAfter: 0, support: false };
  return [
    { type: 'programmeNote', timeUs: startedUs, note: said },
    ...SIDES.flatMap((side) => [
      { type: 'hold' as const, timeUs: startedUs + 30e6, hold: hold(side) },
      { type: 'hold' as const, timeUs: startedUs + 60e6, hold: hold(side) },
    ]),
  ];
}

describe('plumbline programme', () => {
  it('tells from the recordings where each person stands', async () => {
    const folder = await temporaryFolder();
    for (const day of [0, 2]) {
      const startedUs = STARTED_US + day * DAY_US;
      await recordedInto(folder, { startedUs, subject: 'P-1', settings }, balance(startedUs));
    }
    await recordedInto(folder, { subject: 'P-2', settings }, balance(STARTED_US));
    const { code, stdout, stderr } = await plumbline(['programme', '--recordings', folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [first, second] = stdout.split('\n\n');
    expect(first).toContain('P-1: 2 sessions');
    expect(first).toContain('Single-leg balance: advance, SLB2 Foam pad');
    expect(first).toContain('RNT squat: begin, RNT1');
    expect(first).toContain('do: one set of 10 to 20 reps; measured by rntSquat');
    expect(first).toMatch(/ {4}met: holds of 20 s: right 2, left 2, wanted 2 a leg/);
    expect(second).toContain('P-2: 1 session,');
    expect(second).toContain('SLB1 passed in 1 of 2 sessions');

    const one = ['programme', '--subject', 'P-2', '--recordings', folder, '--json'];
    const { states } = JSON.parse((await plumbline(one)).stdout);
    expect(states).toMatchObject([{ subject: 'P-2', tracks: [{ decision: 'hold' }, {}, {}] }]);
  });

  it('says so where there are no recordings', async () => {
    const folder = await temporaryFolder();
    const words = ['programme', '--subject', 'P-9', '--recordings', folder];
    expectMessage(await plumbline(words), 1, [`there are no recordings of P-9 in ${folder}`]);
  });
});
