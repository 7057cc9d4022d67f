/** What stands where a value cannot be stated. */
export const NOT_STATED = '–';

/** Half the 95 % interval of a normal error is this many standard deviations. */
export const TWO_SIDED_95 = 1.96;

/** `−3.1`: with a true minus sign, and never a minus before nothing. */
export function figure(value: number | null, digits = 1): string {
  if (value === null || !Number.isFinite(value)) return NOT_STATED;
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The same with its sign always told: of differences. */
export function signed(value: number | null, digits = 1): string {
  const text = figure(value, digits);
  return value !== null && value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** `4.1 ± 1.2`; the ± is half the 95 % interval, and stays with its figure where a line breaks. */
export function withError(value: number | null, sd: number | null, digits = 1): string {
  const text = figure(value, digits);
  return value === null || sd === null || !Number.isFinite(sd)
    ? text
    : `${text} ±\u00a0${figure(TWO_SIDED_95 * sd, digits)}`;
}

/** `°` stands at its number, `cm` a space from it. */
export function unitText(unit: string): string {
  if (unit === 'deg') return '°';
  return unit === '' || unit.startsWith('°') ? unit : ` ${unit}`;
}

/** In a table's head. */
export function unitName(unit: string): string {
  return unit === 'deg' ? '°' : unit;
}

/** What is not quite nothing and not quite all does not read as if it were. */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  if (share < 1 && share > 0.999) return '> 99.9 %';
  return `${(100 * share).toFixed(share === 0 || share === 1 ? 0 : 1)} %`;
}

/** `1:23.4`: minutes and seconds from the start. */
export function clock(seconds: number): string {
  const tenths = Math.round(Math.abs(seconds) * 10);
  const minutes = Math.floor(tenths / 600);
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  return `${seconds < 0 && tenths > 0 ? '−' : ''}${minutes}:${rest}`;
}

/** `1:23`: whole seconds that have passed, for a length. */
export function wholeSeconds(seconds: number): string {
  return clock(Math.floor(seconds)).slice(0, -'.0'.length);
}

export function count(n: number, noun: string, nouns = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : nouns}`;
}

/** `22 November 2026, 19:03 UTC`; in words where a file holds no time that a calendar has. */
export function dateText(timeUs: number): string {
  const date = new Date(timeUs / 1000);
  if (!Number.isFinite(date.getTime())) return 'time not known';
  const time = date.toISOString().slice(11, 16);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${time} UTC`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
