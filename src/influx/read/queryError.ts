import type { InfluxConfig } from '../server/config.ts';
import { UploadError } from '../server/uploadError.ts';

const LONGEST_QUOTE = 200;

/** Why a question got no whole answer; `message` is one sentence for a person. */
export class QueryError extends UploadError {
  override name = 'QueryError';
}

/** A question that the server does not understand or allow. @param said what it said of it */
export function refusedQuery(status: number, said: string, config: InfluxConfig): QueryError {
  return new QueryError(
    `InfluxDB at ${config.host} refused the query (${status}: ${shortened(said)})`,
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
 * @param said what it said of it; empty where it said nothing
 * @param isEmpty true where nothing had been answered yet
 */
export function failedQuery(config: InfluxConfig, said: string, isEmpty: boolean): QueryError {
  const why = shortened(saidIn(said));
  const { host, bucket } = config;
  if (!isEmpty || why === '') return cutAnswer(config, why || 'its end is missing');
  if (/database not found/i.test(why)) {
    return new QueryError(
      `InfluxDB at ${host} has no bucket "${bucket}" (${why}); check INFLUX_BUCKET`,
    );
  }
  return new QueryError(`InfluxDB at ${host} refused the query (${why})`);
}

/** The words of an error, which comes as JSON or as CSV. */
export function saidIn(body: string): string {
  const json = /"(?:error|message)":"((?:[^"\\]|\\.)*)"/.exec(body);
  if (json !== null) return json[1];
  return body
    .replace(/^error\r?\n/, '')
    .trim()
    .replace(/^"([\s\S]*)"$/, '$1')
    .replaceAll('""', '"');
}

function shortened(said: string): string {
  return said.trim().slice(0, LONGEST_QUOTE);
}
