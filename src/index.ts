/**
 * Plumbline as a library for Node: the pipeline, recordings, the stream of a hub and the
 * simulator. Units, frames and signs are those of docs/conventions.md; nothing here touches a
 * radio, opens a port or starts a timer until it is asked to.
 */

/** A recording as tables for other programs. */
export {
  type CsvExport,
  type CsvExportOptions,
  exportCsv,
} from './exchange/export/csv/exportCsv.ts';
export { ExportError } from './exchange/export/exportError.ts';
export {
  type BodyFrame,
  LEG_MEASURES,
  type LegFrame,
  type LegMeasure,
  type LegMeasures,
  type LegQuality,
} from './model/bodyFrame.ts';
export type { Calibration, LegCalibration } from './model/calibration.ts';
export type { ControlInput, PipelineEvent, PipelineInput } from './model/events.ts';
export type { BandWord, Cue, Headline, Rep, RepLeg, RepPhase } from './model/movement.ts';
export type { PipelineOutput } from './model/pipeline.ts';
export { PLACEMENTS, type Placement, SIDES, type Side } from './model/placement.ts';
export {
  flagsOf,
  hasFlag,
  QUALITY_FLAGS,
  type QualityBits,
  type QualityFlag,
  type QualityWord,
  qualityWord,
} from './model/quality.ts';
export {
  type Packet,
  type SensorDescription,
  type SensorId,
  sensorId,
  type TimedSamples,
} from './model/sensor.ts';
export type { SessionMetadata } from './model/session.ts';
export { DEFAULT_SETTINGS, type PipelineSettings } from './model/settings.ts';
export type { TruthFrame, TruthLeg } from './model/truth.ts';
/** Packets in, frames and events out. */
export { Pipeline } from './pipeline/pipeline.ts';
/** Recordings: write, list, mend, read, play. */
export { listRecordings, type RecordingListing } from './recording/catalogue.ts';
export { Player, type PlayerEvents, type PlayerState } from './recording/player.ts';
export { openRecording, type Recording } from './recording/reader.ts';
export { RecordingError } from './recording/recordingError.ts';
export { type RecoveryReport, recoverRecording } from './recording/recover.ts';
export { settingsHash } from './recording/settingsHash.ts';
export { RecordingWriter, type RecordingWriterOptions } from './recording/writer.ts';

/** The pipeline over a recording again, and what is in one. */
export { recompute } from './reprocess/recompute.ts';
export type { RecordingSummary } from './reprocess/summary/recordingSummary.ts';
export { summarize } from './reprocess/summary/summarize.ts';
export { type Verification, verify } from './reprocess/verify.ts';
/** A person with sensors on, and the truth about the movement. */
export {
  DEFAULT_DELIVERY,
  type DeliveryOptions,
  simulatedInputs,
} from './simulator/simulatedInputs.ts';
export { DEFAULT_SQUAT_OPTIONS, type SquatOptions } from './simulator/squatOptions.ts';
export { type SquatSession, simulateSquatSession } from './simulator/squatSession.ts';
/** What a running hub streams. */
export { StreamClient, type StreamClientOptions, type StreamEvents } from './stream/client.ts';
export { DISCLAIMER } from './stream/disclaimer.ts';
