/** What the command line of `doctor` gave. */
export interface DoctorFlags {
  readonly recordings: string;
  readonly json?: boolean;
}
