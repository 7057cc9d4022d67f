/** What the command line of `report` gave. */
export interface ReportFlags {
  readonly output?: string;
  readonly json?: true;
  readonly against?: string;
  readonly recordings: string;
}
