import { renderUnicodeCompact } from 'uqr';
import type { AccessTokens } from '../../hub/access/accessTokens.ts';
import { isEveryAddress } from '../../hub/loopback.ts';
import { ROLES, type Role } from '../../model/role.ts';
import { reachableAddresses } from './reachableAddresses.ts';

/** Modules of white around a QR code; fewer, and phones find it badly in a dark terminal. */
const QUIET_MODULES = 2;

const LOOPBACK = '127.0.0.1';
const ALONE =
  'This machine has no address on a network: for others join one, then start the hub again.';

const MAY: Readonly<Record<Role, string>> = {
  operator: 'may do everything',
  viewer: 'sees the live screen and changes nothing',
};

export interface AccessLinksOptions {
  readonly scheme: 'http' | 'https';
  /** Listened on; all of this machine's stand for each of them. */
  readonly host: string;
  readonly port: number;
  readonly tokens: AccessTokens;
}

/**
 * The link that brings somebody in. The token stands behind `#`, which a browser sends nowhere: no
 * log and no Referer has it.
 */
export function accessLink(address: string, role: Role, options: AccessLinksOptions): string {
  const { scheme, port, tokens } = options;
  return `${scheme}://${address}:${port}/#token=${tokens[role]}`;
}

/** Both links for every address, in lines. */
export function accessLines(options: AccessLinksOptions): string[] {
  const addresses = reachableAddresses(options.host).map(inUrl);
  const links = ROLES.toReversed().flatMap((role) => [
    `${role}: ${MAY[role]}`,
    ...addresses.map((address) => `  ${accessLink(address, role, options)}`),
    ...(isEveryAddress(options.host)
      ? [`  ${accessLink(LOOPBACK, role, options)}   (on this computer)`]
      : []),
  ]);
  return addresses.length === 0 ? [ALONE, ...links] : links;
}

/** The operator's link as a QR code for a phone, and a line that says so; nothing without an address. */
export function accessQrLines(options: AccessLinksOptions): string[] {
  const [address] = reachableAddresses(options.host);
  if (address === undefined) return [];
  const link = accessLink(inUrl(address), 'operator', options);
  const code = renderUnicodeCompact(link, { border: QUIET_MODULES });
  return [code, "The operator's link, for the camera of a phone in the same network."];
}

function inUrl(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
