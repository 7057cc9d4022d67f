import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '::1'];

/**
 * Why the Host of a request is refused, or null: a foreign name is a DNS name rebound to this
 * machine by a web site. The loopback names, the configured `names` and the address the
 * connection came in on are valid.
 */
export function foreignHostOf(request: IncomingMessage, names: readonly string[]): string | null {
  const header = request.headers.host ?? '';
  const name = hostnameOf(header);
  const local = request.socket.localAddress ?? '';
  const valid = [...LOOPBACK_HOSTS, ...names, local.replace(/^::ffff:/, '')].map(bracketed);
  if (name === null || !valid.includes(name)) {
    return `Host "${header}" is not this hub; use ${[...new Set(valid)].join(', ')}`;
  }
  return null;
}

/**
 * Why the Origin of a request that changes something or opens a stream is refused, or null:
 * a foreign one is another web site acting through the visitor's browser; programs send none.
 * Where the hub itself encrypts, a page that came without encryption may have been put there by
 * anybody on the way, and is no page of the hub.
 */
export function foreignOriginOf(request: IncomingMessage): string | null {
  const { origin, host } = request.headers;
  if (origin === undefined) return null;
  if (origin === `https://${host}`) return null;
  // A proxy before the hub may encrypt what comes to the hub plain, and the other way round not.
  if (origin === `http://${host}` && !(request.socket instanceof TLSSocket)) return null;
  return `Origin "${origin}" is not this hub's own page`;
}

/**
 * Why a request is refused that a browser says another site's page made, or null. Following a link
 * to the hub is fine; having its answers loaded into another page is not, whatever that page can
 * tell of them. Programs say nothing of it, nor do browsers to a hub on the network that does not encrypt.
 */
export function foreignSiteOf(request: IncomingMessage): string | null {
  const { 'sec-fetch-site': site = 'none', 'sec-fetch-mode': mode } = request.headers;
  if (site === 'none' || site === 'same-origin' || mode === 'navigate') return null;
  return `A page of another site asks for this (${site})`;
}

/** The name of a Host header without its port; null when it is not a plain host and port. */
function hostnameOf(header: string): string | null {
  const match = /^(?<name>\[[0-9a-f:.]+\]|[^:[\]/@]+)(?::\d{1,5})?$/i.exec(header);
  return match?.groups?.name?.toLowerCase() ?? null;
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address.toLowerCase()}]` : address.toLowerCase();
}
