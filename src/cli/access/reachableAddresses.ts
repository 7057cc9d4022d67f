import { networkInterfaces } from 'node:os';
import { isEveryAddress } from '../../hub/loopback.ts';

/** Addresses by which others may reach a hub that listens on `host`. */
export function reachableAddresses(host: string): string[] {
  if (!isEveryAddress(host)) return [host];
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}
