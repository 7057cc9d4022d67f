const WINDOW_US = 1_000_000;

/** Samples per second over the last second, from the arrivals of their packets. */
export class SampleRate {
  #arrivals: { readonly atUs: number; readonly count: number }[] = [];

  add(count: number, atUs: number): void {
    this.#arrivals.push({ atUs, count });
    this.#forget(atUs);
  }

  at(nowUs: number): number {
    this.#forget(nowUs);
    return this.#arrivals.reduce((sum, arrival) => sum + arrival.count, 0);
  }

  #forget(nowUs: number): void {
    const oldest = nowUs - WINDOW_US;
    const firstKept = this.#arrivals.findIndex((arrival) => arrival.atUs > oldest);
    if (firstKept === -1) this.#arrivals = [];
    else if (firstKept > 0) this.#arrivals.splice(0, firstKept);
  }
}
