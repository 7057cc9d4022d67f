/** A signal that aborts with another one, or when a time has passed; leaves nothing behind. */
export class Deadline {
  readonly #outer: AbortSignal;
  readonly #controller = new AbortController();
  readonly #follow = () => this.#controller.abort(this.#outer.reason);
  #timer: NodeJS.Timeout | null = null;
  #hasPassed = false;

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    // By hand, for what AbortSignal.any notes of a signal that lives for days piles up in Node 20.
    outer.addEventListener('abort', this.#follow, { once: true });
    if (outer.aborted) this.#follow();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** True when the time had passed before anything else aborted. */
  get hasPassed(): boolean {
    return this.#hasPassed;
  }

  /** Aborts in `ms` from now. */
  set(ms: number): void {
    this.clearTimer();
    this.#timer = setTimeout(() => {
      this.#hasPassed = !this.signal.aborted;
      this.#controller.abort(new Error('no answer in time'));
    }, ms);
  }

  /** Stops the time; `set` starts it anew. */
  clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** To be called at the end. */
  dispose(): void {
    this.clearTimer();
    this.#outer.removeEventListener('abort', this.#follow);
  }
}
