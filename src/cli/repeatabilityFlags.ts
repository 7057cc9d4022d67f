/** What the command line of `repeatability` gave. */
export interface RepeatabilityFlags {
  readonly output?: string;
  readonly keep?: true;
  readonly recordings: string;
}
