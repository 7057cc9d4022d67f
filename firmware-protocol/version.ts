/** The protocol version this codec speaks; a change of layout raises it. */
export const PROTOCOL_VERSION = 1;

/** The longest attribute value Bluetooth allows, hence the longest message. */
export const MAX_MESSAGE_BYTES = 512;

/** Bytes of a notification that are not payload: opcode and attribute handle. */
export const NOTIFICATION_OVERHEAD_BYTES = 3;

export const MIN_RATE_HZ = 60;
export const MAX_RATE_HZ = 400;
