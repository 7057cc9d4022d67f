/**
 * Plumbline as a library for Node: the pipeline, recordings, the stream of a hub and the
 * simulator. Units, frames and signs are those of docs/conventions.md; nothing here touches a
 * radio, opens a port or starts a timer until it is asked to.
 */

/** Formulas of a researcher's own over the measures of a leg: docs/custom-measures.md. */
export { compileFormula, type Formula } from './body/customMeasures/compileFormula.ts';
export { CustomMeasureError } from './body/customMeasures/customMeasures.ts';
export { FormulaError } from './body/customMeasures/formulaError.ts';
/** A recording as tables for other programs. */
export { type BidsOptions, exportBids } from './exchange/export/bids/exportBids.ts';
export { exportCsv } from './exchange/export/csv/exportCsv.ts';
export { ExportError } from './exchange/export/exportError.ts';
export { exportJson } from './exchange/export/json/exportJson.ts';
export { exportMcap } from './exchange/export/mcap/exportMcap.ts';
export { exportOpenSim, type OpenSimReport } from './exchange/export/opensim/exportOpenSim.ts';
export { exportParquet } from './exchange/export/parquet/exportParquet.ts';
export type { ExportOptions, ExportReport } from './exchange/export/tables/recordingTables.ts';
/** Tables of other people's sensors. */
export { type CsvMapping, readCsvMapping } from './exchange/import/csv/csvMapping.ts';
export { openSensorCsv, type SensorCsvOptions } from './exchange/import/csv/openSensorCsv.ts';
export type { CsvRows } from './exchange/import/csv/rowBatch.ts';
export type { SensorCsv } from './exchange/import/csv/sensorCsvFile.ts';
export { ImportError } from './exchange/import/importError.ts';
export { type ImportOptions, type ImportReport, importRows } from './exchange/import/importRows.ts';
export { type DotFolder, openDotFolder } from './exchange/import/movellaDot/openDotFolder.ts';
export { ASSESSMENT_IDS, ASSESSMENT_TASKS, type AssessmentId } from './model/assessment.ts';
export {
  type BodyFrame,
  LEG_MEASURES,
  type LegFrame,
  type LegMeasure,
  type LegMeasures,
  type LegQuality,
} from './model/bodyFrame.ts';
export type { Calibration, LegCalibration } from './model/calibration.ts';
export { type CustomMeasure, customColumn, customGroups } from './model/customMeasures.ts';
export type { ControlInput, PipelineEvent, PipelineInput } from './model/events.ts';
export type {
  BandWord,
  Cue,
  DepthClass,
  Headline,
  Rep,
  RepLeg,
  RepMetric,
  RepPhase,
  RepQuantity,
  RepRejection,
} from './model/movement.ts';
export type { PipelineOutput } from './model/pipeline.ts';
export { PLACEMENTS, type Placement, SIDES, type Side } from './model/placement.ts';
export type { ProgrammeNote } from './model/programmeNote.ts';
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
export type { Ancestor, SessionMetadata } from './model/session.ts';
export type {
  LegSetSummary,
  QuantitySummary,
  SetSummary,
  Spread,
  Symmetry,
  TimeSpread,
} from './model/setSummary.ts';
export { DEFAULT_SETTINGS, type PipelineSettings } from './model/settings.ts';
export type { TruthEvent, TruthFrame, TruthLeg } from './model/truth.ts';
/** Assessments as data, what they need, and their cards. */
export { ASSESSMENTS, type Assessment, assessmentOf } from './movement/assessments/assessments.ts';
export { type CardContext, resultCard } from './movement/assessments/makeCard.ts';
export { type ObserverEntries, observerEntriesOf } from './movement/assessments/observerEntries.ts';
export {
  type Readiness,
  type ReadyFacts,
  readiness,
  type WornSensor,
} from './movement/assessments/readiness.ts';
export type { ResultCard } from './movement/assessments/resultCard.ts';
export type { AssessmentResults } from './movement/assessments/trials.ts';
/** What a set of reps was like. */
export { type SummaryOptions, summariseSet } from './movement/metrics/setSummary.ts';
/** The training programme: where a person stands, from the recorded sessions. */
export type { ProgrammeHistory, ProgrammeSession } from './movement/programme/history.ts';
export { PROGRAMME } from './movement/programme/programme.ts';
export type { ProgrammeState } from './movement/programme/programmeCourse.ts';
export { programmeState } from './movement/programme/programmeState.ts';
export type { TrackState } from './movement/programme/trackState.ts';
/** One sensor's attitude. */
export type { OrientationColumns } from './orientation/columns.ts';
export { type OfflineOrientation, orientOffline } from './orientation/offlineVqf.ts';
export { DEFAULT_ORIENTATION, type OrientationSettings } from './orientation/settings.ts';
export { Vqf } from './orientation/vqf.ts';
/** Packets in, frames and events out. */
export { Pipeline } from './pipeline/pipeline.ts';
/** Recordings: write, list, mend, read, play. */
export { listRecordings, type RecordingListing } from './recording/catalogue.ts';
export type { Loss, SensorLoss } from './recording/losses.ts';
export type { Playable } from './recording/playable.ts';
export { type LoopRange, Player, type PlayerEvents, type PlayerState } from './recording/player.ts';
export { openRecording, type Recording } from './recording/reader.ts';
export { RecordingError } from './recording/recordingError.ts';
export {
  type RecoveryOptions,
  type RecoveryReport,
  recoverRecording,
} from './recording/recover.ts';
export { listSessions, type SessionListing } from './recording/sessions/listSessions.ts';
export { type SessionFilter, selectSessions } from './recording/sessions/selectSessions.ts';
export { settingsHash } from './recording/settingsHash.ts';
/** What is said of a recording afterwards. */
export { describeSession, type SessionDescription } from './recording/sidecar/describeSession.ts';
export { edited, type SidecarEdit } from './recording/sidecar/sidecarEdit.ts';
export { changeSidecar, readSidecar } from './recording/sidecar/sidecarFile.ts';
export { RecordingWriter, type RecordingWriterOptions } from './recording/writer.ts';

/** What a recording tells a person. */
export { compareReports } from './report/compare/compareReports.ts';
export { type GatherOptions, gatherReport } from './report/gather/gatherReport.ts';
export { reportPage } from './report/page/reportPage.ts';
export type { Report } from './report/report.ts';
export type { ReportChange } from './report/reportChange.ts';
export { RecomputedPlayable } from './reprocess/ahead/recomputedPlayable.ts';
export { compareRecordings } from './reprocess/compare/compareRecordings.ts';
/** The pipeline over a recording again, what is in one, and in what two differ. */
export type { RecordingComparison } from './reprocess/compare/comparison.ts';
export { CalibrationMisfit, type GivenCalibration } from './reprocess/givenCalibration.ts';
export { type AsRecordedReport, processAsRecorded } from './reprocess/processAsRecorded.ts';
export {
  type ProcessOptions,
  type ProcessReport,
  processRecording,
} from './reprocess/processRecording.ts';
export { recompute } from './reprocess/recompute.ts';
export { historyOf } from './reprocess/sessionHistory/historyOf.ts';
export { type RecordedWork, recordedWork } from './reprocess/sessionHistory/recordedWork.ts';
export type { RecordingSummary } from './reprocess/summary/recordingSummary.ts';
export { summarize } from './reprocess/summary/summarize.ts';
/** Offsets between sensors. */
export { findSyncMarks, type SyncFinding } from './reprocess/syncMarks/findSyncMarks.ts';
export { forceColumns } from './reprocess/syncMarks/forceColumns.ts';
export { type Verification, verify } from './reprocess/verify.ts';
/** A person with sensors on, and the truth about the movement. */
export type { SessionOptions } from './simulator/sessionOptions.ts';
export {
  DEFAULT_DELIVERY,
  type DeliveryOptions,
  simulatedInputs,
} from './simulator/simulatedInputs.ts';
export { DEFAULT_SQUAT_OPTIONS, type SquatOptions } from './simulator/squatOptions.ts';
export { type SquatSession, simulateSquatSession } from './simulator/squatSession.ts';
export type { BalanceOptions } from './simulator/tasks/balanceOptions.ts';
export { simulateBalanceSession } from './simulator/tasks/balanceSession.ts';
export type { GaitOptions } from './simulator/tasks/gaitOptions.ts';
export { simulateGaitSession } from './simulator/tasks/gaitSession.ts';
export type { HalfKneelingOptions } from './simulator/tasks/halfKneelingOptions.ts';
export { simulateHalfKneelingSession } from './simulator/tasks/halfKneelingSession.ts';
export type { HingeOptions } from './simulator/tasks/hingeOptions.ts';
export { simulateHingeSession } from './simulator/tasks/hingeSession.ts';
export type { KneeToWallOptions } from './simulator/tasks/kneeToWallOptions.ts';
export { simulateKneeToWallSession } from './simulator/tasks/kneeToWallSession.ts';
export type { LandingOptions } from './simulator/tasks/landingOptions.ts';
export { simulateLandingSession } from './simulator/tasks/landingSession.ts';
export type { LungeOptions } from './simulator/tasks/lungeOptions.ts';
export { simulateLungeSession } from './simulator/tasks/lungeSession.ts';
export type { RepTaskOptions } from './simulator/tasks/repTaskOptions.ts';
export type { SimulatedEvent } from './simulator/tasks/simulatedEvent.ts';
export type { SingleLegOptions } from './simulator/tasks/singleLegOptions.ts';
export { simulateSingleLegSession } from './simulator/tasks/singleLegSession.ts';
export type { StepDownOptions } from './simulator/tasks/stepDownOptions.ts';
export { simulateStepDownSession } from './simulator/tasks/stepDownSession.ts';
export type { StepUpOptions } from './simulator/tasks/stepUpOptions.ts';
export { simulateStepUpSession } from './simulator/tasks/stepUpSession.ts';
export type { TaskSession } from './simulator/tasks/taskSession.ts';
/** What a running hub streams. */
export { StreamClient, type StreamClientOptions, type StreamEvents } from './stream/client.ts';
export { DISCLAIMER } from './stream/disclaimer.ts';
/** What a running hub answers. */
export { HubApiError } from './stream/http/hubRequest.ts';
export { HubClient, type HubClientOptions } from './stream/httpClient.ts';
/** One figure of one person over sessions. */
export { TREND_METRICS, type TrendMetric, trendMetric } from './trend/metrics.ts';
export { recordedTrends } from './trend/recordedTrends.ts';
export type { SideTrend, Trend, TrendPoint } from './trend/trend.ts';
export { type TrendChoice, trendsOf } from './trend/trendsOf.ts';
