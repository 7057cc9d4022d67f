import { once } from 'node:events';
import { createServer } from 'node:net';
import { systemCode } from '../../recording/recordingError.ts';
import { broken, type Check, ok } from './check.ts';
import { isHubAt } from './isHubAt.ts';

const NAME = 'Port';

/** Whether the hub can listen on a port, by listening there for a moment. */
export async function portCheck(host: string, port: number): Promise<Check> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return ok(NAME, port === 0 ? 'any free one' : `${port} is free`);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EADDRINUSE' && (await isHubAt(host, port))) {
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
