const TAU_S = 3;

/** Running standard deviation of a signal while the person stands quietly. */
export class NoiseMeter {
  readonly #gain: number;
  #mean: number | null = null;
  #variance = 0;

  constructor(rateHz: number) {
    this.#gain = 1 / (TAU_S * rateHz);
  }

  step(value: number): void {
    if (this.#mean === null) {
      this.#mean = value;
      return;
    }
    const off = value - this.#mean;
    this.#mean += this.#gain * off;
    this.#variance += this.#gain * (off * off - this.#variance);
  }

  get sigma(): number {
    return Math.sqrt(this.#variance);
  }
}
