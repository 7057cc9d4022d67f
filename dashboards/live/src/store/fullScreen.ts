import { signal } from '@preact/signals';

/** `none`: this browser has no full screen for pages, as on phones of one make. */
export type FullScreenState = 'none' | 'off' | 'on';

/** The page over the whole screen, and back. */
export class FullScreen {
  readonly state = signal<FullScreenState>(document.fullscreenEnabled ? 'off' : 'none');

  start(): void {
    document.addEventListener('fullscreenchange', this.#changed);
  }

  stop(): void {
    document.removeEventListener('fullscreenchange', this.#changed);
  }

  /** Only from a click or a key: browsers refuse it otherwise, and then nothing changes. */
  async toggle(): Promise<void> {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
    } catch {
      this.#changed();
    }
  }

  readonly #changed = (): void => {
    if (document.fullscreenEnabled) this.state.value = document.fullscreenElement ? 'on' : 'off';
  };
}
