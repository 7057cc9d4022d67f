export const MINUS = '\u2212';
export const NO_VALUE = '\u2013';

/** Digits with a true minus sign; a value that rounds to zero has no sign. */
export function formatDecimals(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** The same to so many significant digits, without zeros at the end. */
export function formatSignificant(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits))).replace(/^-/, MINUS);
}

/** Digits for a headline: centimetres to a tenth while that fits three digits, degrees whole. */
export function formatValue(value: number, unit: 'cm' | 'deg'): string {
  return formatDecimals(value, unit === 'cm' && Math.abs(value) < 9.95 ? 1 : 0);
}

/** `5.2 cm`, `11°`. */
export function formatAmount(value: number, unit: 'cm' | 'deg'): string {
  return `${formatValue(value, unit)}${unit === 'cm' ? ' cm' : '°'}`;
}

/** Step in which values are shown. */
export const STEP: Readonly<Record<'cm' | 'deg', number>> = { cm: 0.1, deg: 1 };

/** `± 0.6 cm`, `± 3°`; empty where no error is stated. Never ± 0, which no measurement has. */
export function formatError(error: number, unit: 'cm' | 'deg'): string {
  if (Number.isNaN(error)) return '';
  return `± ${formatAmount(Math.max(error, STEP[unit]), unit)}`;
}

export function unitSymbol(unit: 'cm' | 'deg'): string {
  return unit === 'cm' ? 'cm' : '°';
}

/** A whole number with a true minus sign. */
export function formatWhole(value: number): string {
  return formatValue(value, 'deg');
}

/** `1:05` for 65 s, `1:02:03` from an hour on. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const behind = two(whole % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${behind}` : `${minutes}:${behind}`;
}

/** `1:05.20` for 65.2 s. */
export function formatHundredths(seconds: number): string {
  return fineClock(seconds, 2);
}

/** `1:05.2` for 65.2 s. */
export function formatTenths(seconds: number): string {
  return fineClock(seconds, 1);
}

function fineClock(seconds: number, decimals: number): string {
  const parts = 10 ** decimals;
  const whole = Math.max(0, Math.round(seconds * parts));
  const fraction = String(whole % parts).padStart(decimals, '0');
  return `${formatClock(Math.floor(whole / parts))}.${fraction}`;
}
