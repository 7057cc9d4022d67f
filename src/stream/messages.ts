import type { Calibration } from '../model/calibration.ts';
import type { CalibrationProgress } from '../model/calibrationProgress.ts';
import type { CustomMeasure } from '../model/customMeasures.ts';
import type {
  CalibrationRetry,
  CalibrationStage,
  PipelineEvent,
  SideCheckResult,
} from '../model/events.ts';
import type { Stride } from '../model/gait.ts';
import type { Hold } from '../model/hold.ts';
import type { Landing } from '../model/landing.ts';
import type { LiveStatus } from '../model/liveStatus.ts';
import type { Headline, Rep, RepPhase } from '../model/movement.ts';
import type { Placement, Side } from '../model/placement.ts';
import type { ProgrammeNote } from '../model/programmeNote.ts';
import type { ReplayMark } from '../model/replayMark.ts';
import type { Task } from '../model/task.ts';
import type { Trial } from '../model/trial.ts';

/** WebSocket subprotocol of `/api/v1/stream`. */
export const SUBPROTOCOL = 'plumbline.v1';

export interface ChannelDescription {
  /** `right_knee_flexion_deg`: side, then the name of docs/conventions.md. */
  readonly name: string;
  /** `deg`, `m` or `1`; of a custom measure what its settings say. */
  readonly unit: string;
  /** Which quality column of the same leg speaks for it: `right_knee_quality`. */
  readonly quality: string;
}

/** How to read a binary frame batch; a new one is announced whenever the legs change. */
export interface FrameLayout {
  /** Stands in the header of every batch that follows this layout. */
  readonly id: number;
  readonly legs: readonly Side[];
  /** Quality words in order of their bits. */
  readonly qualityFlags: readonly string[];
  /** Names of the unsigned 16-bit quality columns of a frame, in order. */
  readonly qualityColumns: readonly string[];
  /** The 32-bit float channels of a frame, in order, after the quality columns. */
  readonly channels: readonly ChannelDescription[];
  /** The measures of the session's own that stand behind the others of each leg, in this order. */
  readonly customMeasures: readonly CustomMeasure[];
  /** Bytes of one frame. */
  readonly frameBytes: number;
}

export interface ReplayState {
  readonly recording: string;
  readonly durationS: number;
  /** How far it can be played and sought by now: all of what is stored, less of what is being computed. */
  readonly readyS: number;
  /** Of the settings by which what is shown was computed. */
  readonly settingsHash: string;
  readonly positionS: number;
  readonly speed: number;
  readonly minSpeed: number;
  readonly maxSpeed: number;
  readonly playing: boolean;
  readonly loop: boolean;
  /** The stretch that is repeated, seconds; null repeats the whole where `loop` is true. */
  readonly loopRange: { readonly fromS: number; readonly toS: number } | null;
  /** What is to be seen on a scrub bar, as far as it can be played. */
  readonly marks: readonly ReplayMark[];
}

/** A state as it is told again and again: its marks are those told before where it has none. */
export type ReplayNews = Omit<ReplayState, 'marks'> & Partial<Pick<ReplayState, 'marks'>>;

/** What is true at a position that somebody looks for, beside the frame there. */
export interface Preview {
  /** Which was asked for. */
  readonly positionS: number;
  readonly phase: RepPhase;
  readonly calibrationStage: Snapshot['calibrationStage'];
}

export interface SensorStatus {
  readonly id: string;
  readonly name: string;
  readonly placement: Placement | null;
  readonly link: 'found' | 'linking' | 'streaming' | 'lost';
  /** Samples per second over the last second; 0 when silent. */
  readonly rateHz: number;
  /** What it said it would send; absent before it is linked. */
  readonly nominalRateHz?: number;
  /** Axis of the sensor that points to the head when worn; absent where its make has none. */
  readonly upAxis?: readonly [x: number, y: number, z: number];
  /** Delivered as they were taken, over all its links; absent before it is linked. */
  readonly deliveredSamples?: number;
  /** Taken by the sensor and not delivered so far. */
  readonly lostSamples: number;
  /** Delivered again, and left out. */
  readonly lateSamples: number;
  /** Lost on the way, and had again from the sensor's memory or behind later ones. */
  readonly refilledSamples: number;
  /** How often its link was lost and built anew. */
  readonly reconnects: number;
  readonly batteryPercent: number | null;
  readonly rssiDbm: number | null;
  /** What is wrong with it, in a sentence; null when nothing is known to be. */
  readonly problem: string | null;
}

/** What a client needs besides frames to draw the present state: sent on connect and on seek. */
export interface Snapshot {
  readonly reps: readonly Rep[];
  readonly phase: RepPhase;
  readonly calibration: Calibration | null;
  readonly calibrationStage: {
    readonly stage: CalibrationStage;
    readonly instruction: string;
    readonly done: number;
    readonly wanted: number;
  } | null;
  /** An earlier calibration that fits the sensors worn; absent where none does. */
  readonly reusable?: { readonly timeUs: number };
  /** The check of right and left, as far as it is; absent before the first. */
  readonly sideCheck?: { readonly result: SideCheckResult; readonly sentence: string };
  /** The newest trial, which goes on while `endUs` is null; absent before the first. */
  readonly trial?: Trial;
  /** The newest of the set, at most 40 each, oldest first; absent before the first. */
  readonly landings?: readonly Landing[];
  readonly holds?: readonly Hold[];
  readonly strides?: readonly Stride[];
}

/** Where what a client sees comes from. */
export type Results = 'live' | 'stored' | 'recomputed';

/** Whether a client sees and steers what all do, or something that it alone sees. */
export type Timeline = 'shared' | 'own';

export type ServerMessage =
  | {
      readonly type: 'hello';
      readonly protocol: 'plumbline.v1';
      readonly mode: 'live' | 'replay';
      /** `recomputed`: not what was seen live, nor what the recording holds; must be shown. */
      readonly results: Results;
      readonly timeline: Timeline;
      /** True when no person wore the sensors: must be shown. */
      readonly simulated: boolean;
      readonly session: string;
      readonly software: string;
      readonly frameRateHz: number;
      readonly headline: Headline;
      /** What is done, and so what is counted: reps, landings, holds or strides; absent before it was told. */
      readonly task?: Task;
      /**
       * The least difference between the legs' headlines that counts as one, in the headline's unit;
       * null or absent where it is not known.
       */
      readonly headlineMdc95?: number | null;
      readonly disclaimer: string;
      readonly layout: FrameLayout;
      readonly snapshot: Snapshot;
      readonly replay: ReplayState | null;
      readonly sensors: readonly SensorStatus[];
      /** null in a replay. */
      readonly status: LiveStatus | null;
    }
  | { readonly type: 'layout'; readonly layout: FrameLayout }
  | { readonly type: 'event'; readonly event: PipelineEvent }
  /** After a seek: what was true just before the new position. */
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'replay'; readonly replay: ReplayNews }
  /** After a seek that is a preview, behind the frame of that position. */
  | { readonly type: 'preview'; readonly preview: Preview }
  | { readonly type: 'sensors'; readonly sensors: readonly SensorStatus[] }
  /** Once a second of a live session. */
  | { readonly type: 'status'; readonly status: LiveStatus }
  /** A few times a second while a calibration step is asked for; only live. */
  | { readonly type: 'calibrationProgress'; readonly progress: CalibrationProgress }
  /** Once a second: the hub lives, its clock, and how old the newest frame is. */
  | {
      readonly type: 'heartbeat';
      readonly hubTimeUs: number;
      /** null before the first frame. */
      readonly newestFrameAgeMs: number | null;
    }
  /** Frames `fromSequence`..`toSequence` were not sent to this client because it was slow. */
  | { readonly type: 'gap'; readonly fromSequence: number; readonly toSequence: number }
  | { readonly type: 'error'; readonly message: string };

export type ClientMessage =
  /** Highest frame sequence received; at least 4 per second, else frames are skipped. */
  | { readonly type: 'ack'; readonly sequence: number }
  | { readonly type: 'replay'; readonly action: 'play' | 'pause' }
  /** A preview shows the frame there and holds playback until the seek that ends it. */
  | {
      readonly type: 'replay';
      readonly action: 'seek';
      readonly positionS: number;
      readonly preview?: boolean;
    }
  | { readonly type: 'replay'; readonly action: 'speed'; readonly speed: number }
  /** Of the whole; with both positions of the stretch between them. */
  | {
      readonly type: 'replay';
      readonly action: 'loop';
      readonly loop: boolean;
      readonly fromS?: number;
      readonly toS?: number;
    }
  /** Pauses, and shows the frame so many on, or back where negative. */
  | { readonly type: 'replay'; readonly action: 'step'; readonly frames: number }
  /**
   * A timeline of one's own over a recording, computed anew where settings are given, if only `{}`;
   * null goes back to what all see.
   */
  | {
      readonly type: 'watch';
      readonly recording: string | null;
      readonly settings?: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'recalibrate' }
  /** Calibrate anew, the pose on the back first. */
  | { readonly type: 'lyingPose' }
  /** One step of the calibration again, with what came before it. */
  | { readonly type: 'retryStep'; readonly step: CalibrationRetry }
  | { readonly type: 'reuseCalibration' }
  | { readonly type: 'checkSides' }
  | { readonly type: 'newSet' }
  /** The person asks for feedback on the rep. */
  | { readonly type: 'askCue' }
  /** Whether cues are felt on the limb. */
  | { readonly type: 'haptics'; readonly on: boolean }
  /**
   * When a cue came out here, hub time of `StreamClient.hubTimeUs`; null where it did not. Each page
   * tells once of each cue.
   */
  | {
      readonly type: 'cueOutput';
      /** That of the cue. */
      readonly number: number;
      readonly shownUs: number | null;
      readonly soundedUs: number | null;
    }
  | { readonly type: 'marker'; readonly label: string }
  /** Begins a trial of the session, with a name or without. */
  | { readonly type: 'trialStart'; readonly name?: string }
  | { readonly type: 'trialEnd' }
  | { readonly type: 'programmeNote'; readonly note: ProgrammeNote }
  | {
      readonly type: 'place';
      readonly sensorId: string;
      readonly placement: Placement | null;
    }
  | { readonly type: 'identify'; readonly sensorId: string };
