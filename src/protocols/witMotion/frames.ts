import { viewOf } from '../wireBytes.ts';

/** Of a whole frame, over the radio: there is no checksum there. */
export const FRAME_BYTES = 20;

/** First two bytes of a frame. */
const START = 0x55;
const KIND = { motion: 0x61, register: 0x71 } as const;

/** Specific force and angular rate after the header: a motion frame cut off behind them still counts. */
const LEAST_MOTION_BYTES = 14;

export interface MotionFrame {
  readonly kind: 'motion';
  /** Specific force x, y, z, then angular rate x, y, z, as counts. */
  readonly counts: Int16Array;
}

/** Answer to a read of eight registers. */
export interface RegisterFrame {
  readonly kind: 'register';
  /** The first of the eight. */
  readonly register: number;
  readonly values: Int16Array;
}

export type Frame = MotionFrame | RegisterFrame;

/** Whether a frame begins at `at`. */
export function startsFrame(bytes: Uint8Array, at: number): boolean {
  const kind = bytes[at + 1];
  return bytes[at] === START && (kind === KIND.motion || kind === KIND.register);
}

/** Whether a frame may begin in the last byte. */
export function maySplitStart(bytes: Uint8Array, at: number): boolean {
  return at === bytes.length - 1 && bytes[at] === START;
}

/** What bytes that start as a frame hold, 20 or fewer; null where too many were cut off. */
export function decodeFrame(bytes: Uint8Array): Frame | null {
  const view = viewOf(bytes);
  if (bytes[1] === KIND.motion) {
    return bytes.length >= LEAST_MOTION_BYTES
      ? { kind: 'motion', counts: int16s(view, 2, 6) }
      : null;
  }
  return bytes.length >= FRAME_BYTES
    ? { kind: 'register', register: view.getUint16(2, true), values: int16s(view, 4, 8) }
    : null;
}

function int16s(view: DataView, at: number, count: number): Int16Array {
  return Int16Array.from({ length: count }, (_, i) => view.getInt16(at + 2 * i, true));
}
