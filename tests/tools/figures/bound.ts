import { z } from 'zod';

/** What a figure is held to; the ends are good too. */
export const boundSchema = z.union([
  z.strictObject({ atMost: z.number() }),
  z.strictObject({ atLeast: z.number() }),
  z.strictObject({ within: z.tuple([z.number(), z.number()]) }),
  z.strictObject({ exactly: z.number() }),
]);

export type Bound = Readonly<z.infer<typeof boundSchema>>;

export function atMost(value: number): Bound {
  return { atMost: value };
}

export function atLeast(value: number): Bound {
  return { atLeast: value };
}

export function within(low: number, high: number): Bound {
  return { within: [low, high] };
}

export function exactly(value: number): Bound {
  return { exactly: value };
}

export function isMet(bound: Bound, value: number): boolean {
  if ('atMost' in bound) return value <= bound.atMost;
  if ('atLeast' in bound) return value >= bound.atLeast;
  if ('exactly' in bound) return value === bound.exactly;
  const [low, high] = bound.within;
  return value >= low && value <= high;
}

/** The bound in words, such as `≤ 150`. @param format of its numbers */
export function boundText(bound: Bound, format: (value: number) => string): string {
  if ('atMost' in bound) return `≤ ${format(bound.atMost)}`;
  if ('atLeast' in bound) return `≥ ${format(bound.atLeast)}`;
  if ('exactly' in bound) return `= ${format(bound.exactly)}`;
  const [low, high] = bound.within;
  return `${format(low)} to ${format(high)}`;
}
