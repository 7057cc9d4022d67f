import type { DotOutcome } from '../../sensors/ble/index.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { plainText } from '../info/plainText.ts';
import type { SyncFlags } from './sensorFlags.ts';

/** What became of each DOT, and a sentence for those that failed. */
export function syncText(
  outcomes: readonly DotOutcome[],
  { stop }: Pick<SyncFlags, 'stop'>,
): string {
  const well = stop ? 'has its own clock' : 'synchronised';
  const ordered = outcomes.toSorted((a, b) => a.address.localeCompare(b.address, 'en'));
  const rows = ordered.map(({ name, serial, address, problem }) => [
    name,
    serial ?? '',
    address,
    problem === null ? well : 'failed',
  ]);
  const problems = ordered.flatMap(({ name, address, serial, problem }) =>
    problem === null ? [] : [`! ${serial ?? (name || address)}: ${problem}`],
  );
  return [...alignedTable([['name', 'serial', 'address', 'outcome'], ...rows]), ...problems]
    .map(plainText)
    .join('\n');
}
