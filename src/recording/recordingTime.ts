/** The one border where time is a bigint: MCAP counts nanoseconds, everything else here µs. */

export function nanoseconds(timeUs: number): bigint {
  return BigInt(Math.round(timeUs)) * 1000n;
}

export function microseconds(ns: bigint): number {
  return Number(ns / 1000n);
}

/** Seconds from `startNs` to `endNs`. */
export function spanS(startNs: bigint, endNs: bigint): number {
  return microseconds(endNs - startNs) / 1e6;
}
