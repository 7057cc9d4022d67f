import { answerFault } from './answerFault.ts';
import type { InfluxConfig } from './config.ts';
import type { InfluxConnection } from './connection.ts';
import { databaseOf } from './serverCommands.ts';
import { UploadError } from './uploadError.ts';

const PING_TIMEOUT_MS = 10_000;

/**
 * How data is deleted: `influxql`, a statement sent to `readPath`; `api`, `/api/v2/delete`; `none`,
 * it cannot be.
 */
export type DeleteWay = 'influxql' | 'api' | 'none';

/** How a server wants to be spoken to. Its paths go behind the host. */
export interface ServerApi {
  /** What it says it is, `1.6.7`; empty when it does not say. */
  readonly version: string;
  /** First number of the version; null when it does not say, and then it is written to as 2.x is. */
  readonly major: 1 | 2 | 3 | null;
  /** Path and query of a write with nanosecond times. */
  readonly writePath: string;
  /** Path and query of InfluxQL, to which `&q=` or a form with `q` is added. */
  readonly readPath: string;
  /** Value of the Authorization header; null when there is no login. */
  readonly authorization: string | null;
  readonly deletes: DeleteWay;
}

/**
 * Asks the server for its version. 1.6 and 1.7 know neither `/api/v2/write` nor tokens, all later
 * ones do; `/write` is kept from those, for on 2.x it makes a bucket that forgets after 3 days.
 * @throws UploadError when the version needs a setting that is missing, when no InfluxDB answers,
 * or when it refuses the login; what `InfluxConnection.ask` throws when it cannot be reached
 * @param timeoutMs for the answer
 */
export async function askServerApi(
  connection: InfluxConnection,
  config: InfluxConfig,
  signal: AbortSignal,
  timeoutMs = PING_TIMEOUT_MS,
): Promise<ServerApi> {
  const headers: Record<string, string> = config.token
    ? { authorization: `Token ${config.token}` }
    : {};
  const answer = await connection.ask({ method: 'GET', path: '/ping', headers, signal, timeoutMs });
  const told = answer.headers['x-influxdb-version'];
  const version = (typeof told === 'string' ? told : '').replace(/^v/, '');
  // 1.6 and 1.7 may ask for a login here too, and do not understand this one.
  if (isFirst(version)) return firstApi(config, version);
  const fault = answerFault(answer, config, 'ping');
  if (fault !== null) throw fault;
  requireLogin(config, version);
  return newerApi(config, version);
}

/** 1.6, 1.7 and what was before them. */
function isFirst(version: string): boolean {
  return /^(0|1\.[0-7])\./.test(version);
}

function firstApi(config: InfluxConfig, version: string): ServerApi {
  const database = databaseQuery(config.bucket);
  return {
    version,
    major: 1,
    writePath: `/write?${database}&precision=ns`,
    readPath: `/query?${database}`,
    authorization: basicAuthorization(config, version),
    deletes: 'influxql',
  };
}

const DELETE_WAYS = { 1: 'influxql', 2: 'api', 3: 'none' } as const;

function newerApi({ org, bucket, token }: InfluxConfig, version: string): ServerApi {
  const major = majorOf(version);
  const query = `org=${encodeURIComponent(org)}&bucket=${encodeURIComponent(bucket)}&precision=ns`;
  return {
    version,
    major,
    writePath: `/api/v2/write?${query}`,
    readPath: `/query?${databaseQuery(bucket)}`,
    authorization: token === '' ? null : `Token ${token}`,
    // A server that does not say its version is asked as 2.x, and answers 404 if it is not.
    deletes: DELETE_WAYS[major ?? 2],
  };
}

function majorOf(version: string): ServerApi['major'] {
  const first = /^\d+(?=\.)/.exec(version)?.[0];
  return first === '1' ? 1 : first === '2' ? 2 : first === '3' ? 3 : null;
}

/** A bucket `database/retention policy` names both; without the policy it is the default one. */
function databaseQuery(bucket: string): string {
  const { database, policy } = databaseOf(bucket);
  const db = `db=${encodeURIComponent(database)}`;
  return policy === null ? db : `${db}&rp=${encodeURIComponent(policy)}`;
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
  if (majorOf(version) !== 2) return;
  const missing = org === '' ? 'INFLUX_ORG' : token === '' ? 'INFLUX_TOKEN' : null;
  if (missing !== null) {
    throw new UploadError(`InfluxDB ${version} at ${host} needs ${missing}, which is not set`);
  }
}
