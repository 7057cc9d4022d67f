import { join } from 'node:path';
import { type DataSet, tableFile, tablesIn } from './dataSet.ts';
import { processLeg } from './processedLeg.ts';

/** Walking with sensors on thigh and shank; nothing is known of the truth. */
export const SKINEMATICS: DataSet = {
  name: 'skinematics',
  trials: tablesIn,
  async score(folder, trial) {
    const { frames, calibration } = await processLeg(join(folder, tableFile(trial)), 'right');
    const stated = frames.filter(({ leg }) => Number.isFinite(leg.measures.kneeFlexionDeg));
    return [
      {
        metric: 'frames with angles',
        value: (100 * stated.length) / frames.length,
        unit: '%',
        target: null,
        note: `no truth; calibration ${calibration?.verdict ?? 'none'}`,
      },
    ];
  },
};
