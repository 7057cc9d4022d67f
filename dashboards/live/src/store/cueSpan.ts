/** Longest that the rules let a cue last, and a margin for the way ([movement] §3.3). */
export const CUE_SPAN_MS = 1500 + 300;

export interface CueMoment {
  /** When this page heard of it, on its monotonic clock, ms. */
  readonly heardMs: number;
  /** Instant of the frame that fired it, µs. */
  readonly timeUs: number;
}

/**
 * Whether a cue has been shown for its longest, so that one whose end was missed does not stay.
 * A replay goes by its frames, for it may be slow or stand still.
 */
export function cueIsOver(
  cue: CueMoment,
  now: { readonly live: boolean; readonly ms: number; readonly newestFrameUs: number },
): boolean {
  if (now.live) return now.ms - cue.heardMs > CUE_SPAN_MS;
  return now.newestFrameUs - cue.timeUs > CUE_SPAN_MS * 1000;
}
