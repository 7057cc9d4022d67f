import { once } from 'node:events';
import { createServer } from 'node:net';
import { systemCode } from '../../recording/recordingError.ts';
import { broken, type Check, ok } from './check.ts';

const NAME = 'Port';
const PATIENCE_MS = 2000;

/** Whether the hub can listen on a port, by listening there for a moment. */
export async function portCheck(host: string, port: number): Promise<Check> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return ok(NAME, port === 0 ? 'any free one' : `${port} is free`);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EADDRINUSE' && (await isHub(host, port))) {
      return ok(NAME, `${port} is that of a hub that runs`);
    }
    const found =
      code === 'EADDRINUSE'
        ? `${port} is taken by another program`
        : `${port} cannot be had (${code})`;
    return broken(NAME, found, `Run: ss -ltnp sport = :${port}; or start with another --port.`);
  } finally {
    server.close();
  }
}

async function isHub(host: string, port: number): Promise<boolean> {
  try {
    const at = host.includes(':') ? `[${host}]` : host;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(`http://${at}:${port}/api/v1/health`, { signal });
    // A hub that wants a token refuses in its own words.
    return (await answer.text()).includes('"software":"plumbline') || answer.status === 401;
  } catch {
    return false;
  }
}
