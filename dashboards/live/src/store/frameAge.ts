import type { BodyFrame } from '../../../../src/model/bodyFrame.ts';

/**
 * When the newest frame on this page was current, on this page's monotonic clock.
 * Live frames carry their arrival on the hub's clock, so a batch that travelled long counts
 * as old; the frames of a replay are old by nature and count from their receipt.
 */
export class FrameAge {
  #currentAtMs: number | null = null;
  #heartbeatAtMs: number | null = null;
  /** Local wall clock minus hub clock, microseconds; null before the first heartbeat. */
  #offsetUs: number | null = null;

  heard(nowMs: number, offsetUs: number | null): void {
    this.#heartbeatAtMs = nowMs;
    this.#offsetUs = offsetUs;
  }

  /** `wallMinusMonotonicMs` turns this page's wall clock into its monotonic one. */
  received(newest: BodyFrame, live: boolean, nowMs: number, wallMinusMonotonicMs: number): void {
    this.#currentAtMs = nowMs;
    if (live) this.#currentAtMs -= this.ageMs(newest.arrivalUs, nowMs, wallMinusMonotonicMs);
  }

  /** How long ago it was `hubTimeUs` on the hub's clock, at least 0; 0 while that clock is unknown. */
  ageMs(hubTimeUs: number, nowMs: number, wallMinusMonotonicMs: number): number {
    if (this.#offsetUs === null) return 0;
    const localWallMs = (hubTimeUs + this.#offsetUs) / 1000;
    return Math.max(0, nowMs - (localWallMs - wallMinusMonotonicMs));
  }

  frameAgeMs(nowMs: number): number | null {
    return this.#currentAtMs === null ? null : nowMs - this.#currentAtMs;
  }

  heartbeatAgeMs(nowMs: number): number | null {
    return this.#heartbeatAtMs === null ? null : nowMs - this.#heartbeatAtMs;
  }

  forgetFrames(): void {
    this.#currentAtMs = null;
  }
}
