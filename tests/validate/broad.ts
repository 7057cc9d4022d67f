import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../tools/figures/row.ts';
import { columnsOf, readTable, type Table } from '../tools/realData.ts';
import { type AttitudeError, attitudeError } from './attitudeError.ts';
import { type AttitudeMethod, everyAttitude } from './attitudeMethods.ts';
import { type Attitudes, attitudesOf } from './attitudes.ts';
import { type DataSet, referenceFile, tableFile, tablesIn } from './dataSet.ts';
import { rms } from './statistics.ts';

const RATE_HZ = 2000 / 7;
/** What the published filter leaves on all rows of a trial, degrees; elsewhere unknown. */
const PUBLISHED: Readonly<Record<string, { inclinationDeg: number; total9DDeg: number }>> = {
  '02_undisturbed_slow_rotation_B': { inclinationDeg: 0.43, total9DDeg: 1.38 },
  '07_undisturbed_fast_rotation_B': { inclinationDeg: 1.02, total9DDeg: 1.75 },
  '24_disturbed_tapping_A': { inclinationDeg: 0.61, total9DDeg: 1.55 },
};
const INCLINATION_MARGIN_DEG = 0.01;
const TOTAL_MARGIN_DEG = 0.02;
const AGREEMENT_DEG = 0.01;

/** One sensor under optical truth (Laidig et al. 2021), against it and against published VQF. */
export const BROAD: DataSet = {
  name: 'broad',
  trials: tablesIn,
  score(folder, trial) {
    const table = readTable(tableFile(trial), folder);
    const published = existsSync(join(folder, referenceFile(trial)))
      ? readTable(referenceFile(trial), folder)
      : null;
    return everyAttitude(table, RATE_HZ).flatMap(({ method, attitudes }) => [
      ...againstTruth(trial, method, attitudes, table),
      ...(published === null ? [] : againstPublished(method, attitudes, table, published)),
    ]);
  },
};

function againstTruth(
  trial: string,
  { name, headed, realTime }: AttitudeMethod,
  estimate: Attitudes,
  table: Table,
): Figure[] {
  const errors = movingErrors(table, (row) => row, estimate);
  const known = PUBLISHED[trial];
  // The offline form has no figure of its own in the targets: it is told.
  const inclinationTarget =
    known && realTime ? known.inclinationDeg + INCLINATION_MARGIN_DEG : null;
  const totalTarget = known && name === '9D' ? known.total9DDeg + TOTAL_MARGIN_DEG : null;
  const figures = [
    degrees(`${name} inclination`, rms(errors.map((e) => e.inclinationDeg)), inclinationTarget),
  ];
  if (!headed) return figures;
  return [
    degrees(`${name} total`, rms(errors.map((e) => e.totalDeg)), totalTarget),
    degrees(`${name} heading`, rms(errors.map((e) => e.headingDeg)), null),
    ...figures,
  ];
}

/** The published filter's output stands there for some rows only: both are scored on those. */
function againstPublished(
  { name, reference }: AttitudeMethod,
  estimate: Attitudes,
  table: Table,
  published: Table,
): Figure[] {
  const [rows] = columnsOf(published, '', ['row']);
  const theirs = attitudesOf(published, reference);
  const ours = Array.from(rows, (row) => estimate[row]);
  const differences = ours.map((q, i) => attitudeError(q, theirs[i]).totalDeg);
  const inclination = (attitudes: Attitudes): number =>
    rms(movingErrors(table, (i) => rows[i], attitudes).map((e) => e.inclinationDeg));
  return [
    degrees(
      `${name} inclination at reference rows`,
      inclination(ours),
      inclination(theirs) + INCLINATION_MARGIN_DEG,
    ),
    degrees(`${name} agreement with reference (largest)`, Math.max(...differences), AGREEMENT_DEG),
  ];
}

/** Errors of `estimate[i]` at table row `rowAt(i)`, where that row moves and has a reference. */
function movingErrors(
  table: Table,
  rowAt: (i: number) => number,
  estimate: Attitudes,
): AttitudeError[] {
  const truth = attitudesOf(table, 'ref_q');
  const [moving] = columnsOf(table, '', ['moving']);
  return estimate.flatMap((q, i) => {
    const row = rowAt(i);
    return moving[row] === 1 && Number.isFinite(truth[row][0])
      ? [attitudeError(q, truth[row])]
      : [];
  });
}

function degrees(metric: string, value: number, target: number | null): Figure {
  return { metric, value, unit: 'deg', target };
}
