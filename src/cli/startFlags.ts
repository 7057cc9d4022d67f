import type { LogLevels } from '../hub/logs/logLevels.ts';
import type { NobleStack } from '../sensors/ble/index.ts';
import type { ConditionsName } from '../simulator/radio/radioConditions.ts';
import type { MakeWord } from './makesOption.ts';

/** What the command line of `start` gave. */
export interface StartFlags {
  readonly port: number;
  readonly host: string;
  /** On all addresses of this machine. */
  readonly lan?: boolean;
  /** Names by which the hub is reached, besides its addresses. */
  readonly allowHost: readonly string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  /** By a certificate of the hub's own. */
  readonly tlsSelfSigned?: boolean;
  /** Whether the operator's link is also shown as a QR code. */
  readonly qr: boolean;
  readonly recordings: string;
  readonly replay?: string;
  readonly virtualSensors?: boolean;
  /** A local socket at which another process serves simulated sensors. */
  readonly airSocket?: string;
  /** Of the virtual sensors, taken in turn. */
  readonly makes: readonly MakeWord[];
  readonly air: ConditionsName;
  readonly bleStack: NobleStack;
  readonly fppa: number[];
  readonly seed: number;
  readonly subject: string;
  readonly protocol: string;
  readonly notes: string;
  readonly height: number;
  readonly toeOut: number;
  /** Those of the body that were written, rather than left to their defaults. */
  readonly said: readonly ('height' | 'toeOut')[];
  /** A file of settings, in place of what the other flags say. */
  readonly settings?: string;
  readonly vibration: boolean;
  /** Absent where nobody said. */
  readonly log?: LogLevels;
}
