/**
 * The header that logs a query in: `user:password` on 1.x, the scheme of their own on the others.
 * In a header and never in the address, which servers and proxies log.
 */
export function authorizationFor(token: string, version: string): { authorization?: string } {
  if (token === '') return {};
  if (version.startsWith('1.')) {
    return { authorization: `Basic ${Buffer.from(token).toString('base64')}` };
  }
  return { authorization: `${version.startsWith('3.') ? 'Bearer' : 'Token'} ${token}` };
}
