import { InfluxLink } from '../query/influxLink.ts';
import type { InfluxConfig } from '../server/config.ts';
import { InfluxConnection } from '../server/connection.ts';
import { uploadErrorOf } from '../server/failedRequest.ts';
import { UploadError } from '../server/uploadError.ts';
import { bucketFacts } from './bucket.ts';
import { bucketCheck, loginCheck, retentionCheck } from './bucketChecks.ts';
import { type InfluxCheck, ok, warn, wrong } from './check.ts';
import { clockCheck } from './clockCheck.ts';
import { fieldTypeCheck } from './fieldTypeCheck.ts';
import { hubNameCheck } from './hubNameCheck.ts';
import { checkPoint, deletionCheck, readCheck, writeCheck } from './pointChecks.ts';

/**
 * Looks at all that an upload needs of a server, one check after the other; those that rest on one that
 * is wrong are left out. One point is written to the measurement `plumbline_check`.
 * @param oldestUs start of the oldest recording, µs since the Unix epoch; null where there is none
 * @param sessionsHere ids of the sessions of the folder; null leaves out whether another hub has the name
 * @throws UploadError when `signal` aborts or the server goes away in between
 */
export async function* checkInflux(
  config: InfluxConfig,
  oldestUs: number | null,
  signal: AbortSignal,
  sessionsHere: ReadonlySet<string> | null = null,
): AsyncGenerator<InfluxCheck> {
  let link: InfluxLink;
  try {
    link = await InfluxLink.open(config, signal);
  } catch (error) {
    if (!(error instanceof UploadError) || signal.aborted) throw error;
    yield wrong('Server', error.message, 'Look at INFLUX_HOST, and at whether it runs.');
    return;
  }
  try {
    yield* checksOver(link, config, oldestUs, signal, sessionsHere);
  } finally {
    link.close();
  }
}

async function* checksOver(
  link: InfluxLink,
  config: InfluxConfig,
  oldestUs: number | null,
  signal: AbortSignal,
  sessionsHere: ReadonlySet<string> | null,
): AsyncGenerator<InfluxCheck> {
  yield serverCheck(link, config);
  yield await timeCheck(config, signal);
  const facts = await bucketFacts(link, config);
  const login = loginCheck(config, facts);
  yield login;
  if (login.state === 'wrong') return;
  const bucket = bucketCheck(link, config, facts);
  yield bucket;
  if (bucket.state === 'wrong') return;
  const nowUs = Date.now() * 1000;
  yield retentionCheck(link, config, facts, oldestUs, nowUs);
  const point = checkPoint(config.hub, facts, nowUs);
  const written = await writeCheck(link, config, point, signal);
  yield written;
  if (written.state === 'ok') {
    yield await readCheck(link, config, point);
    yield await deletionCheck(link, config, point);
  }
  yield await fieldTypeCheck(link);
  if (sessionsHere !== null) yield await hubNameCheck(link, config.hub, sessionsHere);
}

function serverCheck({ version, major }: InfluxLink, { host }: InfluxConfig): InfluxCheck {
  const name = 'Server';
  if (major !== null) return ok(name, `InfluxDB ${version} at ${host}`);
  return warn(
    name,
    version === '' ? `${host} does not say its version` : `${host} is of version ${version}`,
    'It is written to as InfluxDB 2 is; known are 1.6 to 1.8, 2.x and 3.x.',
  );
}

async function timeCheck(config: InfluxConfig, signal: AbortSignal): Promise<InfluxCheck> {
  const askedMs = Date.now();
  const connection = new InfluxConnection(config);
  try {
    const { headers } = await connection.ask({ method: 'GET', path: '/ping', signal });
    const { date } = headers;
    return clockCheck(typeof date === 'string' ? date : null, askedMs, Date.now());
  } catch (error) {
    throw uploadErrorOf(error, config);
  } finally {
    connection.close();
  }
}
