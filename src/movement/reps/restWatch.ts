/** Within as much for as long, somebody rests: in split stance a knee never straightens. */
const REST_DEG = 4;
const REST_S = 0.4;

/** Tells how long a flexion has kept to one place. */
export class RestWatch {
  #lowDeg = 0;
  #highDeg = 0;
  #sinceUs = 0;

  /** Since when it has kept there, µs. */
  get sinceUs(): number {
    return this.#sinceUs;
  }

  step(flexionDeg: number, timeUs: number): void {
    this.#lowDeg = Math.min(this.#lowDeg, flexionDeg);
    this.#highDeg = Math.max(this.#highDeg, flexionDeg);
    if (this.#highDeg - this.#lowDeg <= REST_DEG) return;
    this.#lowDeg = flexionDeg;
    this.#highDeg = flexionDeg;
    this.#sinceUs = timeUs;
  }

  isResting(timeUs: number): boolean {
    return timeUs - this.#sinceUs >= REST_S * 1e6;
  }
}
