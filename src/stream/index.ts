/**
 * A running hub for programs: its HTTP routes and its stream, typed (docs/api.md). A face of its own, so that a client
 * loads no package and runs in a browser as well as in Node.
 */

/** What frames, events and settings are made of. */
export type {
  BodyFrame,
  LegFrame,
  LegMeasure,
  LegMeasures,
  LegQuality,
} from '../model/bodyFrame.ts';
export type { PipelineEvent } from '../model/events.ts';
export type { Cue, Headline, Rep, RepLeg, RepMetric } from '../model/movement.ts';
export type { Placement, Side } from '../model/placement.ts';
export { type QualityFlag, type QualityWord, qualityWord } from '../model/quality.ts';
/** What the routes answer. */
export type * from './answers/access.ts';
export type * from './answers/assessments.ts';
export type * from './answers/comparison.ts';
export type * from './answers/contents.ts';
export type * from './answers/hub.ts';
export type * from './answers/jobs.ts';
export type * from './answers/liveSession.ts';
export type * from './answers/liveStatus.ts';
export type * from './answers/programme.ts';
export type * from './answers/recordings.ts';
export type * from './answers/repCourses.ts';
export type * from './answers/settings.ts';
export type * from './answers/trends.ts';
/** The stream. */
export {
  type ControlMessage,
  type GapMessage,
  type HeartbeatMessage,
  type HelloMessage,
  StreamClient,
  type StreamClientOptions,
  type StreamEvents,
  type StreamStatus,
} from './client.ts';
export type { ClockFacts } from './clockFacts.ts';
export { DISCLAIMER } from './disclaimer.ts';
/** The routes. */
export { type AskOptions, HubApiError } from './http/hubRequest.ts';
export type { ProcessingWish } from './http/jobsOf.ts';
export type { SaidOfProgramme, TrendsQuestion } from './http/peopleOf.ts';
export type { RecordingsQuestion } from './http/recordingsOf.ts';
export type { SettingsChange } from './http/settingsOf.ts';
export { HubClient, type HubClientOptions } from './httpClient.ts';
export type {
  ChannelDescription,
  FrameLayout,
  Preview,
  ReplayState,
  SensorStatus,
  ServerMessage,
  Snapshot,
} from './messages.ts';
export type { WebSocketConstructor, WebSocketLike } from './webSocketLike.ts';
