/*
 * These end in 9a34fb, not in the 9b34fb of the Bluetooth SIG: a 16-bit `ffe5` is another service.
 */
export const SERVICE = '0000ffe5-0000-1000-8000-00805f9a34fb';
/** Frames and register replies, notified. */
export const STREAM = '0000ffe4-0000-1000-8000-00805f9a34fb';
/** Commands, written. */
export const COMMAND = '0000ffe9-0000-1000-8000-00805f9a34fb';

/** The same three on older boards that also speak classic Bluetooth. */
export const DUAL_MODE_SERVICE = '49535343-fe7d-4ae5-8fa9-9fafd205e455';
export const DUAL_MODE_STREAM = '49535343-1e4d-4bd9-ba61-23c647249616';
export const DUAL_MODE_COMMAND = '49535343-8841-43f4-a8d4-ecbe34729bb3';
