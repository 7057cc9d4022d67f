import { describe, expect, it } from 'vitest';
import type { ControlInput } from '../../../src/model/events.ts';
import { TrialTally } from '../../../src/reprocess/summary/trialTally.ts';
import { repOf } from '../../movement/reps.ts';

const begin = (timeUs: number, name = ''): ControlInput => ({ type: 'trialStart', timeUs, name });
const end = (timeUs: number): ControlInput => ({ type: 'trialEnd', timeUs });

function trialsOf(inputs: readonly ControlInput[]) {
  const tally = new TrialTally();
  for (const input of inputs) tally.control(input);
  return tally.trials.map(({ number, name, startUs, endUs }) => [number, name, startUs, endUs]);
}

describe('trials of a recording', () => {
  it('are from a start to its end', () => {
    expect(
      trialsOf([begin(1, 'a'), { type: 'newSet', timeUs: 2 }, end(3), begin(5), end(8)]),
    ).toEqual([
      [1, 'a', 1, 3],
      [2, '', 5, 8],
    ]);
  });

  it('are found where a start or an end is missing', () => {
    expect(trialsOf([end(1), begin(2), begin(4), end(6), end(7), begin(9)])).toEqual([
      [1, '', 2, 4],
      [2, '', 4, 6],
      [3, '', 9, null],
    ]);
  });

  it('count what began in them, also where it is told later', () => {
    const tally = new TrialTally();
    const rep = repOf(1);
    tally.control(begin(rep.startUs));
    tally.control(end(rep.startUs + 1));
    tally.event({ type: 'rep', timeUs: rep.endUs, rep });
    tally.control(begin(rep.startUs + 1));
    expect(tally.trials.map(({ reps }) => reps)).toEqual([1, 0]);
  });
});
