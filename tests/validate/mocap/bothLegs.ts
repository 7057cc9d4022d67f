import { RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import { quatFromMatrix, quatToMatrix } from '../../../src/geometry/quaternion.ts';
import { multiply, rotationY, transpose } from '../../../src/geometry/rotation.ts';
import type {
  Calibration,
  LegCalibration,
  SensorAlignment,
} from '../../../src/model/calibration.ts';
import type { PipelineInput } from '../../../src/model/events.ts';
import { placementOf, SIDES, type Side, sideSign } from '../../../src/model/placement.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../../src/model/settings.ts';
import type { Task } from '../../../src/model/task.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import { Random } from '../../../src/simulator/random.ts';
import { sensorMount } from '../../../src/simulator/sensorMount.ts';
import { SimulatedImu } from '../../../src/simulator/simulatedImu.ts';
import { DEFAULT_DELIVERY, simulatedInputs } from '../../../src/simulator/simulatedInputs.ts';
import { StencilCache } from '../../../src/simulator/stencilCache.ts';
import { mocapBody } from './mocapBody.ts';
import type { MocapTrial } from './mocapTrial.ts';
import { Playback } from './playback.ts';
import { standingRow } from './standingRow.ts';
import { attitudeAt, type MocapSubject, subjectOf } from './subject.ts';
import { WornErrors } from './wornErrors.ts';
import { hubTimeUs } from './wornRun.ts';

const SENSOR_RATE_HZ = 100;
/** Filters settle in it and headings are taken from it. */
const STANDING_S = 8;
/** What the knee's axis is known to when somebody calibrated well, degrees. */
const AXIS_SD_DEG = 2;

interface Worn {
  readonly feed: ImuFeed;
  readonly alignment: SensorAlignment;
}

/** A recorded person with simulated sensors on both legs, calibrated on the standing row. */
export interface BothLegs {
  readonly playback: Playback;
  readonly settings: PipelineSettings;
  readonly inputs: Iterable<PipelineInput>;
}

/**
 * Stands, then moves once from the standing row to the farther end of the recording. The axes are
 * those of the standing pose without error: a trial that bends one knee only calibrates no other.
 */
export function bothLegs(trial: MocapTrial, task: Task, seed: number): BothLegs {
  const row = standingRow(trial, false);
  const subject = subjectOf(trial, row);
  const { rows, rateHz } = trial;
  const playedS = Math.max(row, rows - 1 - row) / rateHz;
  const playback = new Playback(rows, rateHz, row, STANDING_S, STANDING_S + playedS);
  const body = new StencilCache(mocapBody(trial, playback));
  const worn = (side: Side, segment: 'thigh' | 'shank'): Worn => {
    const placement = placementOf(side, segment);
    const mount = sensorMount(placement, subject.legs[side], 'identity', seed);
    const errors = new WornErrors(SENSOR_RATE_HZ, STANDING_S, new Random(seed, placement));
    const feed = new SimulatedImu({
      placement,
      rateHz: SENSOR_RATE_HZ,
      motion: body,
      mount,
      errorsAt: () => errors,
    });
    const standing = quatToMatrix(attitudeAt(trial.legs[side][segment], row));
    const zero = multiply(transpose(standing), rotationY(legForwardRad(subject, side)));
    const [x, y, z] = mount.positionM;
    const kneeUpM = segment === 'thigh' ? 0 : subject.legs[side].shankLengthM;
    const alignment = {
      sensorId: feed.sensor.id,
      segmentToSensor: quatFromMatrix(zero),
      gyroBiasRadps: [0, 0, 0],
      leverArmM: [x, y - kneeUpM, z],
    } as const;
    return { feed, alignment };
  };
  const sensors = SIDES.map((side) => {
    return { side, thigh: worn(side, 'thigh'), shank: worn(side, 'shank') };
  });
  const feeds = sensors.flatMap(({ thigh, shank }) => [thigh.feed, shank.feed]);
  const legs = sensors.map(({ side, thigh, shank }) =>
    standingCalibration(side, thigh.alignment, shank.alignment),
  );
  const { shankLengthM, thighLengthM } = subject.legs.right;
  return {
    playback,
    settings: {
      ...DEFAULT_SETTINGS,
      task,
      subject: { shankLengthM, thighLengthM, toeOutDeg: subject.toeOutDeg },
    },
    inputs: (function* () {
      yield { type: 'useCalibration', timeUs: hubTimeUs(0), calibration: calibrationOf(legs) };
      const delivery = { ...DEFAULT_DELIVERY, seed };
      yield* simulatedInputs(feeds, hubTimeUs(0), playback.durationS, delivery);
    })(),
  };
}

/** When a row of the recording is shown, s; the rows are played once, forward or backward. */
export function timeOfRow(playback: Playback, row: number): number {
  let [low, high] = [playback.standingS, playback.durationS];
  const forward = playback.rowAt(high) > playback.rowAt(low);
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (playback.rowAt(middle) < row === forward) low = middle;
    else high = middle;
  }
  return low;
}

/** Heading of the leg's plane in the lab: straight ahead, turned out by the foot. */
function legForwardRad({ forwardRad, toeOutDeg }: MocapSubject, side: Side): number {
  return forwardRad - sideSign(side) * toeOutDeg[side] * RAD_PER_DEG;
}

/** The headings are for the standing to tell: each sensor's earth is its own. */
function standingCalibration(
  side: Side,
  thigh: SensorAlignment,
  shank: SensorAlignment,
): LegCalibration {
  return {
    side,
    thigh,
    shank,
    relativeHeadingRad: 0,
    relativeHeadingSdRad: Math.PI,
    legForwardRad: 0,
    headingConsistency: 1,
    axisShare: 1,
    axisSdDeg: AXIS_SD_DEG,
    flexionRangeDeg: 70,
    refinement: 'none',
    refinementDeg: [0, 0],
  };
}

function calibrationOf(legs: readonly LegCalibration[]): Calibration {
  const window = { fromUs: hubTimeUs(0), toUs: hubTimeUs(0) };
  return {
    id: 'cal-1',
    timeUs: hubTimeUs(0),
    method: 'standing+movement',
    standingS: STANDING_S,
    movementS: 0,
    standing: window,
    movement: window,
    legs,
    verdict: 'good',
    checks: [],
    reasons: [],
  };
}
