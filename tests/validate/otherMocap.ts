import { type DataSet, tablesIn } from './dataSet.ts';
import { mocapFigures } from './mocap/mocapFigures.ts';
import { readMocapTrial } from './mocap/mocapTrial.ts';

const SQUATS = /DLS|squat/i;
const SINGLE_LEG_STANCE = /stance/i;

/**
 * Other people's motion under our simulated sensors. Adduction and rotation were fitted to a model
 * in some of these recordings and are no truth, so flexion alone is scored.
 */
export const OTHER_MOCAP: DataSet = {
  name: 'other-mocap',
  trials: tablesIn,
  score(folder, trial) {
    const figures = mocapFigures(readMocapTrial(folder, trial), {
      mountings: 5,
      measures: ['kneeFlexionDeg'],
      targets: {},
      reps: SQUATS.test(trial),
      calibrationReps: null,
      heelRises: false,
      measuredAxes: false,
    });
    if (!SINGLE_LEG_STANCE.test(trial)) return figures;
    const note = 'the product does not look for standing on one leg';
    return [
      ...figures,
      { metric: 'single-leg stances found', value: null, unit: '', target: null, note },
    ];
  },
};
