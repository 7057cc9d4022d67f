import type { Calibration, CalibrationWindows } from './calibration.ts';
import type { Stride, StrideRejection } from './gait.ts';
import type { Hold, HoldRejection } from './hold.ts';
import type { HubReport, SensorReport } from './hubReport.ts';
import type { Landing } from './landing.ts';
import type { Cue, Rep, RepPhase, RepRejection } from './movement.ts';
import type { Placement, Side } from './placement.ts';
import type { ProgrammeNote } from './programmeNote.ts';
import type { ClockExchange, Packet, SensorDescription, SensorId } from './sensor.ts';
import type { LinkLostReason } from './sensorLink.ts';

/**
 * Everything that may enter the pipeline, in order of arrival. All of it is recorded, so
 * that the same inputs give the same frames and events again.
 */
export type PipelineInput =
  | { readonly type: 'packet'; readonly packet: Packet }
  | { readonly type: 'sensorLinked'; readonly timeUs: number; readonly sensor: SensorDescription }
  | {
      readonly type: 'sensorLost';
      readonly timeUs: number;
      readonly sensorId: SensorId;
      readonly reason: LinkLostReason;
    }
  | {
      readonly type: 'placed';
      readonly timeUs: number;
      readonly sensorId: SensorId;
      /** null takes the sensor off the body. */
      readonly placement: Placement | null;
    }
  /** Forget the calibration and look for a new one from here on. */
  | { readonly type: 'recalibrate'; readonly timeUs: number }
  /** Take the pose on the back, kneecaps up, before the calibration that follows. */
  | { readonly type: 'lyingPose'; readonly timeUs: number }
  /** Do one step of the calibration again and keep what came before it. */
  | {
      readonly type: 'retryStep';
      readonly timeUs: number;
      readonly step: CalibrationRetry;
    }
  /** Calibrate on these stretches, which lie ahead. */
  | {
      readonly type: 'calibrateOn';
      readonly timeUs: number;
      readonly windows: CalibrationWindows;
    }
  /** Use a calibration that was found in these very inputs before. */
  | {
      readonly type: 'useCalibration';
      readonly timeUs: number;
      readonly calibration: Calibration;
    }
  /** Use the axes of a calibration from before, once the person stands still as then. */
  | {
      readonly type: 'reuseCalibration';
      readonly timeUs: number;
      readonly calibration: Calibration;
    }
  /** Find out which side the sensors are on: the person lifts the right knee. */
  | { readonly type: 'checkSides'; readonly timeUs: number }
  /** The person asks for feedback; of use where the schedule is their own choice. */
  | { readonly type: 'askCue'; readonly timeUs: number }
  /** Start counting reps from zero. */
  | { readonly type: 'newSet'; readonly timeUs: number }
  | { readonly type: 'marker'; readonly timeUs: number; readonly label: string }
  /** A trial begins here; an empty name is none. */
  | { readonly type: 'trialStart'; readonly timeUs: number; readonly name: string }
  | { readonly type: 'trialEnd'; readonly timeUs: number }
  /** What was said of the programme: its step, pain, a coach's decision. */
  | { readonly type: 'programmeNote'; readonly timeUs: number; readonly note: ProgrammeNote }
  /** The sensor answered how its clock stands to the hub's. */
  | {
      readonly type: 'clockExchange';
      readonly timeUs: number;
      readonly sensorId: SensorId;
      readonly exchange: ClockExchange;
    }
  /** The sensor was asked for these samples again and has them no longer. */
  | {
      readonly type: 'samplesGone';
      readonly timeUs: number;
      readonly sensorId: SensorId;
      readonly firstIndex: number;
      readonly count: number;
    }
  /**
   * The computer's clock was set, or the computer slept: by how much it went forward (positive)
   * against the hub's, which goes on as before.
   */
  | { readonly type: 'hostClockJumped'; readonly timeUs: number; readonly byUs: number }
  /** How hub and linked sensors fare; told every ten seconds of a live session. */
  | {
      readonly type: 'hubReport';
      readonly timeUs: number;
      readonly hub: HubReport;
      readonly sensors: readonly SensorReport[];
    }
  /** A cue was given to the limb; on the hub's clock. */
  | {
      readonly type: 'hapticCue';
      readonly timeUs: number;
      readonly sensorId: SensorId;
      readonly side: Side;
      /** Arrival of the packet that completed the frame which fired the rule. */
      readonly decidedUs: number;
      readonly sentUs: number;
      /** null where the sensor did not do it. */
      readonly acknowledgedUs: number | null;
      /** Why it did not; null where it did. */
      readonly problem: string | null;
    }
  /** When a page gave a cue to the person, as it says itself; each page tells of its own. */
  | {
      readonly type: 'cueOutput';
      readonly timeUs: number;
      /** That of the cue. */
      readonly number: number;
      /** When it was on the screen, hub time; null where it was not. */
      readonly shownUs: number | null;
      /** When it could be heard, hub time; null where it could not. */
      readonly soundedUs: number | null;
    };

export type ControlInput = Exclude<PipelineInput, { type: 'packet' }>;

export type CalibrationStage = 'waitingForSensors' | 'lieStill' | 'standStill' | 'move' | 'done';

/** The steps that can be done again by themselves, in their order. */
export const CALIBRATION_RETRIES = ['lieStill', 'standStill', 'move'] as const;
export type CalibrationRetry = (typeof CALIBRATION_RETRIES)[number];

export type SideCheckResult = 'waiting' | 'right' | 'swapped' | 'unclear';

/** What the pipeline found out; a pure function of its inputs and settings. */
export type PipelineEvent =
  | {
      readonly type: 'calibrationStage';
      readonly timeUs: number;
      readonly stage: CalibrationStage;
      /** One plain instruction for the person. */
      readonly instruction: string;
      /** Movements seen and wanted in stage `move`, else 0. */
      readonly done: number;
      readonly wanted: number;
    }
  | { readonly type: 'calibration'; readonly timeUs: number; readonly calibration: Calibration }
  | {
      /** Told when the check of right and left begins, and when it is over. */
      readonly type: 'sideCheck';
      readonly timeUs: number;
      readonly result: SideCheckResult;
      /** What to do, or what was found. */
      readonly sentence: string;
    }
  | { readonly type: 'phase'; readonly timeUs: number; readonly phase: RepPhase }
  | { readonly type: 'rep'; readonly timeUs: number; readonly rep: Rep }
  | { readonly type: 'repRejected'; readonly timeUs: number; readonly rejection: RepRejection }
  | { readonly type: 'landing'; readonly timeUs: number; readonly landing: Landing }
  | { readonly type: 'stride'; readonly timeUs: number; readonly stride: Stride }
  | {
      readonly type: 'strideRejected';
      readonly timeUs: number;
      readonly rejection: StrideRejection;
    }
  | { readonly type: 'hold'; readonly timeUs: number; readonly hold: Hold }
  | { readonly type: 'holdRejected'; readonly timeUs: number; readonly rejection: HoldRejection }
  | {
      readonly type: 'cueOn';
      /** Grid instant of the frame that fired the rule. */
      readonly timeUs: number;
      /** Arrival of the packet that completed that frame. */
      readonly decidedUs: number;
      readonly cue: Cue;
    }
  | { readonly type: 'cueOff'; readonly timeUs: number; readonly cue: Cue }
  | {
      readonly type: 'cueSuppressed';
      readonly timeUs: number;
      readonly side: Cue['side'];
      readonly reason: string;
      /** Arrival of the packet that completed the frame; this and the next two are absent in old recordings. */
      readonly decidedUs?: number;
      /** What would have fired it, in the headline's unit. */
      readonly value?: number;
      readonly threshold?: number;
    }
  | {
      /** A rep that stayed below the threshold is over, and the person is told so. */
      readonly type: 'inLine';
      readonly timeUs: number;
      readonly decidedUs: number;
      /** In its set. */
      readonly repNumber: number;
    }
  | {
      /** Samples the sensor took and the radio did not deliver. */
      readonly type: 'samplesLost';
      readonly timeUs: number;
      readonly sensorId: SensorId;
      readonly firstIndex: number;
      readonly count: number;
      /** Set where the sensor counts nothing, and the number follows from its clock or from arrivals. */
      readonly estimated?: true;
    }
  | {
      /** Samples that had been lost and were had again from the sensor's ring buffer. */
      readonly type: 'samplesRefilled';
      readonly timeUs: number;
      readonly sensorId: SensorId;
      readonly firstIndex: number;
      readonly count: number;
    }
  | {
      /** How a sensor's clock stands: told ten seconds after its stream began, then once a minute. */
      readonly type: 'sensorClock';
      readonly timeUs: number;
      readonly sensorId: SensorId;
      /** What the times of its samples rest on. */
      readonly basis: 'exchanges' | 'arrivals' | 'reconstructed';
      /** By how much it runs fast (positive) against the hub's; of its sampling rate where it has no clock. */
      readonly skewPpm: number;
      /** Root mean square of how much later than the least delay its packets came, µs. */
      readonly residualUs: number;
      /** The instant of sampling is known within ± this, µs; null where only arrivals tell. */
      readonly boundUs: number | null;
    }
  | {
      /**
       * Samples that came again, behind later ones or with a time that cannot be, and were left out:
       * told at most once a second, with the index of the newest and the number since the last telling.
       */
      readonly type: 'samplesLate';
      readonly timeUs: number;
      readonly sensorId: SensorId;
      readonly firstIndex: number;
      readonly count: number;
    }
  | {
      readonly type: 'fault';
      readonly timeUs: number;
      readonly sensorId: SensorId | null;
      readonly sentence: string;
    };

export type PipelineEventType = PipelineEvent['type'];
