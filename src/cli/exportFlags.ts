/** What the command line of `export` gave. */
export interface ExportFlags {
  readonly format: 'csv';
  readonly output: string;
}
