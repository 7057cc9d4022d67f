/** What the command line of `influx check` gave. */
export interface CheckFlags {
  readonly recordings: string;
  readonly json?: boolean;
}

/** What the command line of `upload` gave. */
export interface UploadFlags {
  readonly recordings: string;
  readonly again?: boolean;
  readonly quiet?: boolean;
}

/** What the command line of `influx verify` gave. */
export interface VerifyFlags {
  readonly recordings: string;
  readonly repair?: boolean;
  readonly all?: boolean;
}
