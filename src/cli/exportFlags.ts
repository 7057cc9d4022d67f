/** What `export` can write. */
export const EXPORT_FORMATS = ['csv', 'parquet', 'opensim', 'bids', 'json', 'mcap'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What the command line of `export` gave. */
export interface ExportFlags {
  readonly format: ExportFormat;
  readonly output: string;
}
