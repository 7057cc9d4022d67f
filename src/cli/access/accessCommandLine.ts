import { EVERY_ADDRESS } from '../../hub/loopback.ts';

export interface RunningHub {
  /** Absolute. */
  readonly recordings: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

/** What shows the links of a hub that runs, as it would be typed anywhere on this machine. */
export function accessCommandLine({ recordings, host, port, tls }: RunningHub): string {
  const words = ['plumbline access --recordings', quoted(recordings)];
  if (host !== EVERY_ADDRESS) words.push(`--host ${host}`);
  words.push(`--port ${port}`);
  if (tls) words.push('--tls');
  return words.join(' ');
}

/** As a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
