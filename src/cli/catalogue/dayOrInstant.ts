import { InvalidArgumentError } from 'commander';
import { instant } from '../options.ts';

/** `2026-11-22`, in UTC as lists show days, or an instant with its zone; µs since the Unix epoch. */
export function dayOrInstant(text: string): number {
  if (/T/.test(text)) return instant(text);
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (ms >= 0 && new Date(ms).toISOString().startsWith(text)) return ms * 1000;
  throw new InvalidArgumentError('valid is a day such as 2026-11-22, or an instant with its zone.');
}
