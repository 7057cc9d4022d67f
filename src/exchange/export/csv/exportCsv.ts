import { SIDES, type Side } from '../../../model/placement.ts';
import type { Recording } from '../../../recording/reader.ts';
import { ExportError } from '../exportError.ts';
import { NewFiles } from '../newFiles.ts';
import { CsvTables, TABLES } from './csvTables.ts';

export interface CsvExportOptions {
  /** Ends the export with its reason; nothing is left then. */
  readonly signal?: AbortSignal;
  /** Told how far it is: log time of what was just read. */
  readonly onProgress?: (logUs: number) => void;
}

export interface CsvExport {
  readonly frames: number;
  readonly reps: number;
  readonly events: number;
  /** Chunks of the recording that cannot be read; what they held is missing. */
  readonly damagedChunks: number;
}

/**
 * Writes body.csv, reps.csv, events.csv and columns.csv of a recording into `folder`, which is
 * made if needed: all four or, after any failure, none. The same recording gives the same bytes.
 * @throws ExportError when the recording has nothing to export, a file is there already or the
 * disk takes no more; the reason of `signal`
 */
export async function exportCsv(
  recording: Recording,
  folder: string,
  options: CsvExportOptions = {},
): Promise<CsvExport> {
  if (!hasResults(recording)) {
    throw new ExportError(
      recording.path,
      `${recording.path} holds packets without results: compute them with "plumbline process" and export what that gives.`,
    );
  }
  const files = await NewFiles.create(folder, TABLES);
  try {
    const sides = await sidesIn(recording, options.signal);
    const tables = new CsvTables(files, recording.metadata, sides);
    await fill(tables, recording, options);
    await files.keep();
    const { frames, reps, events } = tables;
    return { frames, reps, events, damagedChunks: recording.damagedChunks };
  } catch (error) {
    await files.discard();
    throw error;
  }
}

function hasResults({ counts }: Recording): boolean {
  return ['/body', '/events'].some((topic) => (counts.get(topic) ?? 0) > 0);
}

async function fill(
  tables: CsvTables,
  recording: Recording,
  { signal, onProgress }: CsvExportOptions,
): Promise<void> {
  await tables.begin();
  for await (const batch of recording.batches(['frame', 'event', 'input'])) {
    for (const message of batch) {
      if (message.kind === 'frame') tables.frame(message.frame);
      else await tables.event(message.kind === 'event' ? message.event : message.input);
    }
    await tables.flush();
    onProgress?.(batch.at(-1)?.logUs ?? recording.startUs);
    signal?.throwIfAborted();
  }
}

/**
 * The legs that any frame has: the header comes first and must name them all. Two legs are found
 * at once; only a recording of one leg is read twice.
 */
async function sidesIn(recording: Recording, signal?: AbortSignal): Promise<Side[]> {
  const found = new Set<Side>();
  for await (const batch of recording.batches(['frame'])) {
    signal?.throwIfAborted();
    for (const { frame } of batch) for (const { side } of frame.legs) found.add(side);
    if (found.size === SIDES.length) break;
  }
  return SIDES.filter((side) => found.has(side));
}
