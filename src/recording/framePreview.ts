import type { BodyFrame } from '../model/bodyFrame.ts';
import { frameAt } from './frameAt.ts';
import type { Playable } from './playable.ts';

export interface FramePreviewOptions {
  readonly playable: Playable;
  /** Called with the frame of a position; null where the recording has none. */
  readonly show: (frame: BodyFrame | null, positionS: number) => void;
  /** Called when the frame cannot be read. */
  readonly fail: (error: unknown) => void;
}

/**
 * Finds the frames of positions that somebody drags through. Reading one takes longer than a hand needs to
 * move on, so of several that are wanted at a time the newest is shown.
 */
export class FramePreview {
  readonly #options: FramePreviewOptions;
  /** Whose frame is to be shown next, seconds from the start. */
  #wantedS: number | null = null;
  #showing: Promise<void> | null = null;
  /** Aborted when the frame that is being read is no longer wanted. */
  #reading = new AbortController();
  #isShown = false;

  constructor(options: FramePreviewOptions) {
    this.#options = options;
  }

  /** Whether what is on the screens is not of the position where playback stands. */
  get isShown(): boolean {
    return this.#isShown;
  }

  want(positionS: number): void {
    this.#wantedS = positionS;
    this.#showing ??= this.#showWanted().finally(() => {
      this.#showing = null;
    });
  }

  /** No further frame is wanted; the one that is shown stays. */
  end(): void {
    this.#wantedS = null;
    this.#reading.abort();
  }

  /** Playback shows something else from now on. */
  overrule(): void {
    this.#reading.abort();
    this.#isShown = false;
  }

  /** Resolves when nothing more will be shown. */
  async stop(): Promise<void> {
    this.end();
    await this.#showing;
  }

  async #showWanted(): Promise<void> {
    const { playable, show, fail } = this.#options;
    try {
      while (this.#wantedS !== null) {
        const positionS = this.#wantedS;
        this.#wantedS = null;
        this.#reading = new AbortController();
        const { signal } = this.#reading;
        const logUs = playable.startUs + Math.round(positionS * 1e6);
        const frame = await frameAt(playable, logUs, signal);
        if (signal.aborted) continue;
        this.#isShown = true;
        show(frame, positionS);
      }
    } catch (error) {
      fail(error);
    }
  }
}
