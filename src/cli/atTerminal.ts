import { isatty } from 'node:tty';

/** Elsewhere nohup leaves the input at the terminal. */
const TAKEN_BY_NOHUP = process.platform === 'linux' ? [0, 1, 2] : [1, 2];

/**
 * Whether this process hangs on a terminal, so that SIGHUP says that it is closed. Under nohup it does
 * not, and nothing else tells that: Node undoes at its start that SIGHUP is to be passed over.
 */
export function isAtTerminal(): boolean {
  return TAKEN_BY_NOHUP.some((stream) => isatty(stream));
}
