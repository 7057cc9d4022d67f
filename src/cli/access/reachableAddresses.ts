import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { EVERY_ADDRESS, isEveryAddress } from '../../hub/loopback.ts';

/**
 * Addresses by which others may reach a hub that listens on `host`, those of IPv4 first: they are
 * shorter to type.
 */
export function reachableAddresses(host: string, interfaces = networkInterfaces()): string[] {
  if (!isEveryAddress(host)) return [host];
  const outer = Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ internal }) => !internal);
  const addresses = (wanted: (each: NetworkInterfaceInfo) => boolean): string[] =>
    outer.filter(wanted).map(({ address }) => address);
  const ofIPv4 = addresses(({ family }) => family === 'IPv4');
  return host === EVERY_ADDRESS ? ofIPv4 : [...ofIPv4, ...addresses(isRoutedIPv6)];
}

/** A link-local one needs the name of the interface behind it, which no browser takes. */
function isRoutedIPv6({ family, address }: NetworkInterfaceInfo): boolean {
  return family === 'IPv6' && !/^fe[89ab]/i.test(address);
}
