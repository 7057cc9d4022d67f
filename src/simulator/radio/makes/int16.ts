export const LOWEST_COUNT = -32768;
export const HIGHEST_COUNT = 32767;

/** The nearest 16-bit count, held at the ends of the range as a converter does. */
export function int16Of(value: number): number {
  return Math.max(LOWEST_COUNT, Math.min(HIGHEST_COUNT, Math.round(value)));
}
