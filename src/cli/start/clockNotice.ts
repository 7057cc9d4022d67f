/** Before this was written: a computer without a battery begins at 1970, and has no network to ask. */
const EARLIEST_MS = Date.UTC(2025, 0, 1);

/** What is to be said of the computer's clock before it names recordings; null where it may be right. */
export function clockNotice(nowMs: number): string | null {
  if (nowMs >= EARLIEST_MS) return null;
  const day = new Date(nowMs).toISOString().slice(0, 10);
  return `The computer's clock stands at ${day}: recordings are named and listed by it, so set it before the next session`;
}
