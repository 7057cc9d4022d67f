/** As much must a value turn back to be a turn: of degrees, and of metres by 0.4 cm for a degree. */
const PROMINENCE_DEG = 2;
const PROMINENCE_M = 0.008;
/** With less of the way stated a low count would look like a steady knee. */
const LEAST_STATED = 0.5;

/**
 * How often a value turns back on the way down by 2° (0.8 cm) or more.
 * @param values without noise; NaN where it cannot be stated
 * @returns null where less than half of them is stated
 */
export function wobbleOf(values: Float64Array, unit: 'deg' | 'm'): number | null {
  const stated = values.filter(Number.isFinite);
  if (stated.length === 0 || stated.length < LEAST_STATED * values.length) return null;
  const prominence = unit === 'deg' ? PROMINENCE_DEG : PROMINENCE_M;
  let low = stated[0];
  let high = stated[0];
  let heading: 'up' | 'down' | null = null;
  let turns = 0;
  for (const value of stated) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    const isUp: boolean = heading !== 'up' && value - low >= prominence;
    const isDown: boolean = heading !== 'down' && high - value >= prominence;
    if (!isUp && !isDown) continue;
    if (heading !== null) turns++;
    heading = isUp ? 'up' : 'down';
    low = value;
    high = value;
  }
  return turns;
}
