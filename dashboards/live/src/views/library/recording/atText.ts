import { formatTenths, MINUS } from '../../../store/formatValue.ts';

/** `1:05.5` from the start of the recording; `−0:01.0` lies before it. */
export function atText(timeUs: number, startedUs: number): string {
  const tenths = Math.round((timeUs - startedUs) / 1e5);
  return `${tenths < 0 ? MINUS : ''}${formatTenths(Math.abs(tenths) / 10)}`;
}

/** Seconds of `1:02:03`, `1:05.5`, `65.5` and `65,5`; null of anything else. */
export function secondsIn(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,4}):)?(\d{1,5}(?:\.\d+)?)$/.exec(plain);
  if (match === null) return null;
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  if (hours === undefined || minutes === undefined || seconds === undefined) return null;
  const isOver =
    (match[1] !== undefined && minutes >= 60) || (match[2] !== undefined && seconds >= 60);
  return isOver ? null : (hours * 60 + minutes) * 60 + seconds;
}
