import { decodeFrame, FRAME_BYTES, type Frame, maySplitStart, startsFrame } from './frames.ts';

const NOTHING = new Uint8Array(0);

/**
 * The frames in a stream of bytes. Notifications may hold several, or the end of one and the beginning
 * of the next; or each is cut off because the link's MTU is too small for a frame. The bytes carry no
 * length, index or checksum: a frame of which a part was lost is told only by what follows it.
 */
export class FrameStream {
  /** A frame of which the end has not come, shorter than one. */
  #begun: Uint8Array = NOTHING;
  #skippedBytes = 0;

  /** Bytes that wait for the rest of their frame. */
  get begunBytes(): number {
    return this.#begun.length;
  }

  /** Bytes so far that belong to no frame that could be read. */
  get skippedBytes(): number {
    return this.#skippedBytes;
  }

  /** The frames that these bytes complete, oldest first. */
  push(notification: Uint8Array): Frame[] {
    if (notification.length === 0) return [];
    if (wasCutOff(this.#begun, notification)) {
      const frame = this.#end(this.#begun);
      const frames = this.#read(notification, 0);
      return frame === null ? frames : [frame, ...frames];
    }
    const bytes = new Uint8Array(this.#begun.length + notification.length);
    bytes.set(this.#begun);
    bytes.set(notification, this.#begun.length);
    return this.#read(bytes, this.#begun.length);
  }

  /** @param joinedBytes bytes at the beginning that an earlier notification brought */
  #read(bytes: Uint8Array, joinedBytes: number): Frame[] {
    const frames: Frame[] = [];
    let at = 0;
    let isSure = joinedBytes === 0;
    while (at < bytes.length) {
      const end = at + FRAME_BYTES;
      if (!startsFrame(bytes, at)) {
        if (maySplitStart(bytes, at)) break;
        this.#skippedBytes++;
        at++;
        isSure = false;
      } else if (end > bytes.length) {
        break;
      } else if (isSure || isFollowed(bytes, end)) {
        const frame = decodeFrame(bytes.subarray(at, end));
        if (frame !== null) frames.push(frame);
        at = end;
        isSure = true;
      } else {
        // Its first bytes were in the middle of a frame, or its last ones are of another.
        this.#skippedBytes++;
        at++;
        isSure = false;
      }
    }
    this.#begun = bytes.slice(at);
    return frames;
  }

  #end(cutOff: Uint8Array): Frame | null {
    const frame = startsFrame(cutOff, 0) ? decodeFrame(cutOff) : null;
    if (frame === null) this.#skippedBytes += cutOff.length;
    return frame;
  }
}

/**
 * Whether `begun` never gets its end: the next notification begins a frame of its own. The end of a
 * frame can look like a beginning by chance; then a frame begins where that end must be.
 */
function wasCutOff(begun: Uint8Array, next: Uint8Array): boolean {
  if (begun.length === 0 || !startsFrame(next, 0)) return false;
  return !startsFrame(next, FRAME_BYTES - begun.length);
}

/** Whether a frame begins at `at`, as far as the bytes tell. */
function isFollowed(bytes: Uint8Array, at: number): boolean {
  return at === bytes.length || startsFrame(bytes, at) || maySplitStart(bytes, at);
}
