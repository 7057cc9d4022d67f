/** The address only programs on this machine can reach. */
export const LOOPBACK = '127.0.0.1';

/** The one that stands for all of this machine's addresses. */
export const EVERY_ADDRESS = '0.0.0.0';

/** Whether `host` stands for all of this machine's addresses, of IPv4 or of both kinds. */
export function isEveryAddress(host: string): boolean {
  return host === EVERY_ADDRESS || host === '::';
}

/** Whether only programs on this machine can reach `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
