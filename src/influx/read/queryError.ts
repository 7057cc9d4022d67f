import { HttpError } from '@influxdata/influxdb-client';
import type { InfluxConfig } from '../server/config.ts';
import { uploadErrorOf } from '../server/failedRequest.ts';
import { UploadError } from '../server/uploadError.ts';

/** Why a question got no whole answer; `message` is one sentence for a person. */
export class QueryError extends UploadError {
  override name = 'QueryError';
}

/**
 * What a server that answered with `status` means, in the sentences of the writer where the cause is
 * one that writing meets too. The token is never in it.
 * @param said what the server said of it, as text
 */
export function refusedQuery(status: number, said: string, config: InfluxConfig): UploadError {
  if (status === 400 || status === 422) {
    return new QueryError(
      `InfluxDB at ${config.host} refused the query (${status}: ${shortened(said)})`,
    );
  }
  const body = JSON.stringify({ error: said });
  return uploadErrorOf(new HttpError(status, '', body), config);
}

/** An answer that stopped before its end: what came of it must not be taken for all of it. */
export function cutAnswer(config: InfluxConfig, why: string, cause?: unknown): QueryError {
  return new QueryError(
    `the answer of InfluxDB at ${config.host} is not whole (${why}); ask again, for a shorter time if it stays so`,
    { cause },
  );
}

const LONGEST_QUOTE = 200;

export function shortened(said: string): string {
  return said.trim().slice(0, LONGEST_QUOTE);
}
