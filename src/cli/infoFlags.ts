/** What the command line of `info` gave. */
export interface InfoFlags {
  readonly json?: boolean;
  /** Look for sync marks too, which reads every sample. */
  readonly sync?: boolean;
}
