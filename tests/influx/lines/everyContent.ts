import { ASSESSMENT_IDS } from '../../../src/model/assessment.ts';
import { type BodyFrame, emptyLegMeasures, LEG_MEASURES } from '../../../src/model/bodyFrame.ts';
import type { Calibration } from '../../../src/model/calibration.ts';
import type { ControlInput, PipelineEvent } from '../../../src/model/events.ts';
import type { Stride } from '../../../src/model/gait.ts';
import type { Hold } from '../../../src/model/hold.ts';
import type { Landing, LandingLeg } from '../../../src/model/landing.ts';
import { type Cue, REP_QUANTITIES } from '../../../src/model/movement.ts';
import { SIDES } from '../../../src/model/placement.ts';
import { sensorId, type TimedSamples } from '../../../src/model/sensor.ts';
import type { SessionMetadata } from '../../../src/model/session.ts';
import type { RecordedContent } from '../../../src/recording/channelDecoders.ts';
import { metric, repLeg, repOf } from '../../movement/reps.ts';
import { SENSORS, SESSION, STARTED_US } from '../../recording/session.ts';

/** The instant of all of them, so that whatever could overwrite another does. */
const timeUs = STARTED_US + 1_500_000;
const SENSOR = SENSORS[1].id;

const CUE: Cue = {
  number: 3,
  side: 'both',
  measure: 'kneeMedialDeviationM',
  value: 4.5,
  threshold: 4,
  intensity: 0.25,
  words: 'Spread the "floor"',
};

const ALIGNMENT = {
  sensorId: sensorId('PL-001'),
  segmentToSensor: [1, 0, 0, 0],
  gyroBiasRadps: [0, 0, 0],
  leverArmM: [0, 0, 0],
} as const;

const CALIBRATION: Calibration = {
  id: 'cal-1',
  timeUs,
  method: 'standing+movement',
  standingS: 3,
  standing: { fromUs: 0, toUs: 1 },
  movement: { fromUs: 1, toUs: 2 },
  movementS: 12.5,
  verdict: 'usable',
  checks: [],
  reasons: ['Bend further.', 'Stand still.'],
  legs: [
    {
      side: 'right',
      thigh: ALIGNMENT,
      shank: ALIGNMENT,
      relativeHeadingRad: 0,
      relativeHeadingSdRad: Math.PI / 90,
      legForwardRad: 0,
      headingConsistency: 0.9,
      axisShare: 0.95,
      axisSdDeg: 1.5,
      flexionRangeDeg: 70,
      refinement: 'none',
      refinementDeg: [0, 0],
    },
  ],
};

const REP = repOf(2, {
  startUs: timeUs - 3_000_000,
  bottomUs: timeUs - 1_500_000,
  endUs: timeUs,
  eccentricS: 1.5,
  holdS: 0,
  concentricS: 1.5,
  counted: false,
  cued: true,
  confidence: 0.75,
  legs: [
    repLeg('left', {
      peakFlexionDeg: 90.5,
      headlineAtPeakFlexion: 4,
      headlinePeak: 4.5,
      band: 'slightly in',
      kneeValgusAtPeakFlexionDeg: 7,
      fppaAtPeakFlexionDeg: 9,
      metrics: {
        kneeValgusDeg: metric({ atPeakFlexion: 7, peak: 8.5, excursion: 6 }),
        kneeMedialDeviationM: metric({ peak: 0.045 }),
      },
    }),
  ],
});

const FULL_METRIC = metric({ atPeakFlexion: 1, peak: 2, excursion: 0.5 });
const FULL_REP = repOf(3, {
  endUs: timeUs + 9,
  legs: [
    repLeg('right', {
      fppaAt60Deg: 3,
      metrics: Object.fromEntries(REP_QUANTITIES.map((quantity) => [quantity, FULL_METRIC])),
    }),
  ],
});

const LANDING_LEG: LandingLeg = {
  side: 'right',
  initialContactUs: timeUs - 200_000,
  headlineAtContact: 1,
  headlineAt40Ms: 2,
  headlinePeak100Ms: 3,
  headlinePeak: 3.5,
  headlineExcursion: 2.5,
  headlinePeakRate100Ms: 40,
  band: 'in',
  kneeValgus: {
    atContact: 1,
    at40Ms: null,
    peak100Ms: null,
    peak: 6.5,
    excursion: 5.5,
    peakRate100Ms: null,
  },
  headlinePushOffPeak: null,
  kneeValgusPushOffPeakDeg: null,
  flexionAtContactDeg: 18,
  peakFlexionDeg: 80,
  peakShankG: 9.5,
  quality: 'impact',
};

const LANDING: Landing = {
  number: 1,
  initialContactUs: timeUs - 200_000,
  endUs: timeUs,
  flight: { startUs: timeUs - 600_000, endUs: timeUs - 200_000, jumpHeightM: 0.196 },
  contactDifferenceMs: -10,
  contactS: null,
  legs: [LANDING_LEG, { ...LANDING_LEG, side: 'left', initialContactUs: timeUs - 190_000 }],
  lowRate: false,
  counted: false,
  confidence: 0.875,
};

const STRIDE: Stride = {
  side: 'left',
  number: 5,
  initialContactUs: timeUs - 1_100_000,
  toeOffUs: timeUs - 400_000,
  nextContactUs: timeUs,
  strideS: 1.1,
  stancePct: 63.5,
  loadingFlexionDeg: 19,
  swingFlexionDeg: 61,
  quality: 'ok',
  frontal: 'exploratory',
  valgusPeakStanceDeg: 4,
  valgusRangeStanceDeg: 7,
  shankLeanMidStanceDeg: null,
  frontalQuality: 'headingStale',
};

const HOLD: Hold = {
  kind: 'balance',
  number: 2,
  side: 'right',
  startUs: timeUs - 20_000_000,
  endUs: timeUs,
  holdS: 20,
  endedBy: 'footDown',
  touchDowns: 1,
  shankLeanRmsDeg: 0.75,
  shankLeanRangeDeg: 3,
  shankLeanMeanRateDps: 2,
  shankTiltRmsDeg: 0.5,
  shankTiltRangeDeg: 2,
  shankTiltMeanRateDps: 1,
  ellipseDeg2: 7.25,
  inZonePct: 92,
  meanKneeValgusDeg: 1.5,
  footRollRmsDeg: null,
  peakShankTiltDeg: null,
  heelDown: null,
  quality: 'ok',
  confidence: 1,
};

const FULL_HOLD: Hold = {
  ...HOLD,
  kind: 'kneeToWall',
  footRollRmsDeg: 1,
  peakShankTiltDeg: 41,
  heelDown: 'assumed',
};

const PASSED = { startUs: timeUs - 1e6, endUs: timeUs, reason: 'too short' };

/** Every event there is, each more than once at one instant where that could be. */
export const EVENTS: Readonly<Record<PipelineEvent['type'], readonly PipelineEvent[]>> = {
  calibrationStage: [
    { type: 'calibrationStage', timeUs, stage: 'move', instruction: 'Bend', done: 1, wanted: 3 },
  ],
  calibration: [
    { type: 'calibration', timeUs, calibration: CALIBRATION },
    {
      type: 'calibration',
      timeUs,
      calibration: { ...CALIBRATION, legs: [{ ...CALIBRATION.legs[0], side: 'left' }] },
    },
  ],
  sideCheck: [{ type: 'sideCheck', timeUs, result: 'right', sentence: 'As it should be.' }],
  phase: [{ type: 'phase', timeUs, phase: 'descent' }],
  rep: [
    ...twice({ type: 'rep', timeUs: timeUs + 5, rep: REP } as const),
    { type: 'rep', timeUs: timeUs + 9, rep: FULL_REP },
  ],
  repRejected: [{ type: 'repRejected', timeUs, rejection: { ...PASSED, peakFlexionDeg: 12 } }],
  landing: twice({ type: 'landing', timeUs, landing: LANDING }),
  stride: [
    ...twice({ type: 'stride', timeUs, stride: STRIDE } as const),
    { type: 'stride', timeUs, stride: { ...STRIDE, shankLeanMidStanceDeg: 2 } },
  ],
  strideRejected: [{ type: 'strideRejected', timeUs, rejection: { ...PASSED, side: 'left' } }],
  hold: [
    ...twice({ type: 'hold', timeUs, hold: HOLD } as const),
    { type: 'hold', timeUs, hold: FULL_HOLD },
  ],
  holdRejected: [
    { type: 'holdRejected', timeUs, rejection: { ...PASSED, kind: 'balance', side: 'left' } },
  ],
  cueOn: twice({ type: 'cueOn', timeUs, decidedUs: timeUs + 900, cue: CUE }),
  cueOff: twice({ type: 'cueOff', timeUs, cue: CUE }),
  cueSuppressed: [
    { type: 'cueSuppressed', timeUs, side: 'left', reason: 'slip' },
    {
      ...{ type: 'cueSuppressed', timeUs, side: 'left', reason: 'a cue was\njust given' },
      ...{ decidedUs: timeUs + 900, value: 4.5, threshold: 4 },
    },
  ],
  inLine: twice({ type: 'inLine', timeUs, decidedUs: timeUs + 900, repNumber: 4 }),
  samplesLost: [
    { type: 'samplesLost', timeUs, sensorId: SENSOR, firstIndex: 700, count: 6 },
    { type: 'samplesLost', timeUs, sensorId: SENSOR, firstIndex: 1700, count: 4, estimated: true },
    { type: 'samplesLost', timeUs: timeUs - 9, sensorId: SENSOR, firstIndex: 2700, count: 2 },
    { type: 'samplesLost', timeUs: timeUs - 9, sensorId: SENSOR, firstIndex: 2800, count: 1 },
  ],
  samplesRefilled: twice({
    ...{ type: 'samplesRefilled', timeUs, sensorId: SENSOR, firstIndex: 700, count: 5 },
  }),
  samplesLate: twice({
    ...{ type: 'samplesLate', timeUs, sensorId: SENSOR, firstIndex: 690, count: 2 },
  }),
  sensorClock: [
    {
      ...{ type: 'sensorClock', timeUs, sensorId: SENSOR, basis: 'exchanges', skewPpm: -12.5 },
      ...{ residualUs: 400, boundUs: 250 },
    },
    {
      ...{ type: 'sensorClock', timeUs, sensorId: SENSOR, basis: 'arrivals', skewPpm: 3 },
      ...{ residualUs: 900, boundUs: null },
    },
  ],
  fault: [
    { type: 'fault', timeUs, sensorId: null, sentence: 'The standing could not be used.' },
    { type: 'fault', timeUs, sensorId: null, sentence: 'It moved.' },
    { type: 'fault', timeUs, sensorId: SENSOR, sentence: 'Sensor PL-002 was restarted.' },
    { type: 'fault', timeUs, sensorId: SENSOR, sentence: 'Its packets cannot be read.' },
  ],
};

const WINDOWS = {
  standing: { fromUs: 0, toUs: 1 },
  functional: { fromUs: 1, toUs: 2 },
  method: 'givenWindows',
} as const;
const HAPTIC = {
  type: 'hapticCue',
  timeUs,
  sensorId: SENSOR,
  side: 'right',
  decidedUs: timeUs - 60_000,
  sentUs: timeUs - 50_000,
} as const;

/** Every input besides packets. */
export const INPUTS: Readonly<Record<ControlInput['type'], readonly ControlInput[]>> = {
  sensorLinked: twice({ type: 'sensorLinked', timeUs, sensor: SENSORS[1] }),
  placed: [
    { type: 'placed', timeUs, sensorId: SENSOR, placement: 'right_shank' },
    { type: 'placed', timeUs, sensorId: SENSOR, placement: 'left_shank' },
    { type: 'placed', timeUs, sensorId: SENSOR, placement: null },
    { type: 'placed', timeUs, sensorId: SENSOR, placement: 'right_shank' },
  ],
  sensorLost: twice({ type: 'sensorLost', timeUs, sensorId: SENSOR, reason: 'outOfRange' }),
  recalibrate: [{ type: 'recalibrate', timeUs }],
  lyingPose: [{ type: 'lyingPose', timeUs }],
  retryStep: [{ type: 'retryStep', timeUs, step: 'move' }],
  calibrateOn: [{ type: 'calibrateOn', timeUs, windows: WINDOWS }],
  useCalibration: [{ type: 'useCalibration', timeUs, calibration: CALIBRATION }],
  reuseCalibration: [{ type: 'reuseCalibration', timeUs, calibration: CALIBRATION }],
  checkSides: [{ type: 'checkSides', timeUs }],
  askCue: [{ type: 'askCue', timeUs }],
  newSet: twice({ type: 'newSet', timeUs }),
  marker: [
    { type: 'marker', timeUs, label: 'shoes off' },
    { type: 'marker', timeUs, label: 'a "b"\\' },
    { type: 'marker', timeUs, label: '' },
  ],
  trialStart: [
    { type: 'trialStart', timeUs, name: 'first' },
    { type: 'trialStart', timeUs, name: '' },
  ],
  trialEnd: twice({ type: 'trialEnd', timeUs }),
  programmeNote: [{ type: 'programmeNote', timeUs, note: { painBefore: 2, recentInjury: false } }],
  clockExchange: [
    {
      ...{ type: 'clockExchange', timeUs, sensorId: SENSOR },
      exchange: { askedUs: timeUs - 9, heardUs: timeUs, receivedUs: 1, answeredUs: 2 },
    },
  ],
  samplesGone: twice({
    ...{ type: 'samplesGone', timeUs, sensorId: SENSOR, firstIndex: 705, count: 1 },
  }),
  hostClockJumped: twice({ type: 'hostClockJumped', timeUs, byUs: -3_000_000 }),
  hubReport: twice({
    ...{ type: 'hubReport', timeUs },
    hub: {
      ...{ cpuPct: 12.5, memoryMb: 140, loopDelayP99Ms: 21 },
      ...{ diskFreeMb: 50_000, clients: 2, uploadLagS: 0.25 },
    },
    sensors: [
      { sensorId: SENSOR, batteryPct: 81, rssiDbm: -60, rateHz: 99.5 },
      { sensorId: SENSORS[0].id, batteryPct: null, rssiDbm: null, rateHz: 100 },
    ],
  }),
  hapticCue: [
    { ...HAPTIC, acknowledgedUs: timeUs - 20_000, problem: null },
    { ...HAPTIC, acknowledgedUs: null, problem: 'It did not answer.' },
    { ...HAPTIC, acknowledgedUs: null, problem: null },
  ],
  cueOutput: twice({
    ...{ type: 'cueOutput', timeUs, number: 3 },
    ...{ shownUs: timeUs - 40_000, soundedUs: timeUs - 30_000 },
  }),
};

/** A frame of both legs with one measure. */
export function frameAt(at: number, kneeFlexionDeg: number, given: Partial<BodyFrame> = {}) {
  const orientation = [1, 0, 0, 0] as const;
  const frame: BodyFrame = {
    timeUs: at,
    arrivalUs: at + 31_250,
    legs: SIDES.map((side) => ({
      side,
      measures: { ...emptyLegMeasures(), kneeFlexionDeg, kneeMedialDeviationM: -0 },
      quality: { knee: 0, ankle: 64, projection: 0 },
      thigh: orientation,
      shank: orientation,
      custom: [],
    })),
    ...given,
  };
  return frame;
}

/** Two samples, the second without a reading of the magnetometer. */
export function samplesAt(at: number): TimedSamples {
  return {
    sensorId: SENSOR,
    firstIndex: 41,
    count: 2,
    deviceTimeUs: 5,
    acceleration: Float64Array.of(0.5, 9.75, -0.25, 0, 9.5, 1e-7),
    angularRate: Float64Array.of(0.125, 0, -3, 1, 2, Number.NaN),
    magneticField: Float64Array.of(20, -4.5, 41, Number.NaN, Number.NaN, Number.NaN),
    clipped: false,
    timeUs: Float64Array.of(at, at + 10_000),
  };
}

/** The same with every measure and three custom ones. */
function fullFrame(at: number): BodyFrame {
  const { legs, ...frame } = frameAt(at, 1);
  const measures = emptyLegMeasures();
  LEG_MEASURES.forEach(({ key }, i) => {
    measures[key] = i + 0.5;
  });
  return { ...frame, legs: legs.map((leg) => ({ ...leg, measures, custom: [1, Number.NaN, 3] })) };
}

/** A session that tells all that a session can. */
export const FULL_SESSION: SessionMetadata = {
  ...SESSION,
  method: 'offline',
  parent: 'p',
  continues: 'c',
  settings: {
    ...SESSION.settings,
    assessment: ASSESSMENT_IDS[0],
    customMeasures: ['one', 'two', 'oneMax'].map((name) => ({ name, formula: 'kneeValgusDeg' })),
  },
};

/** All of it, in the order in which a hub could have recorded it. */
export function everyContent(): RecordedContent[] {
  const { sensorLinked, placed, ...inputs } = INPUTS;
  return [
    ...[sensorLinked, placed, ...Object.values(inputs)]
      .flat()
      .map((input) => ({ kind: 'input', input }) as const),
    ...[0, 10_000, 20_000].map(
      (t) => ({ kind: 'frame', frame: frameAt(timeUs + t, 60 + t / 1e4) }) as const,
    ),
    { kind: 'frame', frame: fullFrame(timeUs + 50_000) },
    // Samples that came again, at an instant that is taken.
    ...[0, 20_000, 0].map((t) => ({ kind: 'samples', samples: samplesAt(timeUs + t) }) as const),
    ...Object.values(EVENTS)
      .flat()
      .map((event) => ({ kind: 'event', event }) as const),
  ];
}

function twice<T>(one: T): readonly T[] {
  return [one, one];
}
