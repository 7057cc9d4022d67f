import { basename } from 'node:path';
import type { RecordBlock } from '../csv/csvRecords.ts';
import { rowBatches } from '../csv/rowBatches.ts';
import { type SensorCsv, SensorCsvFile } from '../csv/sensorCsvFile.ts';
import { headOf, rateOfHead } from '../csv/tableHead.ts';
import type { TableLayout } from '../csv/tableLayout.ts';
import { wholeLines } from '../csv/wholeLines.ts';
import { DEFAULT_MAX_EXPANSION, expandedBytes } from '../expandedBytes.ts';
import { ImportFile } from '../importFile.ts';
import { DotClock, type DotHead, DotHeadReader } from './dotHead.ts';

export interface DotOptions {
  /** Stops reading with the signal's own reason. */
  readonly signal?: AbortSignal;
  /** Bytes of this file, and of how many. */
  readonly onProgress?: (bytesRead: number, totalBytes: number) => void;
}

/** One sensor of a recording of the Movella DOT app. */
export interface DotCsv {
  readonly path: string;
  readonly head: DotHead;
  /** One sensor, named by its tag, or by the file where it has none. */
  readonly csv: SensorCsv;
}

/**
 * Opens one CSV file as the Movella DOT app exports it: accelerations in m/s², rates in °/s, the
 * magnetic field in units of the earth's where it was calibrated, times of the sensor's clock.
 * @throws ImportError with the line and column of what is wrong, and what is valid
 */
export async function openDotCsv(path: string, options: DotOptions = {}): Promise<DotCsv> {
  const file = await ImportFile.open(path);
  const blocks = tableBlocks(file, options);
  try {
    const first = await blocks.next();
    if (first.done) throw new DotHeadReader(path).noTable();
    const { head } = first.value;
    const layout = layoutOf(head, basename(path).replace(/\.csv(\.gz)?$/i, ''));
    const records = recordsOf(blocks);
    const batches = rowBatches(path, layout, records);
    const read = await headOf(batches);
    const rateHz = rateOfHead(path, layout.time.name, read);
    const stream = { file, blocks: records, batches };
    return { path, head, csv: new SensorCsvFile(layout, rateHz, read.batches, stream) };
  } catch (error) {
    await blocks.return(undefined);
    await file.close();
    throw error;
  }
}

interface TableBlock extends RecordBlock {
  readonly head: DotHead;
}

/** The first block is empty and tells the head alone. */
async function* tableBlocks(
  file: ImportFile,
  { signal, onProgress }: DotOptions,
): AsyncGenerator<TableBlock, void, void> {
  const reader = new DotHeadReader(file.path);
  const clock = new DotClock();
  const bytes = expandedBytes(file, {
    maxExpansion: DEFAULT_MAX_EXPANSION,
    onBytesRead: (read) => {
      signal?.throwIfAborted();
      onProgress?.(read, file.size);
    },
  });
  let head: DotHead | null = null;
  for await (const block of wholeLines(file.path, bytes)) {
    const lines = block.text.split('\n');
    if (block.text.endsWith('\n')) lines.pop();
    let next = 0;
    for (; head === null && next < lines.length; next++) {
      head = reader.take(lines[next]);
      if (head) yield { head, records: [], firstLine: head.line + 1 };
    }
    if (head === null) continue;
    const { delimiter, time } = head;
    const records = lines.slice(next).map((line) => {
      const cells = line.replace(/\r$/, '').split(delimiter);
      if (cells.length > time.index) cells[time.index] = clock.seconds(cells[time.index]);
      return cells;
    });
    yield { head, records, firstLine: block.firstLine + next };
  }
  if (head === null) throw reader.noTable();
}

async function* recordsOf(
  blocks: AsyncGenerator<TableBlock, void, void>,
): AsyncGenerator<RecordBlock> {
  yield* blocks;
}

function layoutOf(head: DotHead, fileName: string): TableLayout {
  const { acceleration, angularRate, magneticField } = head.columns;
  const used = new Set(
    [head.time, ...acceleration, ...angularRate, ...(magneticField ?? [])].map(
      ({ index }) => index,
    ),
  );
  return {
    cellCount: head.columnNames.length,
    time: head.time,
    sensors: [
      {
        prefix: head.tag || fileName,
        segment: null,
        side: null,
        magnetometer: magneticField !== null,
      },
    ],
    columns: [head.columns],
    // The counter says nothing that the times do not.
    ignoredColumns: head.columnNames.filter(
      (name, index) => !used.has(index) && name !== 'PacketCounter',
    ),
  };
}
