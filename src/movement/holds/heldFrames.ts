import type { BodyFrame } from '../../model/bodyFrame.ts';

const FORGOTTEN_AT_ONCE_US = 1e6;

/** The frames that a hold may still be measured on. */
export class HeldFrames {
  #frames: BodyFrame[] = [];

  get all(): readonly BodyFrame[] {
    return this.#frames;
  }

  add(frame: BodyFrame): void {
    this.#frames.push(frame);
  }

  clear(): void {
    this.#frames = [];
  }

  /** Forgets what is older, in blocks: shifting one frame each time would move all of them. */
  keepFrom(timeUs: number): void {
    const first = this.#frames[0];
    if (first === undefined || first.timeUs >= timeUs - FORGOTTEN_AT_ONCE_US) return;
    this.#frames = this.#frames.filter((frame) => frame.timeUs >= timeUs);
  }
}
