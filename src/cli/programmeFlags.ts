/** What the command line of `programme` gave. */
export interface ProgrammeFlags {
  readonly subject?: string;
  readonly recordings: string;
  readonly json?: boolean;
}
