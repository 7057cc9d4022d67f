import { ATT_NOTIFICATION } from './att.ts';

/** Whether an ATT message is a notification, the one kind nobody waits for. */
export function isNotification(message: Uint8Array): boolean {
  return message[0] === ATT_NOTIFICATION;
}
