import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { systemCode } from '../../recording/recordingError.ts';
import { ImportError } from './importError.ts';
import type { ImportFile } from './importFile.ts';

/** Sensor tables expand 3 to 6 times, steady ones without noise about 40 times. */
export const DEFAULT_MAX_EXPANSION = 64;

/** A small file may expand more: nothing of this size can hurt. */
const ALWAYS_ALLOWED_BYTES = 1024 * 1024;

const OUTPUT_CHUNK_BYTES = 64 * 1024;

export interface ExpansionOptions {
  /** How many times its own size a compressed file may expand to. */
  readonly maxExpansion: number;
  /** Bytes read from the file so far; called about every 16 KiB. */
  readonly onBytesRead: (bytes: number) => void;
}

/**
 * The content of a file; one that begins like gzip, whatever its name, is decompressed.
 * @throws ImportError for gzip data that are cut short, damaged, followed by something else, or
 * expand beyond what is allowed.
 */
export async function* expandedBytes(
  file: ImportFile,
  options: ExpansionOptions,
): AsyncGenerator<Buffer> {
  const [first, second] = await file.firstBytes(2);
  const source = counted(file, options.onBytesRead);
  yield* first === 0x1f && second === 0x8b ? gunzipped(file, source, options.maxExpansion) : source;
}

async function* counted(
  file: ImportFile,
  onBytesRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of file.chunks()) {
    bytes += chunk.length;
    onBytesRead(bytes);
    yield chunk;
  }
}

async function* gunzipped(
  file: ImportFile,
  source: AsyncGenerator<Buffer>,
  maxExpansion: number,
): AsyncGenerator<Buffer> {
  const allowedBytes = Math.max(ALWAYS_ALLOWED_BYTES, maxExpansion * file.size);
  const gunzip = createGunzip({ chunkSize: OUTPUT_CHUNK_BYTES });
  // What goes wrong in it is thrown to the reader of `gunzip` too.
  const pumping = pipeline(Readable.from(source), gunzip).catch(() => undefined);
  let bytes = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > allowedBytes) throw tooLarge(file, maxExpansion);
      yield chunk;
    }
  } catch (error) {
    throw damaged(file, gunzip, error);
  } finally {
    gunzip.destroy();
    // The file may be closed only when nobody reads from it any more.
    await pumping;
  }
  if (gunzip.bytesWritten < file.size) throw trailing(file, gunzip.bytesWritten);
}

function damaged(file: ImportFile, gunzip: Gunzip, error: unknown): unknown {
  const code = systemCode(error);
  if (code === 'Z_BUF_ERROR') {
    return new ImportError(
      file.path,
      `it is cut short: it ends at byte ${file.size} in the middle of its gzip data.`,
      { cause: error },
    );
  }
  if (code === null || !code.startsWith('Z_') || !(error instanceof Error)) return error;
  // zlib does not say which byte of its input it refused.
  const from = gunzip.bytesWritten;
  const sentence = `its gzip data are damaged, or followed by something else, behind byte ${from} of ${file.size}: ${error.message}.`;
  return new ImportError(file.path, sentence, { cause: error });
}

function trailing(file: ImportFile, end: number): ImportError {
  return new ImportError(
    file.path,
    `its gzip data end at byte ${end} and something else follows up to byte ${file.size}; valid is gzip data alone.`,
  );
}

function tooLarge(file: ImportFile, maxExpansion: number): ImportError {
  return new ImportError(
    file.path,
    `its gzip data expand to more than ${maxExpansion} times the ${file.size} bytes of the file, which no sensor table does (3 to 6 times is usual); unpack it first if it is one.`,
  );
}
