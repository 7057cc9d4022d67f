import type { InfluxConfig } from './config.ts';
import type { InfluxAnswer } from './connection.ts';
import { retryAfterMs } from './retryAfter.ts';
import { droppedLines, isPage, saidBy, withoutToken } from './said.ts';
import { databaseOf, grant, makeBucket, makePolicy } from './serverCommands.ts';
import { RefusedLinesError, TimedOutError, TooLargeError, UploadError } from './uploadError.ts';

/** A login is set right by a person, who is not waiting for the next second. */
const LOGIN_WAIT_MS = 30_000;

/** What was asked; it decides which statuses say that it was done. */
export type Asked = 'ping' | 'write' | 'query' | 'delete';

const FINE: Readonly<Record<Asked, readonly number[]>> = {
  // A proxy may let through nothing but writes.
  ping: [200, 204, 404],
  write: [204],
  query: [200, 204],
  delete: [200, 204],
};

/**
 * Why an answer is not what was asked for, as a sentence with what to do; null when it is.
 * `major`: first number of the server's version, null when not known.
 */
export function answerFault(
  answer: InfluxAnswer,
  config: InfluxConfig,
  asked: Asked,
  major: 1 | 2 | 3 | null = null,
): UploadError | null {
  const { status } = answer;
  const { host } = config;
  if (status >= 300 && status < 400) return redirected(answer, config);
  if (isPage(answer) && status < 500 && status !== 413 && status !== 429) {
    return new UploadError(
      `a web page answers at ${host} (${status}), not InfluxDB; check INFLUX_HOST, or log in to the network if it asks for that`,
    );
  }
  if (FINE[asked].includes(status)) return null;
  const said = saidWith(answer, config);
  switch (status) {
    case 200:
      return new UploadError(
        `${host} answered a write with ${said}, which InfluxDB never does, so nothing counts as stored; check INFLUX_HOST`,
      );
    case 201:
      // InfluxDB 3 of earlier years: some lines are not stored, and the body says which.
      return answer.body.trim() === '' ? null : refused(answer, host, said);
    case 400:
    case 422:
      return asked === 'write' && !isPlainHttp(answer)
        ? refused(answer, host, said)
        : strange(host, said);
    case 401:
    case 403:
      return loginRefused(config, said, status, asked, major);
    case 404:
      return notFound(config, said, major);
    case 408:
    case 504:
      return new TimedOutError(
        `InfluxDB at ${host}, or a proxy before it, was too slow (${said})`,
        { until: 'it is not' },
      );
    case 413:
      return new TooLargeError(
        `InfluxDB at ${host}, or a proxy before it, takes no request of this size (${said}); it is sent in smaller ones`,
      );
    case 429:
    case 503:
      return busy(answer, host, said);
    default:
      return status >= 500 ? serverFailed(config, said) : strange(host, said);
  }
}

function saidWith(answer: InfluxAnswer, config: InfluxConfig): string {
  const said = saidBy(answer, config);
  return said === '' ? `${answer.status}` : `${answer.status}: ${said}`;
}

function refused(answer: InfluxAnswer, host: string, said: string): UploadError {
  const dropped = droppedLines(answer);
  return new RefusedLinesError(`InfluxDB at ${host} refused lines (${said})`, { dropped });
}

function strange(host: string, said: string): UploadError {
  const hint = /HTTPS/.test(said)
    ? 'it speaks https: begin INFLUX_HOST with https://'
    : 'check INFLUX_HOST: is it InfluxDB that listens there?';
  return new UploadError(`${host} does not understand the request (${said}); ${hint}`);
}

/** What servers of Go and nginx answer to http on their port for https. */
function isPlainHttp({ body }: InfluxAnswer): boolean {
  return /plain HTTP request was sent|HTTP request to an HTTPS server/i.test(body);
}

function redirected({ status, headers }: InfluxAnswer, config: InfluxConfig): UploadError {
  const { host } = config;
  const where = headers.location;
  const target =
    typeof where === 'string' ? withoutToken(addressIn(where, host), config) : 'nowhere';
  return new UploadError(
    `${host} points to ${target} (${status}), which is not followed, for the token would go there; if that is the database, set INFLUX_HOST to it, else log in to the network`,
  );
}

/** The address alone: what stands behind `?` may be anything that was sent. */
function addressIn(location: string, host: string): string {
  if (!URL.canParse(location, host)) return 'an address that cannot be read';
  const { origin, pathname } = new URL(location, host);
  return `${origin}${pathname}`.slice(0, 200);
}

function loginRefused(
  config: InfluxConfig,
  said: string,
  status: number,
  asked: Asked,
  major: 1 | 2 | 3 | null,
): UploadError {
  const { host, token, tokenFile } = config;
  if (status === 403 && asked === 'query' && token !== '') {
    return new UploadError(
      `InfluxDB at ${host} does not let this login read (${said}); ${grant(config, major, 'READ')}`,
      { waitMs: LOGIN_WAIT_MS },
    );
  }
  const found = token === '' ? 'needs a login' : 'refused the login';
  const rights =
    status === 403 && asked !== 'query' ? ', and whether the token may write to this bucket' : '';
  const source = tokenFile === undefined ? 'INFLUX_TOKEN' : 'INFLUX_TOKEN_FILE';
  const again = tokenFile === undefined ? '' : '; the file is read again before each attempt';
  return new UploadError(
    `InfluxDB at ${host} ${found} (${said}); check ${source}${rights}${again}`,
    {
      waitMs: LOGIN_WAIT_MS,
    },
  );
}

function notFound(config: InfluxConfig, said: string, major: 1 | 2 | 3 | null): UploadError {
  const { host, org } = config;
  if (major !== 1 && /\borganization\b/i.test(said)) {
    return new UploadError(
      `InfluxDB at ${host} has no organisation "${org}" (${said}); check INFLUX_ORG`,
    );
  }
  if (/page not found|^404$/i.test(said)) {
    return new UploadError(
      `${host} has nothing for this request at this address (${said}); check INFLUX_HOST and INFLUX_BUCKET: is it InfluxDB that listens there?`,
    );
  }
  return new UploadError(missingBucket(config, said, major));
}

/** Where a bucket is missing, with the command that makes it. @param said by the server */
export function missingBucket(config: InfluxConfig, said: string, major: 1 | 2 | 3 | null): string {
  const { host, bucket } = config;
  const command = makeBucket(config, major);
  const advice = command === null ? 'create it' : `create it with: ${command}`;
  return `InfluxDB at ${host} has no bucket "${bucket}" (${said}); ${advice}, or check INFLUX_BUCKET`;
}

function busy(answer: InfluxAnswer, host: string, said: string): UploadError {
  const header = answer.headers['retry-after'];
  const waitMs = retryAfterMs(typeof header === 'string' ? header : undefined, Date.now());
  const wish =
    waitMs === null ? '' : `; it asks to be left alone for ${Math.ceil(waitMs / 1000)} s`;
  return new UploadError(`InfluxDB at ${host} cannot take data now (${said})${wish}`, {
    until: 'it can',
    ...(waitMs === null ? {} : { waitMs }),
  });
}

function serverFailed(config: InfluxConfig, said: string): UploadError {
  const { host, bucket } = config;
  if (/retention policy not found/i.test(said)) {
    const { database, policy } = databaseOf(bucket);
    const which = policy === null ? 'default retention policy' : `retention policy "${policy}"`;
    return new UploadError(
      `InfluxDB at ${host} has no ${which} in "${database}" (${said}); create it with: ${makePolicy(config)}, or check INFLUX_BUCKET`,
    );
  }
  return new UploadError(`InfluxDB at ${host}, or a proxy before it, failed (${said})`, {
    until: 'it works',
  });
}
