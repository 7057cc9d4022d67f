import type { ReadFile } from './readFile.ts';

/** Where a chunk stands in its file. */
export interface ChunkPlace {
  readonly offset: number;
  readonly bytes: number;
}

/** The first read is small, as somebody may wait for it after a seek; a long job is to read much at once. */
const FIRST_RUN_BYTES = 64 * 1024;
const LONGEST_RUN_BYTES = 1024 * 1024;
/** What lies between two chunks and is read along, such as their message indexes. */
const LARGEST_GAP_BYTES = 16 * 1024;

interface Run<C> {
  readonly offset: number;
  readonly bytes: number;
  readonly chunks: readonly C[];
}

/**
 * Reads chunks in the order given, many that lie close together by one call, and the next ones while the last
 * are worked on: a file that a hub wrote has five chunks per second.
 * @throws RecordingError where the file ends before a chunk does, when those before it were given
 */
export async function* chunkRuns<C extends ChunkPlace>(
  file: ReadFile,
  chunks: Iterable<C>,
): AsyncGenerator<{ readonly chunk: C; readonly bytes: Uint8Array }, void, void> {
  const runs = runsOf(chunks);
  let reading = readNext(file, runs);
  try {
    for (;;) {
      const read = await reading;
      if (read === null) return;
      const { run, bytes } = read;
      reading = readNext(file, runs);
      // Its failure is thrown where it is waited for, perhaps never.
      reading.catch(() => {});
      for (const chunk of run.chunks) {
        const from = chunk.offset - run.offset;
        const whole = from + chunk.bytes <= bytes.length;
        yield {
          chunk,
          bytes: whole
            ? bytes.subarray(from, from + chunk.bytes)
            : await file.read(chunk.offset, chunk.bytes),
        };
      }
    }
  } finally {
    // Nothing may be read any more when the file is closed behind this.
    await reading.catch(() => {});
  }
}

async function readNext<C extends ChunkPlace>(
  file: ReadFile,
  runs: Iterator<Run<C>, void>,
): Promise<{ readonly run: Run<C>; readonly bytes: Uint8Array } | null> {
  const { done, value: run } = runs.next();
  if (done) return null;
  return { run, bytes: await file.readUpTo(run.offset, run.bytes) };
}

function* runsOf<C extends ChunkPlace>(chunks: Iterable<C>): Generator<Run<C>, void, void> {
  let longest = FIRST_RUN_BYTES;
  let run: C[] = [];
  let offset = 0;
  let end = 0;
  for (const chunk of chunks) {
    const isNear = chunk.offset >= end && chunk.offset - end <= LARGEST_GAP_BYTES;
    if (run.length > 0 && !(isNear && chunk.offset + chunk.bytes - offset <= longest)) {
      yield { offset, bytes: end - offset, chunks: run };
      longest = Math.min(2 * longest, LONGEST_RUN_BYTES);
      run = [];
    }
    if (run.length === 0) offset = chunk.offset;
    run.push(chunk);
    end = chunk.offset + chunk.bytes;
  }
  if (run.length > 0) yield { offset, bytes: end - offset, chunks: run };
}
