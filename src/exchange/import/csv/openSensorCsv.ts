import { DEFAULT_MAX_EXPANSION, expandedBytes } from '../expandedBytes.ts';
import { ImportError } from '../importError.ts';
import { ImportFile } from '../importFile.ts';
import type { CsvMapping } from './csvMapping.ts';
import { csvRecords, type RecordBlock } from './csvRecords.ts';
import { Header } from './header.ts';
import { mappedLayout } from './mappedLayout.ts';
import { namedLayout } from './namedLayout.ts';
import { rowBatches } from './rowBatches.ts';
import { type SensorCsv, SensorCsvFile } from './sensorCsvFile.ts';
import { headOf, rateOfHead } from './tableHead.ts';
import type { AcceptedSensors, TableLayout } from './tableLayout.ts';
import { wholeLines } from './wholeLines.ts';

export interface SensorCsvOptions {
  /** For files with other names and units, as `readCsvMapping` gives it. */
  readonly mapping?: CsvMapping;
  /** Default `segments`. */
  readonly accept?: AcceptedSensors;
  /** Stops reading with the signal's own reason. */
  readonly signal?: AbortSignal;
  /** How many times its own size a compressed file may expand to; default 64. */
  readonly maxExpansion?: number;
  /** Bytes of the file, compressed or not. */
  readonly onProgress?: (bytesRead: number, totalBytes: number) => void;
}

/**
 * Opens a CSV file, plain or gzipped, with a header row, a time column and the six columns of at
 * least one sensor; docs/import.md describes it. Reads as far as is needed to know the rate.
 * @throws ImportError with the line and column of what is wrong, and what is valid.
 */
export async function openSensorCsv(
  path: string,
  options: SensorCsvOptions = {},
): Promise<SensorCsv> {
  const file = await ImportFile.open(path);
  const blocks = blocksOf(file, options);
  try {
    const header = await headerOf(file, blocks);
    const layout = layoutFor(header.header, options);
    const batches = rowBatches(path, layout, behind(header, blocks));
    const head = await headOf(batches);
    const rateHz = rateOfHead(path, layout.time.name, head);
    return new SensorCsvFile(layout, rateHz, head.batches, { file, blocks, batches });
  } catch (error) {
    await blocks.return(undefined);
    await file.close();
    throw error;
  }
}

function blocksOf(file: ImportFile, options: SensorCsvOptions): AsyncGenerator<RecordBlock> {
  const { signal, onProgress, maxExpansion = DEFAULT_MAX_EXPANSION } = options;
  const onBytesRead = (bytes: number) => {
    signal?.throwIfAborted();
    onProgress?.(bytes, file.size);
  };
  const bytes = expandedBytes(file, { maxExpansion, onBytesRead });
  return csvRecords(file.path, wholeLines(file.path, bytes));
}

interface HeaderBlock {
  readonly header: Header;
  readonly block: RecordBlock;
}

/** The first record of a table is its header: blank lines before it are gone already. */
async function headerOf(
  file: ImportFile,
  blocks: AsyncGenerator<RecordBlock>,
): Promise<HeaderBlock> {
  const first = await blocks.next();
  if (first.done === true) {
    const found = file.size === 0 ? 'it is empty' : 'there is no header row in it';
    throw new ImportError(file.path, `${found}; valid is a table with a header row.`);
  }
  const block = first.value;
  return { header: new Header(file.path, block.firstLine, block.records[0]), block };
}

function layoutFor(header: Header, options: SensorCsvOptions): TableLayout {
  const { mapping, accept = 'segments' } = options;
  return mapping ? mappedLayout(header, mapping, accept) : namedLayout(header, accept);
}

async function* behind(
  { block }: HeaderBlock,
  blocks: AsyncGenerator<RecordBlock>,
): AsyncGenerator<RecordBlock> {
  yield { records: block.records.slice(1), firstLine: block.firstLine + 1 };
  yield* blocks;
}
