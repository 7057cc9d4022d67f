import type { Calibration } from '../model/calibration.ts';
import type { GaitSummary, Stride } from '../model/gait.ts';
import type { Hold, HoldSummary } from '../model/hold.ts';
import type { Landing } from '../model/landing.ts';
import type { Headline, Rep, RepLeg } from '../model/movement.ts';
import type { Side } from '../model/placement.ts';
import type { QualityWord } from '../model/quality.ts';
import type { SensorId } from '../model/sensor.ts';
import type { SessionMetadata } from '../model/session.ts';
import type { SessionFacts } from '../model/sessionFacts.ts';
import type { SetSummary } from '../model/setSummary.ts';
import type {
  CueSummary,
  LegQualitySummary,
  SensorSummary,
} from '../reprocess/summary/recordingSummary.ts';
import type { FigureKey, FigureSide } from './figures/figureKinds.ts';
import type { ReportChange } from './reportChange.ts';

/** Of the layout below; another number wherever a field is renamed, removed or means something else. */
export const REPORT_VERSION = 1;

/** One value at peak flexion, in the unit people see. */
export interface StatedValue {
  readonly value: number;
  /** One standard deviation; null where the frames state none. */
  readonly sd: number | null;
}

/** A leg in a rep; its metrics are in their own units. */
export interface ReportRepLeg extends RepLeg {
  /** False of the other leg in a task of one leg. */
  readonly judged: boolean;
  /** Headline at peak flexion in its unit; null where it cannot be stated. */
  readonly headline: StatedValue | null;
  /** Headline at 0, 1 … 100 % of the rep, in its unit; null where it cannot be stated. */
  readonly course: readonly (number | null)[];
}

/** A rep; `startS`, `bottomS` and `endS` are seconds from the start of the session. */
export interface ReportRep extends Omit<Rep, 'legs'> {
  readonly startS: number;
  readonly bottomS: number;
  readonly endS: number;
  /** Why it was not counted, in words; null where it was. */
  readonly whyNot: string | null;
  /** Right first. */
  readonly legs: readonly ReportRepLeg[];
}

export interface ReportSet {
  /** From 1 in the recording. */
  readonly number: number;
  /** Id of the calibration that held at its first rep; null where there was none. */
  readonly calibration: string | null;
  readonly reps: readonly ReportRep[];
  readonly summary: SetSummary;
}

/** A movement that began like what was looked for and was none. */
export interface ReportRejection {
  /** `rep`, `hold` or `stride`. */
  readonly what: string;
  readonly side: Side | null;
  readonly startS: number;
  readonly endS: number;
  /** null of other movements than reps. */
  readonly peakFlexionDeg: number | null;
  /** What it lacked, in a sentence with the figure and the valid one. */
  readonly reason: string;
}

/** One figure of a leg, or of both where they share it, over all valid repetitions, landings, strides or holds. */
export interface ReportFigure {
  readonly key: FigureKey;
  readonly side: FigureSide;
  readonly n: number;
  readonly mean: number;
  /** How they scatter: one standard deviation of the sample; null of one. */
  readonly sd: number | null;
  /**
   * How well the measurement knows the mean: one standard deviation, of what shifts all of them alike;
   * null where the frames state none.
   */
  readonly errorSd: number | null;
  readonly smallest: number;
  readonly largest: number;
}

/** Right against left. */
export interface ReportSymmetry {
  readonly key: FigureKey;
  readonly right: number;
  readonly left: number;
  readonly nRight: number;
  readonly nLeft: number;
  /** Right less left. */
  readonly difference: number;
  /** Least difference that is no scatter, 95 %; null where none is known. */
  readonly mdc95: number | null;
  readonly mdcFrom: 'site' | 'default' | null;
  /** true where it is a difference to speak of; null where too few are valid, or nothing tells. */
  readonly differs: boolean | null;
}

/** Frames from the first calibration on, by quality; all frames where there was none. */
export interface ReportQuality {
  readonly calibrated: boolean;
  readonly legs: readonly LegQualitySummary[];
}

/** A strip of the session in columns of equal time. */
export interface ReportStrip {
  readonly columnS: number;
  /** Of the first column's left edge, from the start of the session. */
  readonly fromS: number;
  readonly legs: readonly StripLeg[];
}

export interface StripLeg {
  readonly side: Side;
  /** Smallest and largest knee flexion in each column, degrees; null where there is none. */
  readonly lowDeg: readonly (number | null)[];
  readonly highDeg: readonly (number | null)[];
  /** Worst quality of the knee in each column; null without frames. */
  readonly quality: readonly (QualityWord | null)[];
}

export interface ReportNote {
  readonly atS: number;
  readonly text: string;
}

export interface ReportFault extends ReportNote {
  readonly sensorId: SensorId | null;
}

/** What a person noted afterwards at an instant, or of a stretch. */
export interface ReportAnnotation extends ReportNote {
  /** End of the stretch; null of an instant. */
  readonly untilS: number | null;
  /** Who said it. */
  readonly by: string;
}

/** Something the reader should know before the figures, most important first. */
export interface ReportAdvice {
  /** `stop`: figures are not to be used; `mind`: with care; `note`: to know. */
  readonly weight: 'stop' | 'mind' | 'note';
  readonly sentence: string;
}

/** What a recording tells: all of a printed report. Lengths of time in s, angles in degrees. */
export interface Report {
  readonly schemaVersion: typeof REPORT_VERSION;
  /** Subject, protocol and notes as they were put right. */
  readonly session: SessionMetadata;
  /** What was said of it beside the recording. */
  readonly facts: SessionFacts;
  readonly tags: readonly string[];
  readonly annotations: readonly ReportAnnotation[];
  readonly durationS: number;
  /** By which the bands were judged. */
  readonly headline: Headline;
  /** SHA-256 of the thresholds in force: the recording's own, else the defaults of this version. */
  readonly thresholdsHash: string;
  readonly advice: readonly ReportAdvice[];
  readonly sensors: readonly SensorSummary[];
  readonly calibrations: readonly Calibration[];
  readonly quality: ReportQuality;
  readonly sets: readonly ReportSet[];
  readonly rejected: readonly ReportRejection[];
  readonly landings: readonly { readonly set: number; readonly landing: Landing }[];
  readonly strides: readonly { readonly set: number; readonly stride: Stride }[];
  readonly holds: readonly { readonly set: number; readonly hold: Hold }[];
  /** Cadence, steps and scatter of all walking; null where no stride is sound. */
  readonly gait: GaitSummary | null;
  /** One for each kind of hold that there is. */
  readonly holdSummaries: readonly HoldSummary[];
  /** Over the whole recording. */
  readonly figures: readonly ReportFigure[];
  readonly symmetry: readonly ReportSymmetry[];
  readonly cues: CueSummary;
  readonly faults: readonly ReportFault[];
  readonly markers: readonly ReportNote[];
  readonly strip: ReportStrip;
  readonly hasTruth: boolean;
  readonly damagedChunks: number;
  /** Against the earlier recording that was chosen; null without one. */
  readonly change: ReportChange | null;
}
