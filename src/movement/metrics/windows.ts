/** Means and spans over series whose times ascend, µs. Values that cannot be stated are NaN. */

export function nearestTo(times: readonly number[], atUs: number): number {
  return times.reduce((best, each) =>
    Math.abs(each - atUs) < Math.abs(best - atUs) ? each : best,
  );
}

export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** NaN where one of the values cannot be stated, and where the window is empty. */
export function windowMean(
  times: readonly number[],
  values: ArrayLike<number>,
  fromUs: number,
  toUs: number,
): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < times.length; i++) {
    if (times[i] < fromUs || times[i] > toUs) continue;
    sum += values[i];
    count++;
  }
  return sum / count;
}

/** The window mean at each time of the range; the window only ever moves on. */
export function movingMean(
  times: readonly number[],
  values: ArrayLike<number>,
  halfUs: number,
  { first, end }: Range = { first: 0, end: times.length },
): number[] {
  const means: number[] = [];
  let from = first;
  for (let at = first; at < end; at++) {
    while (times[at] - times[from] > halfUs) from++;
    let sum = 0;
    let i = from;
    for (; i < end && times[i] - times[at] <= halfUs; i++) sum += values[i];
    means.push(sum / (i - from));
  }
  return means;
}

/** Indices `first` to `end`, without the latter. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** The indices of the times within the bounds. */
export function rangeOf(times: readonly number[], fromUs: number, toUs: number): Range {
  const first = times.findIndex((each) => each >= fromUs);
  if (first < 0) return { first: times.length, end: times.length };
  const end = times.findIndex((each) => each > toUs);
  return { first, end: Math.max(first, end < 0 ? times.length : end) };
}

/** Index of the largest value, and it; null where none can be stated. */
export function largest(values: ArrayLike<number>): { index: number; value: number } | null {
  let found: { index: number; value: number } | null = null;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (Number.isFinite(value) && (found === null || value > found.value)) found = { index, value };
  }
  return found;
}

/** First and last index at which the value reaches the limit; −1 and so on where none does. */
export function spanAbove(
  values: ArrayLike<number>,
  limit: number,
): { first: number; last: number } {
  let first = -1;
  let last = -1;
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] >= limit)) continue;
    if (first < 0) first = i;
    last = i;
  }
  return { first, last };
}
