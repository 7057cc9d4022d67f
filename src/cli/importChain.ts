import { UsageError } from './cliError.ts';
import type { ExportFlags } from './exportFlags.ts';
import { exportRecordings } from './exportRecordings.ts';
import { importFile } from './importFile.ts';
import type { ImportFlags } from './importFlags.ts';
import { processFile } from './processFile.ts';

/** What the command line of `import` gave, with what comes after it. */
export interface ImportChainFlags extends ImportFlags {
  readonly process?: string;
  readonly export?: ExportFlags;
}

/**
 * Imports, and computes and exports what was imported where that is asked for. What was whole
 * before a later step failed is kept.
 * @throws UsageError, ImportError, CliError, RecordingError
 */
export async function importChain(file: string, flags: ImportChainFlags): Promise<void> {
  if (flags.export !== undefined && flags.process === undefined) {
    throw new UsageError(
      '--export is given without --process, but what is imported has no results to export; give --process a file too',
    );
  }
  await importFile(file, flags);
  if (flags.process === undefined) return;
  await processFile(flags.output, { output: flags.process });
  if (flags.export) await exportRecordings([flags.process], flags.export);
}
