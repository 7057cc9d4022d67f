import type { SegmentOrientation } from '../../model/bodyFrame.ts';
import type { BandWord, Headline } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { QualityWord } from '../../model/quality.ts';
import type { Task } from '../../model/task.ts';

/** What a recording is cut into; holds begin and end nowhere in particular and are no cycles. */
export type CycleKind = 'rep' | 'landing' | 'stride';

/** A measure of which there are courses. */
export interface CourseMeasure {
  /** Of `LEG_MEASURES`, or the name of a custom measure behind `custom:`. */
  readonly key: string;
  readonly label: string;
  /** `deg`, `cm`, or what a custom measure says; empty where it says nothing. */
  readonly unit: string;
}

export interface CourseValue {
  readonly value: number;
  /** One standard deviation; null where the frames state none. */
  readonly sd: number | null;
}

/** At 0, 1 … 100 % of a cycle; null where it cannot be stated. */
export type Course = readonly (number | null)[];

/** Thigh and shank in the ISB world at 0, 1 … 100 %; null where no frame is near. */
export interface CycleFigure {
  readonly thigh: readonly (SegmentOrientation | null)[];
  readonly shank: readonly (SegmentOrientation | null)[];
}

export interface CycleLeg {
  readonly side: Side;
  /** False of the other leg in a task of one leg. */
  readonly judged: boolean;
  readonly quality: QualityWord;
  /** null where the headline cannot be stated, and of strides. */
  readonly band: BandWord | null;
  /** Headline at peak flexion, of a landing its largest; null where it cannot be stated. */
  readonly headline: CourseValue | null;
  readonly peakFlexionDeg: number | null;
  /** By key of the measure. */
  readonly courses: Readonly<Record<string, Course>>;
  /** At peak flexion (mean of ±50 ms), by key of the measure; null where it cannot be stated. */
  readonly atBottom: Readonly<Record<string, CourseValue | null>>;
  /** With `?figure=1` alone. */
  readonly figure?: CycleFigure;
}

/** A rep, a landing from contact to deepest flexion, or a stride from contact to contact. */
export interface Cycle {
  /** From 1 in the recording. */
  readonly set: number;
  /** In its set; strides are counted by leg. */
  readonly number: number;
  /** The leg of a stride; null of what both legs do together. */
  readonly side: Side | null;
  readonly counted: boolean;
  /** Why not, in words; null where it is counted. */
  readonly whyNot: string | null;
  /** Seconds from the start of the session; `bottomS` is null of a stride. */
  readonly startS: number;
  readonly bottomS: number | null;
  readonly endS: number;
  readonly bottomPct: number | null;
  /** Right first. */
  readonly legs: readonly CycleLeg[];
}

/** `GET /api/v1/recordings/:id/reps`: every repetition on a common time base. */
export interface RepCoursesAnswer {
  readonly id: string;
  readonly subject: string;
  readonly task: Task;
  readonly startedUs: number;
  readonly simulated: boolean;
  readonly method: 'live' | 'offline';
  readonly software: string;
  /** Of the replay's start, on the clock of `startS`: a replay has its zero there. */
  readonly replayFromS: number;
  readonly headline: Headline;
  /** Least change between two mountings that is no scatter, in the headline's unit; null where none is known. */
  readonly headlineMdc95: number | null;
  /** null where it holds nothing that can be laid over one another. */
  readonly kind: CycleKind | null;
  /** Why there are no cycles, or what to have in mind; null where there is nothing to say. */
  readonly note: string | null;
  /** Those that are stated somewhere, the headline first. */
  readonly measures: readonly CourseMeasure[];
  readonly cycles: readonly Cycle[];
  /** How many later ones are left out. */
  readonly leftOut: number;
}
