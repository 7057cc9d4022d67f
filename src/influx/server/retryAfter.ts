/** A server that asks for more is tried again after this. */
const LONGEST_MS = 600_000;

/**
 * How long the header Retry-After asks to wait, ms, at most 10 minutes; null without a header that
 * can be understood. It holds whole seconds or an HTTP date. `nowMs`: Unix time.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  // Date.parse finds a date in almost anything, also in -5.
  const untilMs = text.endsWith('GMT') ? Date.parse(text) : Number.NaN;
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : untilMs - nowMs;
  return Number.isNaN(waitMs) ? null : Math.min(LONGEST_MS, Math.max(0, waitMs));
}
