import type { Side } from './placement.ts';
import type { QualityBits } from './quality.ts';

/** Which of a leg's three quality states a measure carries. */
export type QuantityGroup = 'knee' | 'ankle' | 'projection';

export const QUANTITY_GROUPS = ['knee', 'ankle', 'projection'] as const;

interface MeasureDescription {
  /** Field in code. */
  readonly key: string;
  /** Name in files and on the wire, after `<side>_`. */
  readonly column: string;
  readonly unit: 'deg' | 'm';
  readonly group: QuantityGroup;
  readonly meaning: string;
}

/**
 * Every per-leg measure of a body frame, in the order of files and of the wire.
 * The sign of each is the one of docs/conventions.md; a value that cannot be stated is NaN.
 */
export const LEG_MEASURES = [
  {
    key: 'kneeFlexionDeg',
    column: 'knee_flexion_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'knee flexion, + flexion',
  },
  {
    key: 'kneeValgusDeg',
    column: 'knee_valgus_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'knee abduction of the joint coordinate system, + valgus',
  },
  {
    key: 'kneeInternalRotationDeg',
    column: 'knee_internal_rotation_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'tibia on femur, + internal',
  },
  {
    key: 'fppaDeg',
    column: 'fppa_deg',
    unit: 'deg',
    group: 'projection',
    meaning:
      'frontal plane projection angle, + knee medial of the hip-ankle line; NaN outside its validity gate',
  },
  {
    key: 'shankLeanDeg',
    column: 'shank_lean_deg',
    unit: 'deg',
    group: 'projection',
    meaning: 'shank against vertical in the subject frontal plane, + knee medial to ankle',
  },
  {
    key: 'thighLeanDeg',
    column: 'thigh_lean_deg',
    unit: 'deg',
    group: 'projection',
    meaning: 'thigh against vertical in the subject frontal plane, + knee medial to hip',
  },
  {
    key: 'kneeMedialDeviationM',
    column: 'knee_medial_deviation_m',
    unit: 'm',
    group: 'projection',
    meaning: 'distance of the knee from the hip-ankle line, + medial',
  },
  {
    key: 'kneeOverToeDeg',
    column: 'knee_over_toe_deg',
    unit: 'deg',
    group: 'ankle',
    meaning: 'shank over foot: shank lean in the heading of the foot, + medial',
  },
  {
    key: 'shankTiltDeg',
    column: 'shank_tilt_deg',
    unit: 'deg',
    group: 'projection',
    meaning: 'shank in the sagittal plane, + knee forward of ankle',
  },
  {
    key: 'thighTiltDeg',
    column: 'thigh_tilt_deg',
    unit: 'deg',
    group: 'projection',
    meaning: 'thigh in the sagittal plane, + knee forward of hip',
  },
  {
    key: 'shankInternalRotationDeg',
    column: 'shank_internal_rotation_deg',
    unit: 'deg',
    group: 'projection',
    meaning: 'turn of the shank about its long axis since rep start, + internal',
  },
  {
    key: 'thighInternalRotationDeg',
    column: 'thigh_internal_rotation_deg',
    unit: 'deg',
    group: 'projection',
    meaning: 'turn of the thigh about its long axis since rep start, + internal',
  },
  {
    key: 'ankleDorsiflexionDeg',
    column: 'ankle_dorsiflexion_deg',
    unit: 'deg',
    group: 'ankle',
    meaning: 'foot on shank, + dorsiflexion; needs a foot sensor',
  },
  {
    key: 'ankleEversionDeg',
    column: 'ankle_eversion_deg',
    unit: 'deg',
    group: 'ankle',
    meaning: 'foot on shank, + eversion; needs a foot sensor',
  },
  {
    key: 'footRollDeg',
    column: 'foot_roll_deg',
    unit: 'deg',
    group: 'ankle',
    meaning: 'foot against the floor, + rolls in; needs a foot sensor',
  },
  {
    key: 'ankleEversionPlantedDeg',
    column: 'ankle_eversion_planted_deg',
    unit: 'deg',
    group: 'ankle',
    meaning: 'minus shank over foot, assuming a rigid flat foot',
  },
  {
    key: 'hipFlexionDeg',
    column: 'hip_flexion_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'thigh on pelvis, + flexion; needs a pelvis sensor',
  },
  {
    key: 'hipAdductionDeg',
    column: 'hip_adduction_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'thigh on pelvis, + adduction; needs a pelvis sensor',
  },
  {
    key: 'hipInternalRotationDeg',
    column: 'hip_internal_rotation_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'thigh on pelvis, + internal; needs a pelvis sensor',
  },
  {
    key: 'kneeFlexionSdDeg',
    column: 'knee_flexion_sd_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'one standard deviation of knee flexion',
  },
  {
    key: 'kneeValgusSdDeg',
    column: 'knee_valgus_sd_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'one standard deviation of knee valgus',
  },
  {
    key: 'fppaSdDeg',
    column: 'fppa_sd_deg',
    unit: 'deg',
    group: 'projection',
    meaning: 'one standard deviation of the projection angle',
  },
  {
    key: 'kneeMedialDeviationSdM',
    column: 'knee_medial_deviation_sd_m',
    unit: 'm',
    group: 'projection',
    meaning: 'one standard deviation of the knee medial deviation',
  },
  {
    key: 'kneeOverToeSdDeg',
    column: 'knee_over_toe_sd_deg',
    unit: 'deg',
    group: 'ankle',
    meaning: 'one standard deviation of shank over foot',
  },
  {
    key: 'kneeInternalRotationSdDeg',
    column: 'knee_internal_rotation_sd_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'one standard deviation of knee internal rotation',
  },
  {
    key: 'shankLeanSdDeg',
    column: 'shank_lean_sd_deg',
    unit: 'deg',
    group: 'projection',
    meaning: 'one standard deviation of shank lean',
  },
  {
    key: 'thighLeanSdDeg',
    column: 'thigh_lean_sd_deg',
    unit: 'deg',
    group: 'projection',
    meaning: 'one standard deviation of thigh lean',
  },
  {
    key: 'ankleDorsiflexionSdDeg',
    column: 'ankle_dorsiflexion_sd_deg',
    unit: 'deg',
    group: 'ankle',
    meaning: 'one standard deviation of ankle dorsiflexion',
  },
  {
    key: 'ankleEversionSdDeg',
    column: 'ankle_eversion_sd_deg',
    unit: 'deg',
    group: 'ankle',
    meaning: 'one standard deviation of ankle eversion',
  },
  {
    key: 'footRollSdDeg',
    column: 'foot_roll_sd_deg',
    unit: 'deg',
    group: 'ankle',
    meaning: 'one standard deviation of foot roll',
  },
  {
    key: 'hipFlexionSdDeg',
    column: 'hip_flexion_sd_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'one standard deviation of hip flexion',
  },
  {
    key: 'hipAdductionSdDeg',
    column: 'hip_adduction_sd_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'one standard deviation of hip adduction',
  },
  {
    key: 'hipInternalRotationSdDeg',
    column: 'hip_internal_rotation_sd_deg',
    unit: 'deg',
    group: 'knee',
    meaning: 'one standard deviation of hip internal rotation',
  },
] as const satisfies readonly MeasureDescription[];

export type LegMeasure = (typeof LEG_MEASURES)[number]['key'];
export type LegMeasures = Record<LegMeasure, number>;

export interface LegQuality {
  knee: QualityBits;
  ankle: QualityBits;
  projection: QualityBits;
}

/** Scalar-first unit quaternion, segment to ISB world (X forward, Y up, Z right). */
export type SegmentOrientation = readonly [number, number, number, number];

export interface LegFrame {
  readonly side: Side;
  readonly measures: LegMeasures;
  readonly quality: LegQuality;
  /** Segment to ISB world of the leg; NaN until calibrated. For drawing and export. */
  readonly thigh: SegmentOrientation;
  readonly shank: SegmentOrientation;
  /** The custom measures in the order of the settings, NaN where one cannot be stated. */
  readonly custom: readonly number[];
}

/** The body at one instant of the common grid. */
export interface BodyFrame {
  /** Grid instant on the hub's clock, integer microseconds since the Unix epoch. */
  readonly timeUs: number;
  /** Arrival of the packet that completed the frame: what latency is counted from. */
  readonly arrivalUs: number;
  /** The instrumented legs, right first. */
  readonly legs: readonly LegFrame[];
}

/** Nothing known yet. Written out, because an object built key by key costs ten times as much. */
export function emptyLegMeasures(): LegMeasures {
  return {
    kneeFlexionDeg: Number.NaN,
    kneeValgusDeg: Number.NaN,
    kneeInternalRotationDeg: Number.NaN,
    fppaDeg: Number.NaN,
    shankLeanDeg: Number.NaN,
    thighLeanDeg: Number.NaN,
    kneeMedialDeviationM: Number.NaN,
    kneeOverToeDeg: Number.NaN,
    shankTiltDeg: Number.NaN,
    thighTiltDeg: Number.NaN,
    shankInternalRotationDeg: Number.NaN,
    thighInternalRotationDeg: Number.NaN,
    ankleDorsiflexionDeg: Number.NaN,
    ankleEversionDeg: Number.NaN,
    footRollDeg: Number.NaN,
    ankleEversionPlantedDeg: Number.NaN,
    hipFlexionDeg: Number.NaN,
    hipAdductionDeg: Number.NaN,
    hipInternalRotationDeg: Number.NaN,
    kneeFlexionSdDeg: Number.NaN,
    kneeValgusSdDeg: Number.NaN,
    fppaSdDeg: Number.NaN,
    kneeMedialDeviationSdM: Number.NaN,
    kneeOverToeSdDeg: Number.NaN,
    kneeInternalRotationSdDeg: Number.NaN,
    shankLeanSdDeg: Number.NaN,
    thighLeanSdDeg: Number.NaN,
    ankleDorsiflexionSdDeg: Number.NaN,
    ankleEversionSdDeg: Number.NaN,
    footRollSdDeg: Number.NaN,
    hipFlexionSdDeg: Number.NaN,
    hipAdductionSdDeg: Number.NaN,
    hipInternalRotationSdDeg: Number.NaN,
  };
}

/**
 * Puts all measures into `cells` from `first` on, in the order of `LEG_MEASURES`. Written out for the same
 * reason: read by the name of its key, each would be made an object on the way.
 */
export function writeLegMeasures(measures: LegMeasures, cells: Float64Array, first: number): void {
  cells[first] = measures.kneeFlexionDeg;
  cells[first + 1] = measures.kneeValgusDeg;
  cells[first + 2] = measures.kneeInternalRotationDeg;
  cells[first + 3] = measures.fppaDeg;
  cells[first + 4] = measures.shankLeanDeg;
  cells[first + 5] = measures.thighLeanDeg;
  cells[first + 6] = measures.kneeMedialDeviationM;
  cells[first + 7] = measures.kneeOverToeDeg;
  cells[first + 8] = measures.shankTiltDeg;
  cells[first + 9] = measures.thighTiltDeg;
  cells[first + 10] = measures.shankInternalRotationDeg;
  cells[first + 11] = measures.thighInternalRotationDeg;
  cells[first + 12] = measures.ankleDorsiflexionDeg;
  cells[first + 13] = measures.ankleEversionDeg;
  cells[first + 14] = measures.footRollDeg;
  cells[first + 15] = measures.ankleEversionPlantedDeg;
  cells[first + 16] = measures.hipFlexionDeg;
  cells[first + 17] = measures.hipAdductionDeg;
  cells[first + 18] = measures.hipInternalRotationDeg;
  cells[first + 19] = measures.kneeFlexionSdDeg;
  cells[first + 20] = measures.kneeValgusSdDeg;
  cells[first + 21] = measures.fppaSdDeg;
  cells[first + 22] = measures.kneeMedialDeviationSdM;
  cells[first + 23] = measures.kneeOverToeSdDeg;
  cells[first + 24] = measures.kneeInternalRotationSdDeg;
  cells[first + 25] = measures.shankLeanSdDeg;
  cells[first + 26] = measures.thighLeanSdDeg;
  cells[first + 27] = measures.ankleDorsiflexionSdDeg;
  cells[first + 28] = measures.ankleEversionSdDeg;
  cells[first + 29] = measures.footRollSdDeg;
  cells[first + 30] = measures.hipFlexionSdDeg;
  cells[first + 31] = measures.hipAdductionSdDeg;
  cells[first + 32] = measures.hipInternalRotationSdDeg;
}
