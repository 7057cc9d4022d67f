import { join } from 'node:path';
import type { LegMeasure, LegMeasures } from '../../src/model/bodyFrame.ts';
import type { Side } from '../../src/model/placement.ts';
import { mean } from '../../src/signal/statistics.ts';
import type { Figure } from '../tools/figures/row.ts';
import { columnsOf, readTable, type Table } from '../tools/realData.ts';
import { type DataSet, tableFile, tablesIn } from './dataSet.ts';
import { processLateShank } from './lateShank.ts';
import { type ProcessedLeg, processLeg } from './processedLeg.ts';
import { rms } from './statistics.ts';

export interface RowMeasures {
  /** Row of the table nearest to the frame's instant. */
  readonly row: number;
  readonly measures: LegMeasures;
}

const RATE_HZ = 100;
/** Estimate and reference both count from their mean over these rows, in which the person stands. */
const ZERO_ROWS = [200, 300] as const;

const LATE_ROWS = [1, 2, 4];

const ANGLES: readonly {
  readonly name: string;
  readonly measure: LegMeasure;
  readonly reference: string;
  readonly targetDeg: number;
}[] = [
  { name: 'flexion', measure: 'kneeFlexionDeg', reference: 'ref_flex_deg', targetDeg: 0.6 },
  { name: 'abduction', measure: 'kneeValgusDeg', reference: 'ref_abd_deg', targetDeg: 1.3 },
  {
    name: 'rotation',
    measure: 'kneeInternalRotationDeg',
    reference: 'ref_introt_deg',
    targetDeg: 2,
  },
];

/** A person's drop landings with sensors on thigh and shank, against an optical link model. */
export const FAN_KNEE: DataSet = {
  name: 'fan-knee',
  trials: tablesIn,
  async score(folder, trial) {
    const side = trial.startsWith('right') ? 'right' : 'left';
    const file = join(folder, tableFile(trial));
    const table = readTable(tableFile(trial), folder);
    return [
      ...figuresOf(await processLeg(file, side), table, ''),
      ...figuresOf(await processLeg(file, side, 'offline'), table, ', offline'),
      ...(await lateFigures(table, side)),
    ];
  },
};

/** @param way behind the names; targets are those of the live pass */
function figuresOf(
  { frames: processed, calibration, calibratedS }: ProcessedLeg,
  table: Table,
  way: string,
): Figure[] {
  const frames = processed.map(
    ({ timeS, leg }): RowMeasures => ({
      row: Math.round(timeS * RATE_HZ),
      measures: leg.measures,
    }),
  );
  const calibratedRow = calibratedS * RATE_HZ;
  const isCounted = ({ row }: RowMeasures): boolean => row < ZERO_ROWS[1] || row >= calibratedRow;
  const verdict = calibration?.verdict ?? 'none';
  return ANGLES.flatMap(({ name, measure, reference, targetDeg }): Figure[] => {
    const [truth] = columnsOf(table, '', [reference]);
    return [
      {
        metric: name + way,
        value: zeroedRmse(frames, measure, truth),
        unit: 'deg',
        target: way === '' ? targetDeg : null,
        note: `calibration ${verdict}`,
      },
      {
        metric: `${name}, rows after the calibration${way}`,
        value: zeroedRmse(frames.filter(isCounted), measure, truth),
        unit: 'deg',
        target: null,
      },
    ];
  });
}

/** What a shank sensor that is late costs, found and set right, and found and left. */
async function lateFigures(table: Table, side: Side): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const lateRows of LATE_ROWS) {
    for (const offsetUse of ['setRight', 'left'] as const) {
      const { frames, calibration } = await processLateShank(table, lateRows, side, offsetUse);
      const measures = frames.map(
        ({ timeS, leg }): RowMeasures => ({
          row: Math.round(timeS * RATE_HZ),
          measures: leg.measures,
        }),
      );
      const found = calibration?.legs[0]?.sensorOffsetMs;
      const note =
        found === undefined || found === null ? 'offset not found' : `found ${found.toFixed(1)} ms`;
      const use = offsetUse === 'setRight' ? 'set right' : 'left as it is';
      const late = (1000 * lateRows) / RATE_HZ;
      for (const { name, measure, reference } of ANGLES) {
        const [truth] = columnsOf(table, '', [reference]);
        figures.push({
          metric: `${name}, shank ${late} ms late, ${use}`,
          value: zeroedRmse(measures, measure, truth),
          unit: 'deg',
          target: null,
          note,
        });
      }
    }
  }
  return figures;
}

/**
 * RMSE from the end of the zero rows on. An estimate that has no frames in those rows counts from
 * its own zero, the standing of its calibration.
 */
export function zeroedRmse(
  frames: readonly RowMeasures[],
  measure: LegMeasure,
  truth: Float64Array,
): number {
  const [from, to] = ZERO_ROWS;
  const standing = frames
    .filter(({ row }) => row >= from && row < to)
    .map(({ measures }) => measures[measure]);
  const estimateZero = standing.length === 0 ? 0 : mean(standing);
  const truthZero = mean(truth.slice(from, to));
  return rms(
    frames
      .filter(({ row }) => row >= to)
      .map(({ row, measures }) => measures[measure] - estimateZero - (truth[row] - truthZero)),
  );
}
