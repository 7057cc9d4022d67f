import type { NobleStack } from '../../sensors/ble/index.ts';
import type { MakeWord } from '../makesOption.ts';

/** Which sensors a command reaches. */
export interface ReachFlags {
  readonly virtualSensors?: boolean;
  /** Of the virtual sensors, taken in turn. */
  readonly makes: readonly MakeWord[];
  readonly bleStack: NobleStack;
}

/** What the command line of `scan` gave. */
export interface ScanFlags extends ReachFlags {
  readonly seconds: number;
  readonly quick?: boolean;
  readonly json?: boolean;
}

/** What the command line of `sync` gave. */
export interface SyncFlags extends ReachFlags {
  readonly seconds: number;
  readonly stop?: boolean;
}

/** What the command line of a command for one sensor gave. */
export interface SensorFlags extends ReachFlags {
  /** How long the sensor is looked for, s. */
  readonly timeout: number;
}

export interface IdentifyFlags extends SensorFlags {
  readonly seconds: number;
}

export interface ConfigureFlags extends SensorFlags {
  readonly rate?: number;
  readonly accelerationRange?: number;
  readonly angularRateRange?: number;
  readonly magnetometer?: 'on' | 'off';
}
