import type {
  CalibrationProgress,
  LegProgress,
  SensorProgress,
} from '../../model/calibrationProgress.ts';
import { placementOf, type Side } from '../../model/placement.ts';
import type { SensorState } from '../sensorState.ts';
import type { FlexionCounter } from './flexionCounter.ts';
import { isStill, stillness, stillnessBySecond } from './quietStanding.ts';
import { bendHint, stillHint } from './stepHint.ts';

const QUARTER_S = 0.25;
const QUARTERS_PER_S = 4;
/** A pose counts as held for as long as is wanted only once it is taken, which ends the step. */
const NOT_YET_S = 0.1;

/** What the progress of a step is told from, for each leg. */
export interface SeenLeg {
  readonly side: Side;
  readonly thigh: SensorState;
  readonly shank: SensorState;
}

export type StepProgress = Omit<CalibrationProgress, 'timeUs'>;

/**
 * How a pose goes that is to be held still.
 * @param frames the newest of the pose, oldest first, of the same legs throughout
 * @param wantedS for how long it is wanted
 */
export function poseProgress(
  stage: 'lieStill' | 'standStill',
  frames: readonly (readonly SeenLeg[])[],
  rateHz: number,
  wantedS: number,
): StepProgress {
  const sensors = sensorsNow(frames, rateHz);
  const found = sensors.map(({ figures }) => figures);
  return {
    stage,
    heldS: Math.min(heldS(frames, rateHz, wantedS), wantedS - NOT_YET_S),
    wantedS,
    sensors: sensors.map(({ progress }) => progress),
    legs: [],
    hint: stillHint(sensors.map(({ progress }, i) => ({ ...progress, ...found[i] }))),
  };
}

/**
 * How the squats go.
 * @param counters of the legs of the newest frame, in its order
 */
export function moveProgress(
  frames: readonly (readonly SeenLeg[])[],
  counters: readonly FlexionCounter[],
  rateHz: number,
  wanted: { readonly bends: number; readonly isOver: boolean; readonly hasBegun: boolean },
): StepProgress {
  const legs = (frames[frames.length - 1] ?? []).map(({ side }, i): LegProgress => {
    const { count, thighTiltDeg } = counters[i];
    return { side, bends: count, tiltDeg: thighTiltDeg };
  });
  return {
    stage: 'move',
    heldS: 0,
    wantedS: 0,
    sensors: sensorsNow(frames, rateHz).map(({ progress }) => progress),
    legs,
    hint: bendHint(
      legs.map(({ side }, i) => ({ side, counter: counters[i] })),
      wanted,
    ),
  };
}

/** Before there is a pose to be held: nothing is seen. */
export function waitingProgress(): StepProgress {
  return { stage: 'waitingForSensors', heldS: 0, wantedS: 0, sensors: [], legs: [], hint: null };
}

/**
 * For how long the end of `frames` is still by the same figures, second by second, as the pose is
 * judged by; a whole number of quarter seconds.
 */
function heldS(frames: readonly (readonly SeenLeg[])[], rateHz: number, longestS: number): number {
  const quarter = Math.round(QUARTER_S * rateHz);
  const second = quarter * QUARTERS_PER_S;
  let quarters = 0;
  for (let end = frames.length; quarters < longestS * QUARTERS_PER_S; end -= second) {
    for (let part = 1; part <= QUARTERS_PER_S; part++) {
      const from = end - part * quarter;
      if (from < 0) return quarters * QUARTER_S;
      const figures = stillnessBySecond(frames.slice(from, end), rateHz);
      if (!figures.every(isStill)) return quarters * QUARTER_S;
      quarters++;
    }
  }
  return quarters * QUARTER_S;
}

function sensorsNow(frames: readonly (readonly SeenLeg[])[], rateHz: number) {
  const newest = frames.slice(-Math.round(QUARTER_S * rateHz));
  return (newest[0] ?? []).flatMap(({ side }, leg) =>
    (['thigh', 'shank'] as const).map((segment) => {
      const figures = stillness(newest.map((frame) => frame[leg][segment]));
      const progress: SensorProgress = {
        placement: placementOf(side, segment),
        rateSdDps: figures.rateSdDps,
        isStill: isStill(figures),
      };
      return { figures, progress };
    }),
  );
}
