/** What the command line of `recover` gave. */
export interface RecoverFlags {
  readonly check?: boolean;
  readonly json?: boolean;
}
