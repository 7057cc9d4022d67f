import type { InfluxConfig } from '../server/config.ts';
import { saidBy } from '../server/said.ts';
import { UploadError } from '../server/uploadError.ts';

/** Why a question got no whole answer; `message` is one sentence for a person. */
export class QueryError extends UploadError {
  override name = 'QueryError';
}

/** A question that the server does not understand or allow. @param body what it answered */
export function refusedQuery(status: number, body: string, config: InfluxConfig): QueryError {
  return new QueryError(
    `InfluxDB at ${config.host} refused the query (${status}: ${saidBy({ body }, config)})`,
  );
}

/** An answer that stopped before its end: what came of it must not be taken for all of it. */
export function cutAnswer(config: InfluxConfig, why: string, cause?: unknown): QueryError {
  return new QueryError(
    `the answer of InfluxDB at ${config.host} is not whole (${why}); ask again, for a shorter time if it stays so`,
    { cause },
  );
}

/**
 * A question that the server took and did not answer to its end.
 * @param body what it answered in place of rows, as it came; empty where it said nothing
 * @param isEmpty true where nothing had been answered yet
 */
export function failedQuery(config: InfluxConfig, body: string, isEmpty: boolean): QueryError {
  const why = saidBy({ body }, config);
  const { host, bucket } = config;
  if (!isEmpty || why === '') return cutAnswer(config, why || 'its end is missing');
  if (/database not found/i.test(why)) {
    return new QueryError(
      `InfluxDB at ${host} has no bucket "${bucket}" (${why}); check INFLUX_BUCKET`,
    );
  }
  return new QueryError(`InfluxDB at ${host} refused the query (${why})`);
}
