const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/** What is drawn where all values are one. */
const MIDDLE = BARS[3];

/** Values as bars, the least the lowest and the largest the highest. */
export function sparkline(values: readonly number[]): string {
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  return values
    .map((value) =>
      range === 0 ? MIDDLE : BARS[Math.round(((value - low) / range) * (BARS.length - 1))],
    )
    .join('');
}
