import type { ExportFormat } from '../exchange/export/formats.ts';

/** What the command line of `export` gave. */
export interface ExportFlags {
  readonly format: ExportFormat;
  readonly output: string;
}
