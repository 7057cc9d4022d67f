/** A crystal and a host's clock differ by less, and a burst delays a packet by less than so many s. */
export const RATE_SLACK = 1.05;
const ARRIVAL_SLACK_S = 10;

/** Samples that a sensor can have taken in a pause of its packets, at most: an index beyond is damaged. */
export function mostMissing(rateHz: number, pauseS: number): number {
  return RATE_SLACK * (pauseS + ARRIVAL_SLACK_S) * rateHz;
}
