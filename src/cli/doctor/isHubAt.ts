import { get as getPlain } from 'node:http';
import { get as getEncrypted } from 'node:https';
import { text } from 'node:stream/consumers';
import { isEveryAddress, LOOPBACK } from '../../hub/loopback.ts';

const PATIENCE_MS = 2000;
/** A hub that wants a token refuses in its own words. */
const OF_HUB = /"software":"plumbline|This hub needs a token/;

/** Whether a hub answers on a port, with or without TLS. */
export async function isHubAt(host: string, port: number): Promise<boolean> {
  const reached = isEveryAddress(host) ? LOOPBACK : host;
  for (const get of [getPlain, getEncrypted]) {
    if (OF_HUB.test(await healthFrom(get, reached, port))) return true;
  }
  return false;
}

/** Empty where none is told. */
function healthFrom(
  get: typeof getPlain | typeof getEncrypted,
  host: string,
  port: number,
): Promise<string> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  // No secret is told or asked for, and nobody vouches for the certificate that a hub made.
  const options = { host, port, path: '/api/v1/health', signal, rejectUnauthorized: false };
  return new Promise((resolve) => {
    const request = get(options, (response) => {
      text(response).then(resolve, () => resolve(''));
    });
    request.on('error', () => resolve(''));
  });
}
