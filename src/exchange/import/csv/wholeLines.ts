import { isUtf8 } from 'node:buffer';
import { ImportError } from '../importError.ts';

/** A row of seven sensors with everything they can measure has about 2 kB. */
export const MAX_LINE_BYTES = 64 * 1024;

const LF = 10;
const BYTE_ORDER_MARK = '\uFEFF';

/** Some whole lines of a text file. */
export interface LineBlock {
  /** Ends with a line feed, except for a last line that has none. */
  readonly text: string;
  /** Number of the first line, from 1. */
  readonly firstLine: number;
}

/**
 * Cuts a stream of bytes at line ends, so that everything downstream sees whole lines and holds
 * few of them, whatever the file is.
 * @throws ImportError for NUL bytes, bytes that are not UTF-8, and endless lines.
 */
export async function* wholeLines(
  path: string,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<LineBlock> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const chunk of chunks) {
    if (line === 1) refuseUtf16(path, rest.length === 0 ? chunk : rest);
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(LF) + 1;
    // Lines behind the first are part of one chunk, so they are short.
    refuseLongLine(path, end === 0 ? bytes.length : bytes.indexOf(LF), line);
    rest = bytes.subarray(end);
    if (end === 0) continue;
    const block = bytes.subarray(0, end);
    yield textOf(path, block, line);
    line += lineCount(block);
  }
  if (rest.length > 0) yield textOf(path, rest, line);
}

function textOf(path: string, bytes: Buffer, firstLine: number): LineBlock {
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    const line = firstLine + lineCount(bytes.subarray(0, nul));
    throw new ImportError(path, `it is not text: a NUL byte is in it; ${validText}.`, { line });
  }
  if (!isUtf8(bytes)) {
    const line = firstLine + linesBeforeInvalid(bytes);
    throw new ImportError(path, `it is not text in UTF-8; ${validText}.`, { line });
  }
  const text = bytes.toString('utf8');
  const marked = firstLine === 1 && text.startsWith(BYTE_ORDER_MARK);
  return { text: marked ? text.slice(1) : text, firstLine };
}

const validText = 'valid is a table as text in UTF-8, plain or gzipped';

function refuseUtf16(path: string, bytes: Buffer): void {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark !== 'fffe' && mark !== 'feff') return;
  throw new ImportError(path, `it is text in UTF-16; ${validText}.`, { line: 1 });
}

function refuseLongLine(path: string, length: number, line: number): void {
  if (length <= MAX_LINE_BYTES) return;
  throw new ImportError(
    path,
    `the line is longer than ${MAX_LINE_BYTES} bytes; ${validText}, a line feed at the end of each row.`,
    { line },
  );
}

function lineCount(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) count++;
  return count;
}

/** A line feed is never part of another character, so each line is valid by itself or not. */
function linesBeforeInvalid(bytes: Buffer): number {
  let count = 0;
  let start = 0;
  for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, start)) {
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end + 1;
    count++;
  }
  return count;
}
