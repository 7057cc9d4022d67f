/** What the command line of `influx query` gave. */
export interface QueryFlags {
  readonly output?: string;
}
