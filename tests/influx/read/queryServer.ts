import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';

export interface AskedQuery {
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
}

/** The part of the HTTP contract that a reader meets, for servers and faults that are not to be had. */
export async function serveQueries(
  version: string,
  answer: (response: ServerResponse, asked: AskedQuery) => void,
): Promise<{ readonly config: InfluxConfig; readonly asked: readonly AskedQuery[] }> {
  const asked: AskedQuery[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    if (pathname === '/ping') {
      response.writeHead(204, version ? { 'x-influxdb-version': version } : {}).end();
      return;
    }
    const query = { parameters: Object.fromEntries(searchParams), headers: request.headers };
    asked.push(query);
    if (pathname !== '/query') response.writeHead(404).end();
    else answer(response, query);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const host = `http://127.0.0.1:${address.port}`;
  return { config: influxConfig(host), asked };
}

export function influxConfig(host: string, change: Partial<InfluxConfig> = {}): InfluxConfig {
  return {
    host,
    org: 'lab',
    bucket: 'knees',
    token: 'u:p',
    hub: 'h',
    detail: FULL_DETAIL,
    ...change,
  };
}
