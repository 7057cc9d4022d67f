import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** A request as a stub read it; the body unpacked. */
export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly isCompressed: boolean;
  readonly body: string;
}

/** All but the body. */
export function headOf(incoming: IncomingMessage): StubRequest {
  const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://stub');
  return {
    method: incoming.method ?? '',
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    isCompressed: incoming.headers['content-encoding'] === 'gzip',
    body: '',
  };
}

export async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  const body = Buffer.concat(pieces);
  const isCompressed = incoming.headers['content-encoding'] === 'gzip';
  return (isCompressed ? gunzipSync(body) : body).toString('utf8');
}
