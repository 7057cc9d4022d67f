import type { SensorNotFoundError, SurveyedSensor } from '../../sensors/ble/index.ts';
import { plainText } from '../info/plainText.ts';

/** That a sensor was not found, which were, and what to check. */
export function notFoundText({ message, found }: SensorNotFoundError): string {
  const serials = found.flatMap(({ identity }) => (identity === null ? [] : [identity.serial]));
  const unread = found.filter(({ identity }) => identity === null);
  const parts = [`${message}; found were: ${serials.toSorted().join(', ') || 'none'}`];
  if (unread.length > 0) parts.push(`not readable: ${unread.map(unreadText).join(' ')}`);
  if (found.length === 0) {
    parts.push('is it switched on, in range, and not linked by another hub or phone?');
  }
  return plainText(parts.join('; '));
}

function unreadText({ name, address, problem }: SurveyedSensor): string {
  return `${name || address}: ${problem ?? 'It was not asked yet.'}`;
}
