import { RefusedLinesError, UploadError } from '../server/uploadError.ts';
import { LONGEST_MS } from './backoff.ts';

/** A line the server will never take. */
export interface RefusedLine {
  readonly line: string;
  /** What the server said of it. */
  readonly reason: string;
}

export interface Refusals {
  readonly lines: readonly RefusedLine[];
  /** What the server said of lines that are older than the bucket keeps; null when it did not. */
  readonly tooOld: string | null;
}

/** So many lines are refused that it is no matter of single lines: a person has to decide. */
export class SystematicRefusalError extends UploadError {
  override name = 'SystematicRefusalError';
}

/**
 * Writes lines around those the server refuses: a refused batch is halved until the bad line
 * stands alone. Lines older than the bucket keeps are not looked for one by one, as the server
 * has stored the others of that batch.
 * `most`: how many lines may be refused.
 * @throws SystematicRefusalError when more are; whatever `write` throws that is not a refusal
 */
export async function writeAround(
  write: (lines: readonly string[]) => Promise<void>,
  lines: readonly string[],
  most = Number.POSITIVE_INFINITY,
): Promise<Refusals> {
  const refused: RefusedLine[] = [];
  let tooOld: string | null = null;
  // Halves that were not tried yet, the next one last: no line overtakes an earlier one.
  const parts = [lines];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    try {
      await write(part);
    } catch (error) {
      if (!(error instanceof RefusedLinesError)) throw error;
      if (error.tooOld) {
        tooOld = error.message;
        continue;
      }
      const [line] = part;
      if (part.length === 1 && line !== undefined) refused.push({ line, reason: error.message });
      // What the server says it dropped saves the search for each of thousands.
      const inPart = part.length === 1 ? 0 : error.dropped;
      if (refused.length + inPart > most) throw systematic(error, refused, part);
      if (part.length === 1) continue;
      const middle = Math.ceil(part.length / 2);
      parts.push(part.slice(middle), part.slice(0, middle));
    }
  }
  return { lines: refused, tooOld };
}

function systematic(
  error: RefusedLinesError,
  refused: readonly RefusedLine[],
  part: readonly string[],
): SystematicRefusalError {
  const named = /on measurement "([^"]+)"/.exec(error.message)?.[1];
  const lines = refused.length > 0 ? refused.map(({ line }) => line) : part;
  const measurements = [...new Set(named === undefined ? lines.map(measurementOf) : [named])];
  const which = measurements.map((name) => `"${name}"`).join(', ');
  return new SystematicRefusalError(
    `${error.message}, so many of ${which} that the upload waits instead of leaving them out; set INFLUX_BUCKET to another bucket, or drop ${which} in this one, and it goes on by itself`,
    { waitMs: LONGEST_MS },
  );
}

function measurementOf(line: string): string {
  return /^(?:\\.|[^\\, ])*/.exec(line)?.[0] ?? '';
}
