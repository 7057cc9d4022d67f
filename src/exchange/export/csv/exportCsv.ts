import { SIDES, type Side } from '../../../model/placement.ts';
import { SetCounter } from '../../../movement/setCounter.ts';
import { DEFAULT_THRESHOLDS, headlineOf } from '../../../movement/thresholds.ts';
import type { Recorded, Recording } from '../../../recording/reader.ts';
import { ExportError } from '../exportError.ts';
import { NewFiles } from '../newFiles.ts';
import { addBodyLine, bodyColumns } from './bodyCsv.ts';
import { columnsCsv } from './columnsCsv.ts';
import { CsvBytes } from './csvBytes.ts';
import { csvLine, headerLine } from './csvColumn.ts';
import { EVENT_FIELDS } from './eventsCsv.ts';
import { repFields } from './repsCsv.ts';

const FILES = ['body.csv', 'reps.csv', 'events.csv', 'columns.csv'] as const;

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
      `${recording.path} holds packets without results: there are no frames and events to export.`,
    );
  }
  const files = await NewFiles.create(folder, FILES);
  try {
    const written = await writeAll(recording, files, options);
    options.signal?.throwIfAborted();
    await files.keep();
    return written;
  } catch (error) {
    await files.discard();
    throw error;
  }
}

function hasResults({ counts }: Recording): boolean {
  return ['/body', '/events'].some((topic) => (counts.get(topic) ?? 0) > 0);
}

async function writeAll(
  recording: Recording,
  files: NewFiles<(typeof FILES)[number]>,
  { signal, onProgress }: CsvExportOptions,
): Promise<CsvExport> {
  const { startedUs, settings } = recording.metadata;
  const sides = await sidesIn(recording, signal);
  const headline = headlineOf(settings.task, DEFAULT_THRESHOLDS);
  const columns = {
    'body.csv': bodyColumns(sides),
    'reps.csv': repFields(headline),
    'events.csv': EVENT_FIELDS,
  };
  await files.write('columns.csv', columnsCsv(columns));
  await files.write('body.csv', headerLine(columns['body.csv']));
  await files.write('reps.csv', headerLine(columns['reps.csv']));
  await files.write('events.csv', headerLine(columns['events.csv']));

  const sets = new SetCounter();
  const body = new CsvBytes();
  const written = { frames: 0, reps: 0, events: 0 };
  for await (const batch of recording.batches(['frame', 'event', 'input'])) {
    signal?.throwIfAborted();
    for (const message of batch) {
      if (message.kind === 'frame') {
        addBodyLine(body, message.frame, sides, startedUs);
        written.frames++;
        continue;
      }
      const event = message.kind === 'event' ? message.event : message.input;
      await files.write('events.csv', csvLine(EVENT_FIELDS, { event, startedUs }));
      written.events++;
      if (event.type !== 'rep') continue;
      const { rep } = event;
      const set = sets.of(rep);
      for (const leg of rep.legs) {
        await files.write('reps.csv', csvLine(columns['reps.csv'], { set, rep, leg, startedUs }));
      }
      written.reps++;
    }
    await files.write('body.csv', body.take());
    tell(onProgress, batch);
  }
  return { ...written, damagedChunks: recording.damagedChunks };
}

function tell(
  onProgress: CsvExportOptions['onProgress'],
  batch: readonly Recorded<'frame' | 'event' | 'input'>[],
): void {
  const last = batch.at(-1);
  if (last) onProgress?.(last.logUs);
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
