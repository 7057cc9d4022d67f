const MOST_US = 300_000_000;
/** Of work without a failure, after which it counts as mended. */
const CALM_US = 60_000_000;

/**
 * Says when a stage that does nothing but fail is to be begun anew: after longer and longer, so that
 * what cannot be mended costs little.
 */
export class FailingStage {
  readonly #firstUs: number;
  #waitUs: number;
  #failingSinceUs: number | null = null;
  #workingSinceUs: number | null = null;

  /** @param firstUs of failing without a success, before it is begun anew for the first time */
  constructor(firstUs: number) {
    this.#firstUs = firstUs;
    this.#waitUs = firstUs;
  }

  worked(nowUs: number): void {
    this.#failingSinceUs = null;
    this.#workingSinceUs ??= nowUs;
    if (nowUs - this.#workingSinceUs >= CALM_US) this.#waitUs = this.#firstUs;
  }

  /** @returns whether it is to be begun anew now */
  failed(nowUs: number): boolean {
    this.#workingSinceUs = null;
    this.#failingSinceUs ??= nowUs;
    if (nowUs - this.#failingSinceUs < this.#waitUs) return false;
    this.#failingSinceUs = nowUs;
    this.#waitUs = Math.min(2 * this.#waitUs, MOST_US);
    return true;
  }
}
