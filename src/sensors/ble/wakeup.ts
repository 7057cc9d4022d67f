/** Lets a loop sleep until something has happened; a wake-up before the sleep is not lost. */
export class Wakeup {
  #woken = false;
  #resolve: (() => void) | undefined;

  wake(): void {
    this.#woken = true;
    this.#resolve?.();
  }

  /** @returns false when the time ran out */
  async sleep(maxMs?: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    if (!this.#woken) {
      await new Promise<void>((resolve) => {
        this.#resolve = resolve;
        if (maxMs !== undefined) timer = setTimeout(resolve, maxMs);
      });
    }
    clearTimeout(timer);
    this.#resolve = undefined;
    const woken = this.#woken;
    this.#woken = false;
    return woken;
  }
}
