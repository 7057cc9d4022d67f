import { describe, expect, it } from 'vitest';
import { recordBalance } from '../../reprocess/sessionHistory/recordBalance.ts';
import { expectMessage } from '../messages.ts';
import { plumbline, temporaryFolder } from '../plumbline.ts';

describe('plumbline programme', () => {
  it('tells from the recordings where each person stands', async () => {
    const folder = await temporaryFolder();
    for (const day of [0, 2]) await recordBalance(folder, 'P-1', day);
    await recordBalance(folder, 'P-2', 0);
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
