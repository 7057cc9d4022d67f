import { signal } from '@preact/signals';

/** `unable`: the browser cannot keep the screen on, or will not, as on a page without encryption. */
export type WakeLockState = 'idle' | 'awake' | 'unable';

/**
 * Keeps the screen on while that is wanted and the page is in sight. The system takes it back
 * whenever the page is hidden, so it is asked for again at each return.
 */
export class WakeLock {
  readonly state = signal<WakeLockState>('idle');
  #wanted = false;
  #lock: WakeLockSentinel | null = null;
  #asking = false;

  start(): void {
    document.addEventListener('visibilitychange', this.#look);
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#look);
    this.want(false);
  }

  want(wanted: boolean): void {
    this.#wanted = wanted;
    this.#look();
  }

  readonly #look = (): void => {
    if (this.#wanted) void this.#ask();
    else this.#giveBack();
  };

  async #ask(): Promise<void> {
    if (this.#lock || this.#asking || document.visibilityState !== 'visible') return;
    // Absent on plain http from another computer, whatever the types say.
    if (!('wakeLock' in navigator)) {
      this.state.value = 'unable';
      return;
    }
    this.#asking = true;
    try {
      const lock = await navigator.wakeLock.request('screen');
      this.#lock = lock;
      this.state.value = 'awake';
      lock.addEventListener('release', () => this.#released(lock));
      if (!this.#wanted) this.#giveBack();
    } catch {
      this.state.value = 'unable';
    } finally {
      this.#asking = false;
    }
  }

  #giveBack(): void {
    const lock = this.#lock;
    this.#lock = null;
    this.state.value = 'idle';
    if (lock) void lock.release();
  }

  #released(lock: WakeLockSentinel): void {
    if (this.#lock !== lock) return;
    this.#lock = null;
    this.state.value = 'idle';
  }
}
