import { RefusedLinesError } from '../server/uploadError.ts';

/** Lines the server will never take, and what it said of the last one. */
export interface RefusedLines {
  readonly lines: readonly string[];
  readonly reason: string | null;
}

const NONE: RefusedLines = { lines: [], reason: null };

/**
 * Writes lines around those the server refuses: a refused batch is halved until the bad line
 * stands alone. Lines older than the bucket keeps are not looked for one by one, as the server
 * has stored the others of that batch.
 * @throws whatever `write` throws that is not a refusal
 */
export async function writeAround(
  write: (lines: readonly string[]) => Promise<void>,
  lines: readonly string[],
): Promise<RefusedLines> {
  try {
    await write(lines);
    return NONE;
  } catch (error) {
    if (!(error instanceof RefusedLinesError)) throw error;
    if (error.tooOld) return { lines: [], reason: error.message };
    if (lines.length === 1) return { lines, reason: error.message };
    const middle = Math.ceil(lines.length / 2);
    const first = await writeAround(write, lines.slice(0, middle));
    const second = await writeAround(write, lines.slice(middle));
    return {
      lines: [...first.lines, ...second.lines],
      reason: second.reason ?? first.reason,
    };
  }
}
