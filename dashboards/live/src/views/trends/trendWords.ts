import type { TrendPointAnswer } from '../../../../../src/stream/answers/trends.ts';
import { formatDecimals, NO_VALUE } from '../../store/formatValue.ts';

/** `°`, ` cm`: as it stands behind a number. */
export function unitBehind(unit: string): string {
  if (unit === 'deg') return '°';
  if (unit === 'deg²') return ' deg²';
  return ` ${unit}`;
}

/** `°`, `cm`: as it stands alone. */
export function unitAlone(unit: string): string {
  return unit === 'deg' ? 'degrees' : unit;
}

/** To a tenth, below one to a hundredth, as the command line has it; a rounded zero has no sign. */
export function amount(value: number): string {
  return formatDecimals(value, Math.abs(value) < 1 ? 2 : 1);
}

/** `+1.4`, `−0.46`. */
export function signed(value: number): string {
  const text = amount(value);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

export function spread(sd: number | null): string {
  return sd === null ? NO_VALUE : amount(sd);
}

/** Where a session lies beside the band of the first; empty where nothing can be said. */
export function bandWord({ isOutside }: TrendPointAnswer): string {
  if (isOutside === null) return '';
  return isOutside ? 'outside' : 'within';
}
