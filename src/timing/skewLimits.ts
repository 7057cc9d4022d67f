/** Largest skew of a clock with a crystal, ± ppm: above the ±40 of sensors and what a warm one adds. */
export const CRYSTAL_SKEW_PPM = 100;
/** Of a unit whose sampling rate is its only clock: at most 2 % off nominal, and room to settle there. */
export const SAMPLING_RATE_SKEW_PPM = 25_000;
