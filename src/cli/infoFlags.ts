/** What the command line of `info` gave. */
export interface InfoFlags {
  readonly json?: boolean;
}
