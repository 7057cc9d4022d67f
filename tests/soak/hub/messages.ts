import type { IndexRange } from '../../../src/signal/indexRanges.ts';
import type { SquatOptions } from '../../../src/simulator/squatOptions.ts';

/** What the process of the air is started with. */
export interface AirOptions {
  readonly socket: string;
  readonly seed: number;
  /** From here on links stall and break by themselves too, s after the start of the air. */
  readonly unrestFromS: number;
}

export type ToAir =
  | { readonly type: 'storm'; readonly on: boolean }
  /** Switches all sensors off: nothing is on its way afterwards. */
  | { readonly type: 'quiet' };

export type FromAir = { readonly type: 'ready' } | AirTruth;

/** What the air gave to the hub, at the end. */
export interface AirTruth {
  readonly type: 'truth';
  readonly sensors: readonly SensorTruth[];
  /** Links that were cut on purpose. */
  readonly cuts: number;
  readonly cpuS: number;
}

export interface SensorTruth {
  readonly id: string;
  /** Delivered samples; nothing restarts here, so an index names one sample. */
  readonly delivered: readonly IndexRange[];
  readonly withheld: number;
  readonly stalls: number;
  readonly disconnects: number;
  readonly rateErrorPpm: number;
}

export interface ClientsOptions {
  readonly url: string;
  readonly good: number;
  /** Whether one of them ends each set. */
  readonly coach: boolean;
}

export type ToClients =
  /** Ends what is measured and tells it; what follows is measured anew. */
  { readonly type: 'mark' } | { readonly type: 'bad'; readonly on: boolean };

export type FromClients = { readonly type: 'connected' } | ClientsReport;

/** What the clients of one process saw since the last mark. */
export interface ClientsReport {
  readonly type: 'report';
  /** From the instant of a frame to its being decoded in a client, ms; one per frame and client. */
  readonly latenciesMs: readonly number[];
  /** From the arrival of the packet that completed a frame to its being decoded in a client, ms. */
  readonly insideMs: readonly number[];
  /** Frames that the hub said it skipped. */
  readonly skipped: number;
  /** Frames that were missing without a word. */
  readonly unexplained: number;
  /** Times a connection ended. */
  readonly ended: number;
  readonly events: number;
  /** Whether the hub has told of a calibration by now. */
  readonly calibrated: boolean;
  /** Sets that the coach ended. */
  readonly setsEnded: number;
  /** Of each bad client that the hub ended: from its last acknowledgement to its end, s. */
  readonly badEndedS: readonly number[];
  /** Bad clients that outlived their time. */
  readonly badLeft: number;
  readonly cpuS: number;
  readonly seconds: number;
}

/** The person of the soak: the air and the check of what was recorded make the same one. */
export function personOptions(seed: number): Partial<SquatOptions> {
  return {
    seed,
    placements: [
      'right_thigh',
      'right_shank',
      'right_foot',
      'left_thigh',
      'left_shank',
      'left_foot',
      'pelvis',
    ],
    rateHz: 120,
    heightM: 1.75,
    fppaDeg: [0, 8, 24],
    standingS: 15,
    repeat: true,
  };
}
