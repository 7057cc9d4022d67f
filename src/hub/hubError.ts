import { reasonOf } from '../recording/recordingError.ts';

/** Something that keeps the hub from running, in one sentence that says what to do. */
export class HubError extends Error {
  override name = 'HubError';
}

/** The sentence for an address that could not be listened on. */
export function listenError(error: unknown, host: string, port: number): HubError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return new HubError(
    sentenceOf(code, host, port) ?? `Cannot listen on ${host}:${port}: ${reasonOf(error)}.`,
    {
      cause: error,
    },
  );
}

function sentenceOf(code: unknown, host: string, port: number): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use, perhaps by another hub: stop that program or choose another with --port ${port < 65_000 ? port + 10 : port - 10}.`;
    case 'EACCES':
      return `Port ${port} needs privileges on this machine: choose a port of 1024 or above.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}: choose 127.0.0.1 or one of its own addresses.`;
    default:
      return null;
  }
}
