import type { InfluxConfig } from './config.ts';
import { UploadError } from './uploadError.ts';

const PING_TIMEOUT_MS = 10_000;

/** How a server wants to be written to. */
export interface ServerApi {
  /** What it says it is, `1.6.7`; empty when it does not say. */
  readonly version: string;
  /** Path and query of a write with nanosecond times; null is the client's own `/api/v2/write`. */
  readonly writePath: string | null;
  /** Value of the Authorization header where the client's token scheme is not understood. */
  readonly authorization: string | null;
}

/**
 * Asks the server for its version. 1.6 and 1.7 know neither `/api/v2/write` nor tokens, all later
 * ones do; `/write` is kept from those, for on 2.x it makes a bucket that forgets after 3 days.
 * @throws UploadError when the version needs a setting that is missing; whatever `fetch` throws
 * when the server cannot be reached or `signal` aborts
 */
export async function findServerApi(config: InfluxConfig, signal: AbortSignal): Promise<ServerApi> {
  const response = await fetch(`${config.host}/ping`, {
    headers: config.token ? { authorization: `Token ${config.token}` } : {},
    signal: AbortSignal.any([signal, AbortSignal.timeout(PING_TIMEOUT_MS)]),
  });
  const version = (response.headers.get('x-influxdb-version') ?? '').replace(/^v/, '');
  if (/^1\.[0-7]\./.test(version)) {
    return {
      version,
      writePath: `/write?db=${encodeURIComponent(config.bucket)}&precision=ns`,
      authorization: basicAuthorization(config, version),
    };
  }
  requireLogin(config, version);
  return { version, writePath: null, authorization: null };
}

function basicAuthorization({ host, token }: InfluxConfig, version: string): string | null {
  if (token === '') return null;
  if (!token.includes(':')) {
    throw new UploadError(
      `InfluxDB ${version} at ${host} knows no tokens: set INFLUX_TOKEN to user:password, or to nothing`,
    );
  }
  return `Basic ${Buffer.from(token).toString('base64')}`;
}

function requireLogin({ host, org, token }: InfluxConfig, version: string): void {
  if (!version.startsWith('2.')) return;
  const missing = org === '' ? 'INFLUX_ORG' : token === '' ? 'INFLUX_TOKEN' : null;
  if (missing !== null) {
    throw new UploadError(`InfluxDB ${version} at ${host} needs ${missing}, which is not set`);
  }
}
