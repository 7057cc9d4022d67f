import type { SensorNotFoundError, SurveyedSensor } from '../../sensors/ble/index.ts';
import { plainText } from '../info/plainText.ts';

/** That a sensor was not found, which were, and what to check. */
export function notFoundText({ message, found }: SensorNotFoundError): string {
  const read = found.flatMap(({ identity }) => (identity === null ? [] : [identity.serial]));
  const unread = found.filter(({ identity }) => identity === null);
  const faulty = unread.filter(({ problem }) => problem !== null);
  const waiting = unread.filter(({ problem }) => problem === null);
  const parts = [`${message}; found were: ${read.toSorted().join(', ') || 'none'}`];
  if (faulty.length > 0) parts.push(`not readable: ${faulty.map(problemText).join(', ')}`);
  if (waiting.length > 0) {
    parts.push(`not asked in time: ${waiting.map(nameOf).join(', ')}; a longer --timeout may help`);
  }
  if (found.length === 0) {
    parts.push('is it switched on, in range, and not linked by another hub or phone?');
  }
  return plainText(parts.join('; '));
}

function problemText(sensor: SurveyedSensor): string {
  return `${nameOf(sensor)} (${sensor.problem?.replace(/\.$/, '')})`;
}

function nameOf({ name, address }: SurveyedSensor): string {
  return name || address;
}
