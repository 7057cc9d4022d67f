import { type DestinationStream, pino } from 'pino';

const STDERR = 2;

/**
 * Where a hub's log goes: written at once, for the last line of a hub that fails is the one that counts.
 * A log that cannot be written, to a full disk or to a reader that went, ends no hub.
 */
export function logDestination(to: number | string = STDERR): DestinationStream {
  const destination = pino.destination({ dest: to, sync: true });
  destination.on('error', () => {});
  return destination;
}
