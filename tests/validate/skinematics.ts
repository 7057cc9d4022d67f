import { columnsOf, readTable } from '../tools/realData.ts';
import { type DataSet, tableFile, tablesIn } from './dataSet.ts';
import { runRecordedLeg } from './recordedLeg.ts';

/** Walking with sensors on thigh and shank; nothing is known of the truth. */
export const SKINEMATICS: DataSet = {
  name: 'skinematics',
  trials: tablesIn,
  score(folder, trial) {
    const table = readTable(tableFile(trial), folder);
    const [t] = columnsOf(table, '', ['t']);
    const rateHz = Math.round((t.length - 1) / (t[t.length - 1] - t[0]));
    const { frames, instruction } = runRecordedLeg(table, rateHz, 'right');
    const stated = frames.filter(({ measures }) => Number.isFinite(measures.kneeFlexionDeg));
    return [
      {
        metric: 'frames with angles',
        value: (100 * stated.length) / frames.length,
        unit: '%',
        target: null,
        note: `no truth; the product last said: ${instruction}`,
      },
    ];
  },
};
