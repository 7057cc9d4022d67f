export type Drawer = (nowMs: number) => void;

/** 30 per second: half the raster work of a 60 Hz screen at the same latency to the eye. */
const FRAME_INTERVAL_MS = 1000 / 30;

/** A display's frame arrives up to this much early against a 30 Hz beat. */
const EARLY_MS = 4;

/** Runs all drawers together in animation frames, at most 30 times per second. */
export class DrawLoop {
  readonly #drawers = new Set<Drawer>();
  #request = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** Returns the function that removes `drawer`. */
  add(drawer: Drawer): () => void {
    this.#drawers.add(drawer);
    return () => this.#drawers.delete(drawer);
  }

  /** Draws in the next animation frame, for something that a hand waits for. */
  hurry(): void {
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }

  start(): void {
    this.#request = requestAnimationFrame((nowMs) => this.#tick(nowMs));
  }

  stop(): void {
    cancelAnimationFrame(this.#request);
  }

  #tick(nowMs: number): void {
    // The frame that a page hangs in has the instant of before; what it shows is of after.
    const late = performance.now() - this.#lastMs > 2 * FRAME_INTERVAL_MS;
    if (late || nowMs - this.#lastMs >= FRAME_INTERVAL_MS - EARLY_MS) {
      this.#lastMs = nowMs;
      for (const drawer of this.#drawers) drawer(nowMs);
    }
    this.#request = requestAnimationFrame((next) => this.#tick(next));
  }
}
