import type { SensorId } from './sensor.ts';

/** Where the link to a sensor stands; it goes from one to the next, and from any to `resting`. */
export type LinkState =
  /** It advertises and waits for its turn. */
  | 'heard'
  | 'connecting'
  /** Connected; who it is and what it can is being read, and it is told to start. */
  | 'preparing'
  | 'streaming'
  /** Not linked; tried again when it is heard, after a failure not before some time has passed. */
  | 'resting';

/** Why a link that had streamed ended. */
export type LinkLostReason =
  | 'outOfRange'
  | 'closedBySensor'
  | 'closedByHub'
  | 'silent'
  | 'adapterLost'
  | 'finished';

/** What is wrong with a sensor, its link or the adapter. */
export type FaultCode =
  /** The adapter is switched off, gone, or not ours to use. */
  | 'adapterOff'
  /** The adapter does not look for sensors. */
  | 'scanFailed'
  /** It advertised and then did not answer. */
  | 'unreachable'
  /** Something asked of it over its link failed or was not answered in time. */
  | 'linkFailed'
  /** It advertises our service and has not got what belongs to it. */
  | 'notOurs'
  /** It speaks a version of the protocol that the hub does not. */
  | 'unsupportedVersion'
  /** What it sends is not what the protocol says. */
  | 'unreadable'
  /** Another linked sensor has told the same serial. */
  | 'duplicateSerial'
  /** The hub has linked as many sensors as it keeps account of. */
  | 'tooManySensors'
  /** Its link cannot carry one sample. */
  | 'mtuTooSmall'
  /** It refused a command. */
  | 'refused'
  /** It streamed and fell silent. */
  | 'silent'
  /** Its sample index began anew. */
  | 'restarted'
  | 'batteryLow'
  /** Its link ended when its battery was all but empty. */
  | 'batteryEmpty';

/** What made a link change its state. */
export type LinkReason =
  | 'advertised'
  | 'itsTurn'
  | 'connected'
  | 'started'
  | LinkLostReason
  | FaultCode;

export interface LinkChange {
  /** Key of the sensor within its source. */
  readonly address: string;
  readonly name: string;
  /** Null until the sensor has told its serial. */
  readonly sensorId: SensorId | null;
  readonly state: LinkState;
  readonly reason: LinkReason;
  readonly atUs: number;
}

/** Something a person should know; the source goes on. */
export interface SourceFault {
  readonly code: FaultCode;
  /** One plain sentence: what is wrong, and what happens or can be done now. */
  readonly sentence: string;
  /** Null where it is not about one sensor, or its serial is not known. */
  readonly sensorId: SensorId | null;
  /** Null where it is not about one sensor. */
  readonly address: string | null;
}
