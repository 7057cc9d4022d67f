import type { QuantityGroup } from '../../model/bodyFrame.ts';
import type { CalibrationMethod, CalibrationVerdict } from '../../model/calibration.ts';
import type { PipelineEventType } from '../../model/events.ts';
import type { Cue } from '../../model/movement.ts';
import type { Placement, Side } from '../../model/placement.ts';
import type { QualityFlag } from '../../model/quality.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { SessionMetadata } from '../../model/session.ts';

/** How many of something: in A, in B, and alike to the last bit in both. */
export interface Counts {
  readonly a: number;
  readonly b: number;
  readonly same: number;
}

/** One field that is not alike; `undefined` where one of the two has none. */
export interface FieldChange {
  /** Names from the outside in, joined by dots: `right.kneeValgusDeg.peak`. */
  readonly field: string;
  /** Of a number; empty where it has none. Times of the hub are in µs. */
  readonly unit: string;
  readonly a: unknown;
  readonly b: unknown;
  /** B less A; null where one of them is no number. */
  readonly difference: number | null;
}

/** What A is to B, by the parents that recordings name. */
export type Kinship =
  | 'same'
  | 'parent'
  | 'child'
  | 'ancestor'
  | 'descendant'
  | 'siblings'
  | 'unrelated';

export interface ComparedRecording {
  readonly session: SessionMetadata;
  readonly durationS: number;
  /** SHA-256 of its packets; see `PacketsHash`. */
  readonly packetsHash: string;
  readonly hasResults: boolean;
  /** Chunks that cannot be read: what they held is not compared. */
  readonly damagedChunks: number;
}

export interface SensorPackets extends Counts {
  readonly sensorId: SensorId;
  /** Same bytes with another arrival: what a sensor sent again and was put where it belongs. */
  readonly moved: number;
  readonly onlyA: number;
  readonly onlyB: number;
}

export interface SegmentTurn {
  readonly placement: Placement;
  /** Between the axes that A and B give the segment within its sensor, degrees; null of another sensor. */
  readonly angleDeg: number | null;
}

/** The n-th calibration of A beside the n-th of B. */
export interface CalibrationChange {
  readonly a: CalibrationFacts | null;
  readonly b: CalibrationFacts | null;
  /** Alike in every figure. */
  readonly same: boolean;
  readonly segments: readonly SegmentTurn[];
}

export interface CalibrationFacts {
  readonly id: string;
  readonly timeUs: number;
  readonly method: CalibrationMethod;
  readonly verdict: CalibrationVerdict;
}

/** A measure of one leg over all frames that both have. */
export interface MeasureChange {
  readonly side: Side;
  /** One of `LEG_MEASURES`, a custom measure, or `thighAttitudeDeg`, `shankAttitudeDeg`: the angle between both. */
  readonly measure: string;
  readonly unit: string;
  /** Frames in which both have the leg. */
  readonly frames: number;
  readonly framesDiffering: number;
  /** Frames in which it is stated in both, in A alone, in B alone. */
  readonly stated: number;
  readonly onlyA: number;
  readonly onlyB: number;
  /** Largest |B − A| with its sign, and when; null where it is nowhere stated in both. */
  readonly largest: { readonly difference: number; readonly timeUs: number } | null;
  /** Root mean square of B − A over the frames where both state it. */
  readonly rms: number | null;
}

/** The flags of one group of a leg's quantities over all frames that both have. */
export interface QualityChange {
  readonly side: Side;
  readonly group: QuantityGroup;
  readonly frames: number;
  readonly framesDiffering: number;
  /** Frames with any flag in one and none in the other. */
  readonly flaggedOnlyA: number;
  readonly flaggedOnlyB: number;
  /** Flags that differ, by the number of frames with it in A alone and in B alone. */
  readonly flags: readonly {
    readonly flag: QualityFlag;
    readonly onlyA: number;
    readonly onlyB: number;
  }[];
}

export interface FramesChange extends Counts {
  /** Frames of the same instant, and those without one in the other. */
  readonly inBoth: number;
  readonly onlyA: number;
  readonly onlyB: number;
  /** Of those of the same instant: alike in measures, flags and attitudes, whenever they were complete. */
  readonly sameBody: number;
  /** Frames that have a leg in A alone or in B alone. */
  readonly legsOnlyA: number;
  readonly legsOnlyB: number;
  /** Only measures that differ; the largest difference first, degrees before metres. */
  readonly measures: readonly MeasureChange[];
  readonly quality: readonly QualityChange[];
}

export interface EventsChange extends Counts {
  readonly type: PipelineEventType;
}

export const RESULT_KINDS = ['rep', 'landing', 'stride', 'hold'] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];

/** Something the person did, or nearly did, as one of the two has it. */
export interface ResultPlace {
  readonly startUs: number;
  readonly endUs: number;
  readonly side: Side | null;
  /** In its set; null of what was rejected. */
  readonly number: number | null;
  /** Why it was rejected; null of what was not. */
  readonly reason: string | null;
}

/** One that both have. */
export interface ResultChange {
  readonly a: ResultPlace;
  readonly b: ResultPlace;
  /** Empty where it is alike in all. */
  readonly changes: readonly FieldChange[];
}

export interface ResultsChange extends Counts {
  readonly kind: ResultKind;
  readonly inBoth: number;
  readonly onlyA: readonly ResultPlace[];
  readonly onlyB: readonly ResultPlace[];
  /** Those in both that differ, in order. */
  readonly changed: readonly ResultChange[];
  readonly bandChanged: number;
  readonly countedChanged: number;
}

export interface ComparedCue {
  readonly timeUs: number;
  /** null where it never ended, and of one that was held back. */
  readonly endUs: number | null;
  readonly side: Cue['side'];
  readonly value: number | null;
  readonly threshold: number | null;
  /** Why it was held back; null where it was given. */
  readonly reason: string | null;
}

export interface CueChange {
  readonly a: ComparedCue;
  readonly b: ComparedCue;
  readonly changes: readonly FieldChange[];
}

/** Cues of the same side within half a second of each other are one. */
export interface CuesChange extends Counts {
  readonly onlyA: readonly ComparedCue[];
  readonly onlyB: readonly ComparedCue[];
  readonly changed: readonly CueChange[];
}

/** All in which two recordings differ, as data. Times are hub time, µs since the Unix epoch. */
export interface RecordingComparison {
  /** One plain sentence. */
  readonly verdict: string;
  /** Packets, inputs, frames and events are alike bit for bit, and nothing was unreadable. */
  readonly identical: boolean;
  /** What A is to B. */
  readonly kinship: Kinship;
  readonly a: ComparedRecording;
  readonly b: ComparedRecording;
  /** With the thresholds in force; those of a recording that stored none are this version's. */
  readonly settings: readonly FieldChange[];
  readonly calibrations: readonly CalibrationChange[];
  readonly packets: readonly SensorPackets[];
  /** What else entered the pipeline. */
  readonly inputs: Counts;
  readonly frames: FramesChange;
  readonly events: readonly EventsChange[];
  readonly results: readonly ResultsChange[];
  readonly rejected: readonly ResultsChange[];
  readonly cues: CuesChange;
  readonly cuesHeldBack: CuesChange;
}
