export interface CompareFlags {
  readonly json?: true;
  readonly exitCode?: true;
}
