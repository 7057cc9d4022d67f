import { viewOf } from '../wireBytes.ts';
import { WireError } from '../wireError.ts';

/** First byte of a notification. */
const TYPE = { reply: 1, data: 2, continuation: 3 } as const;

const HEADER_BYTES = 2;
const STATUS_BYTES = 2;

/** A reply with this status did what was asked; the others mean what they mean in HTTP. */
export const STATUS_OK = 200;

/** What the sensor notifies; `reference` is that of the request. */
export type Notification =
  | {
      readonly kind: 'reply';
      readonly reference: number;
      readonly status: number;
      readonly data: Uint8Array;
    }
  /** A data message, or as much of it as one notification holds. */
  | { readonly kind: 'data'; readonly reference: number; readonly data: Uint8Array }
  /** The rest of the data message before it. */
  | { readonly kind: 'continuation'; readonly reference: number; readonly data: Uint8Array };

/** @throws WireError when the bytes are cut short or of another type. */
export function decodeNotification(bytes: Uint8Array): Notification {
  const [type, reference] = bytes;
  if (type === undefined || reference === undefined) {
    throw new WireError('notification.length', `at least ${HEADER_BYTES} bytes`, bytes.length);
  }
  const data = bytes.subarray(HEADER_BYTES);
  switch (type) {
    case TYPE.reply:
      return {
        kind: 'reply',
        reference,
        status: statusOf(data),
        data: data.subarray(STATUS_BYTES),
      };
    case TYPE.data:
      return { kind: 'data', reference, data };
    case TYPE.continuation:
      return { kind: 'continuation', reference, data };
    default: {
      const valid = '1 (reply), 2 (data) or 3 (continuation)';
      throw new WireError('notification.type', valid, type);
    }
  }
}

function statusOf(data: Uint8Array): number {
  if (data.length < STATUS_BYTES) {
    throw new WireError(
      'reply.length',
      `at least ${HEADER_BYTES + STATUS_BYTES} bytes`,
      data.length + HEADER_BYTES,
    );
  }
  return viewOf(data).getUint16(0, true);
}
