/**
 * Headers of every response. Scripts, styles and connections come from the hub alone, so text
 * that slips through unescaped still cannot run or send anything away.
 *
 * @param host - the request's Host header, already checked: named for browsers in which
 *   'self' does not cover WebSockets.
 */
export function securityHeaders(host: string): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'self'",
      `connect-src 'self' ws://${host} wss://${host}`,
      "img-src 'self' data:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  };
}
