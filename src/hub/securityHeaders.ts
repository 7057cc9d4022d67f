/** Of an answer that shows nothing: no page may be made of it, whatever stands in it. */
export const REFUSAL_HEADERS = Object.freeze({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
});

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
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), bluetooth=()',
    'cross-origin-resource-policy': 'same-origin',
  };
}
