import type { Figure } from '../../tools/figures/row.ts';
import type { DataSet } from '../dataSet.ts';
import { Coverage } from './coverage.ts';

const PERSONS = 60;

const TRIALS: ReadonlyMap<string, () => readonly Figure[]> = new Map([['coverage', coverage]]);

/** What the simulator alone can tell, for it knows the truth: needs no recordings. */
export const SIMULATOR: DataSet = {
  name: 'simulator',
  isSimulated: true,
  trials: () => [...TRIALS.keys()],
  score: (_, trial) => TRIALS.get(trial)?.() ?? [],
};

function coverage(): Figure[] {
  const tally = new Coverage();
  for (let seed = 1; seed <= PERSONS; seed++) tally.add(seed);
  return tally.figures();
}
