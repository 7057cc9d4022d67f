import type { BodyFrame } from '../../model/bodyFrame.ts';

/** A rep lasts up to 15 s, and may be told some seconds after its end. */
const KEPT_US = 25e6;

/** The latest frames of a recording that is read from its start. */
export class FrameWindow {
  #frames: BodyFrame[] = [];

  add(frame: BodyFrame): void {
    this.#frames.push(frame);
    // Cleared in blocks: shifting one frame each time would move the whole window.
    if (frame.timeUs - this.#frames[0].timeUs > 2 * KEPT_US) {
      this.#frames = this.#frames.filter(({ timeUs }) => timeUs >= frame.timeUs - KEPT_US);
    }
  }

  /** Those from `fromUs` to `toUs`, both included. */
  between(fromUs: number, toUs: number): readonly BodyFrame[] {
    return this.#frames.filter(({ timeUs }) => timeUs >= fromUs && timeUs <= toUs);
  }
}
