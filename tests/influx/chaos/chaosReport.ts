export interface ChaosHubOptions {
  readonly folder: string;
  readonly host: string;
  readonly database: string;
  /** Second of the session at which its recording goes on, and at which it ends. */
  readonly fromS: number;
  readonly toS: number;
  /** Times real time. */
  readonly speed: number;
}

/** What a hub of the chaos tells of itself. */
export interface ChaosReport {
  /** Second of the session up to which it handed everything to the recorder. */
  readonly atS: number;
  readonly done: boolean;
  /** Messages the recorder could not keep. */
  readonly leftOut: number;
  readonly longestWriteMs: number;
  readonly latestMs: number;
  readonly linesSent: number;
  readonly state: string;
  readonly lastError: string | null;
  readonly memoryMb: number;
}
