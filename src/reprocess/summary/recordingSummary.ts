import type { QuantityGroup } from '../../model/bodyFrame.ts';
import type { Calibration } from '../../model/calibration.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { GaitSummary } from '../../model/gait.ts';
import type { HoldSummary } from '../../model/hold.ts';
import type { Placement, Side } from '../../model/placement.ts';
import type { QualityWord } from '../../model/quality.ts';
import type { SensorDescription, SensorId } from '../../model/sensor.ts';
import type { SessionMetadata } from '../../model/session.ts';
import type { FadeAdvice } from '../../movement/cues/fadeAdvice.ts';

/** Samples that a sensor took and the radio did not deliver; the time of the sample behind them. */
export interface SampleGap {
  readonly timeUs: number;
  readonly samples: number;
}

/** Consecutive samples that were lost and never had again. */
export interface MissingStretch {
  readonly firstIndex: number;
  readonly count: number;
  /** Which run of the sensor's index it is in, counted from 1 over the recording. */
  readonly run: number;
}

/** How a sensor's clock stood to the hub's when that was told last. */
export type ClockSummary = Pick<
  Extract<PipelineEvent, { readonly type: 'sensorClock' }>,
  'basis' | 'skewPpm' | 'residualUs' | 'boundUs'
>;

export interface SensorSummary {
  readonly sensor: SensorDescription;
  /** Where it was worn, in turn; empty when it was never placed. */
  readonly placements: readonly Placement[];
  readonly packets: number;
  /** Decoded samples stored beside the packets; null where no results are stored. */
  readonly samples: number | null;
  /** Of the stored results; null where there are none. */
  readonly gaps: number | null;
  readonly samplesLost: number | null;
  readonly longestGap: SampleGap | null;
  /** Of the lost samples those that were had later. */
  readonly samplesRefilled: number | null;
  /** Of the lost samples those that were not, to the sample; in order. */
  readonly missing: readonly MissingStretch[];
  /** Samples that the sensor, asked for them, had no longer. */
  readonly samplesGone: number;
  /** null where it was never told. */
  readonly clock: ClockSummary | null;
  /** How often its link ended by itself. */
  readonly linksLost: number;
}

export interface SetSummary {
  readonly reps: number;
  /** Of them on data that were `ok`. */
  readonly counted: number;
  readonly cued: number;
}

/** Of landings and strides: how many there are, and how many of them enter figures. */
export interface SoundTally {
  readonly all: number;
  readonly sound: number;
}

export interface CueSummary {
  readonly given: number;
  /** How often a cue was held back, by reason. */
  readonly heldBack: Readonly<Record<string, number>>;
}

/** Frames by their quality word, only words that occur. */
export type WordCounts = Readonly<Partial<Record<QualityWord, number>>>;

export interface LegQualitySummary {
  readonly side: Side;
  readonly frames: number;
  readonly words: Readonly<Record<QuantityGroup, WordCounts>>;
}

export interface FaultSummary {
  readonly timeUs: number;
  readonly sensorId: SensorId | null;
  readonly sentence: string;
}

/** What is in a recording. Times are hub time, microseconds since the Unix epoch. */
export interface RecordingSummary {
  readonly session: SessionMetadata;
  /** From the first to the last message. */
  readonly durationS: number;
  readonly sensors: readonly SensorSummary[];
  /** Messages per topic, as the index of the file counts them. */
  readonly channels: Readonly<Record<string, number>>;
  readonly calibrations: readonly Calibration[];
  readonly sets: readonly SetSummary[];
  readonly landings: SoundTally;
  readonly strides: SoundTally;
  /** null where no stride is on sound data. */
  readonly gait: GaitSummary | null;
  /** One for each kind of hold that there is. */
  readonly holds: readonly HoldSummary[];
  readonly cues: CueSummary;
  /** Where the faded schedule should go on; null where feedback was not faded. */
  readonly fade: FadeAdvice | null;
  readonly markers: number;
  readonly faults: readonly FaultSummary[];
  readonly quality: readonly LegQualitySummary[];
  /** False when only packets were recorded: frames and events can be recomputed from them. */
  readonly hasResults: boolean;
  /** True when the simulator's truth stands beside the packets. */
  readonly hasTruth: boolean;
  /** Chunks that cannot be read; what they held is not counted in what is above. */
  readonly damagedChunks: number;
  /** Messages that a later version wrote and this one does not know, by type; counted nowhere above. */
  readonly unknownMessages: Readonly<Record<string, number>>;
}
