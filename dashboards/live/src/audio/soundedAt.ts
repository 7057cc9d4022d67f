/** What the audio clock and the page's clock say of each other. */
export interface AudioClock {
  /** `AudioContext.currentTime`, s: the next block to be computed. */
  readonly currentS: number;
  /** `performance.now()` at the same moment, ms. */
  readonly nowMs: number;
  /** `AudioContext.outputLatency`, s; NaN or 0 where the browser does not tell. */
  readonly outputLatencyS: number;
  /** `AudioContext.getOutputTimestamp()`: what leaves the loudspeaker, and when. */
  readonly stamp: { readonly contextTime?: number; readonly performanceTime?: number };
}

/**
 * When what is scheduled at `onsetS` of the audio clock leaves the loudspeaker, on the page's
 * monotonic clock, ms. The stamp tells it with the latency of the output in it; without one the
 * latency is added to the block that is computed next.
 */
export function soundedAtMs(onsetS: number, clock: AudioClock): number {
  const { contextTime = 0, performanceTime = 0 } = clock.stamp;
  if (contextTime > 0 && performanceTime > 0) {
    return performanceTime + (onsetS - contextTime) * 1000;
  }
  const latencyS = Number.isFinite(clock.outputLatencyS) ? clock.outputLatencyS : 0;
  return clock.nowMs + (onsetS - clock.currentS + latencyS) * 1000;
}
