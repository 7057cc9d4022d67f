/** Means and spans over series whose times ascend, µs. Values that cannot be stated are NaN. */
export type Times = ArrayLike<number>;

/** The earlier one of two as near; NaN of none. */
export function nearestTo(times: Times, atUs: number): number {
  const after = firstAtOrAfter(times, atUs);
  const [before, next] = [times[after - 1] ?? Number.NaN, times[after] ?? Number.NaN];
  if (after === 0) return next;
  return next - atUs < atUs - before ? next : before;
}

export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** NaN where one of the values cannot be stated, and where the window is empty. */
export function windowMean(
  times: Times,
  values: ArrayLike<number>,
  fromUs: number,
  toUs: number,
): number {
  const { first, end } = rangeOf(times, fromUs, toUs);
  let sum = 0;
  for (let i = first; i < end; i++) sum += values[i];
  return sum / (end - first);
}

/** The window mean at each time of the range; the window only ever moves on. */
export function movingMean(
  times: Times,
  values: ArrayLike<number>,
  halfUs: number,
  { first, end }: Range = { first: 0, end: times.length },
): Float64Array {
  const means = new Float64Array(end - first);
  let from = first;
  for (let at = first; at < end; at++) {
    while (times[at] - times[from] > halfUs) from++;
    let sum = 0;
    let i = from;
    for (; i < end && times[i] - times[at] <= halfUs; i++) sum += values[i];
    means[at - first] = sum / (i - from);
  }
  return means;
}

/** Indices `first` to `end`, without the latter. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** The indices of the times within the bounds. */
export function rangeOf(times: Times, fromUs: number, toUs: number): Range {
  const first = firstAtOrAfter(times, fromUs);
  let end = first;
  while (end < times.length && times[end] <= toUs) end++;
  return { first, end };
}

function firstAtOrAfter(times: Times, atUs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < atUs) low = middle + 1;
    else high = middle;
  }
  return low;
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
