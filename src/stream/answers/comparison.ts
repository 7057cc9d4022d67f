import type { AssessmentId } from '../../model/assessment.ts';
import type { BandWord } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { Task } from '../../model/task.ts';

/** One of the two, as what is shown of it begins. */
export interface ComparedSide {
  readonly id: string;
  readonly subject: string;
  readonly task: Task;
  /** null of free practice. */
  readonly assessment: AssessmentId | null;
  readonly startedUs: number;
  readonly simulated: boolean;
  readonly method: 'live' | 'offline';
  readonly software: string;
}

/** A setting that differs; as text, with `none` where one of the two has none. */
export interface SettingDifference {
  /** Names from the outside in, joined by dots: `thresholds.hysteresis.cm`. */
  readonly field: string;
  readonly first: string;
  readonly second: string;
}

/** A mean in both; the verdict is that of a report against an earlier recording. */
export interface FigureDifference {
  readonly words: string;
  readonly unit: string;
  readonly side: Side | 'both';
  readonly first: number;
  readonly second: number;
  readonly nFirst: number;
  readonly nSecond: number;
  /** Second less first. */
  readonly difference: number;
  /** Minimal detectable change, 95 %, the sensors put on anew; null where none is known or it does not apply. */
  readonly mdc95: number | null;
  readonly mdcFrom: 'site' | 'default' | null;
  /** null where nothing is judged: of two processings of one session. */
  readonly verdict: 'changed' | 'within' | 'unknown' | 'tooFew' | null;
}

export interface PairedLeg {
  readonly side: Side;
  /** Headline at peak flexion, in its unit; null where it cannot be stated. */
  readonly first: number | null;
  readonly second: number | null;
  /** One standard deviation; null where none is stated. */
  readonly firstSd: number | null;
  readonly secondSd: number | null;
  readonly firstBand: BandWord | null;
  readonly secondBand: BandWord | null;
}

/** A repetition of one session that was processed twice; null where one of the two has none there. */
export interface PairedRep {
  readonly startS: number;
  readonly first: PairedRepPlace | null;
  readonly second: PairedRepPlace | null;
  /** Legs that are judged. */
  readonly legs: readonly PairedLeg[];
}

export interface PairedRepPlace {
  readonly set: number;
  readonly number: number;
  readonly counted: boolean;
}

/** `GET /api/v1/recordings/:id/compare/:other`: the first is `:id`, the second `:other`. */
export interface ComparisonAnswer {
  readonly first: ComparedSide;
  readonly second: ComparedSide;
  /** Whether both are of one session, processed twice. */
  readonly sameSession: boolean;
  /** Which was recorded earlier; null of one session. */
  readonly earlier: 'first' | 'second' | null;
  /** What differs besides what the person did, most important first. */
  readonly sentences: readonly string[];
  readonly settings: readonly SettingDifference[];
  /** Why figures are not compared; null where they are. */
  readonly notCompared: string | null;
  readonly figures: readonly FigureDifference[];
  /** Of one session; else empty. */
  readonly reps: readonly PairedRep[];
}
