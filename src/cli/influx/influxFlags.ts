/** What the command line of `influx check` gave. */
export interface CheckFlags {
  readonly recordings: string;
  readonly json?: boolean;
}
