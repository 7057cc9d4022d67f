import type { SensorCsv } from '../exchange/import/csv/sensorCsvFile.ts';
import { listed, shown } from '../exchange/import/importError.ts';
import type { ImportReport } from '../exchange/import/importRows.ts';
import type { Placement } from '../model/placement.ts';
import type { ImportClock } from './importClock.ts';
import { plainText } from './info/plainText.ts';

/** What an import took. */
export interface Imported {
  readonly csv: Pick<SensorCsv, 'sensors' | 'ignoredColumns'>;
  readonly rateHz: number;
  /** Of the sensors, in their order. */
  readonly placements: readonly Placement[];
  readonly clock: ImportClock;
  readonly report: ImportReport;
}

/** What an import took, left and missed, for a person at a terminal. */
export function importSummary(output: string, imported: Imported): string {
  const { csv, rateHz, placements, clock, report } = imported;
  const { rows, firstS, lastS, gaps, longestGapS, longestGapAtS } = report;
  const lines = [
    `${output}: ${rows} rows, ${(lastS - firstS).toFixed(1)} s at ${rateHz} Hz`,
    ...csv.sensors.map(
      ({ prefix, magnetometer }, i) =>
        `  ${shown(prefix)}: worn at ${placements[i]}${magnetometer ? ', with magnetometer' : ''}`,
    ),
  ];
  if (clock.isUnixTime) {
    lines.push(
      `  t is Unix time: time_s and the windows of "process" count from the first row, t = ${firstS} s`,
    );
  }
  if (csv.ignoredColumns.length > 0) {
    lines.push(`  columns left out: ${listed(csv.ignoredColumns)}`);
  }
  if (gaps > 0) {
    lines.push(
      `  gaps: ${gaps}, the longest ${longestGapS.toFixed(2)} s at t = ${longestGapAtS.toFixed(2)} s`,
    );
  }
  return lines.map(plainText).join('\n');
}
