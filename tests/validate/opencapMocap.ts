import { type DataSet, tablesIn } from './dataSet.ts';
import { type MocapTargets, mocapFigures, type ScoredMeasure } from './mocap/mocapFigures.ts';
import { readMocapTrial } from './mocap/mocapTrial.ts';
import { type OfflineOptions, offlineFigures } from './mocap/offlineFigures.ts';

const SQUATS = /squat/i;
const SIT_TO_STAND = /STS/;
/** Also scored as the offline pass tells it, on the first few of the mountings. */
const OFFLINE_TOO = /squats1/i;

/** Medians over the mountings that squats are to reach; lengths in metres. */
const SQUAT_TARGETS: MocapTargets = {
  kneeFlexionDeg: 1,
  kneeValgusDeg: 3,
  valgusChangeDeg: 1,
  kneeInternalRotationDeg: 4,
  fppaDeg: 3.5,
  kneeMedialDeviationM: 0.015,
  shankLeanDeg: 2,
  ankleDorsiflexionDeg: 3,
  ankleEversionDeg: 3,
  footRollDeg: 2,
};
const SQUAT_MEASURES = Object.keys(SQUAT_TARGETS) as ScoredMeasure[];
const OFFLINE: OfflineOptions = {
  mountings: 5,
  calibrationReps: 2,
  measures: [
    'kneeFlexionDeg',
    'kneeValgusDeg',
    'valgusChangeDeg',
    'kneeInternalRotationDeg',
    'fppaDeg',
    'kneeMedialDeviationM',
  ],
};
const KNEE: readonly ScoredMeasure[] = [
  'kneeFlexionDeg',
  'kneeValgusDeg',
  'kneeInternalRotationDeg',
];

/**
 * A person's motion in a laboratory under our simulated sensors. It shows what axes, headings and
 * filters make of human movement; skin that moves over the bone is not in it.
 */
export const OPENCAP_MOCAP: DataSet = {
  name: 'opencap-mocap',
  trials: tablesIn,
  async score(folder, name) {
    const trial = readMocapTrial(folder, name);
    const figures = mocapFigures(
      trial,
      SQUATS.test(name)
        ? {
            mountings: 20,
            measures: SQUAT_MEASURES,
            targets: SQUAT_TARGETS,
            reps: true,
            calibrationReps: 2,
            measuredAxes: true,
            heelRises: true,
          }
        : {
            mountings: 5,
            measures: KNEE,
            targets: {},
            reps: SIT_TO_STAND.test(name),
            calibrationReps: null,
            measuredAxes: false,
            heelRises: false,
          },
    );
    return OFFLINE_TOO.test(name)
      ? [...figures, ...(await offlineFigures(trial, OFFLINE))]
      : figures;
  },
};
