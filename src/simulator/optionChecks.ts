import { PLACEMENTS, type Placement } from '../model/placement.ts';

/** Each throws a RangeError that names the option, its value and what is allowed. */

export function requireWithin(
  name: string,
  value: number,
  low: number,
  high: number,
  unit: string,
): void {
  if (value >= low && value <= high) return;
  throw new RangeError(`${name} is ${value}; allowed are ${low} to ${high} ${unit}`);
}

export function requireInteger(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(`${name} is ${value}; allowed are whole numbers from ${low} to ${high}`);
}

export function requireList(
  name: string,
  values: readonly number[],
  low: number,
  high: number,
): void {
  if (values.length === 0) {
    throw new RangeError(`${name} is an empty list; it needs at least one angle in degrees`);
  }
  for (const [i, value] of values.entries()) {
    requireWithin(`${name}[${i}]`, value, low, high, 'degrees');
  }
}

export function requireOneOf(name: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  throw new RangeError(`${name} is '${value}'; allowed are ${allowed.join(', ')}`);
}

export function requirePlacements(placements: readonly Placement[]): void {
  const allowed: readonly string[] = PLACEMENTS;
  for (const placement of placements) requireOneOf('placements', placement, allowed);
  const twice = placements.find((placement, i) => placements.indexOf(placement) !== i);
  if (twice) throw new RangeError(`placements names ${twice} twice; one sensor per place`);
}
