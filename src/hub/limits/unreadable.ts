import type { Socket } from 'node:net';
import { refuseOn } from './refuseOn.ts';

/** What came is no HTTP request, or did not come in time: said once, then cut. */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  // Without a handshake there is nobody to whom a sentence could be encrypted.
  const hasNoTls = /^ERR_(TLS|SSL)_/.test(error.code ?? '');
  if (error.code === 'ECONNRESET' || hasNoTls || !socket.writable) {
    socket.destroy();
    return;
  }
  refuseOn(socket, ...answerTo(error.code));
}

function answerTo(code: string | undefined): readonly [status: number, sentence: string] {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'The request did not come in time.'];
    case 'HPE_HEADER_OVERFLOW':
      return [431, 'The head of the request is too large; 16 kB are valid.'];
    default:
      return [400, 'That is no HTTP request.'];
  }
}
