import { formatClock, NO_VALUE } from './formatValue.ts';

const KB = 1024;

/** `0.4 MB`, `12 GB`: three digits at most. */
export function sizeText(bytes: number | null): string {
  if (bytes === null) return NO_VALUE;
  const [value, unit] = bytes < KB ** 3 ? [bytes / KB ** 2, 'MB'] : [bytes / KB ** 3, 'GB'];
  return `${value.toFixed(value < 9.95 ? 1 : 0)} ${unit}`;
}

/** `35 min`, `12 h`, `more than 99 h`: how long there is room for. */
export function roomText(minutes: number | null): string {
  if (minutes === null) return NO_VALUE;
  if (minutes < 120) return `${Math.floor(minutes)} min`;
  const hours = Math.floor(minutes / 60);
  return hours > 99 ? 'over 99 h' : `${hours} h`;
}

/** `0:07`, `1:02:03`. */
export function elapsedText(seconds: number | null): string {
  return seconds === null ? NO_VALUE : formatClock(seconds);
}
