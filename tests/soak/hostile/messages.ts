export interface AttackOptions {
  readonly port: number;
  readonly streamUrl: string;
  /** Whoever sends too much may have been let in to look on. */
  readonly viewer: string;
}

/** What was tried and what came of it. */
export interface Tried {
  readonly connections: number;
  /** Paths that told what is in a file outside. */
  readonly leaks: number;
  readonly requests: number;
  /** Of them those that were told to wait. */
  readonly toldToWait: number;
  readonly largeMessages: number;
  /** Of them those for which the connection was closed with "too big". */
  readonly largeRefused: number;
}

export type FromAttack = { readonly type: 'tried' } & Tried;
