/** What the command line of `doctor` gave. */
export interface DoctorFlags {
  readonly recordings: string;
  readonly host: string;
  readonly port: number;
  readonly json?: boolean;
}
