/** Gain per sample of a first-order low-pass with time constant `tauS`, sampled every `periodS`. */
export function gainOfTau(tauS: number, periodS: number): number {
  return 1 - Math.exp(-periodS / tauS);
}
