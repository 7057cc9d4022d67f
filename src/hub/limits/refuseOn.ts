import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { REFUSAL_HEADERS } from '../securityHeaders.ts';

/** Answers on a socket of which no request was made, in the form of every other refusal, and closes it. */
export function refuseOn(
  socket: Duplex,
  status: number,
  sentence: string,
  retryAfterS?: number,
): void {
  const body = JSON.stringify({ error: sentence });
  const headers = {
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...(retryAfterS !== undefined && { 'retry-after': retryAfterS }),
    ...REFUSAL_HEADERS,
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`, () =>
    socket.destroy(),
  );
}
