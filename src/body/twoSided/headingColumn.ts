/** A heading and its standard deviation per frame, rad; the heading unwrapped. */
export interface HeadingColumn {
  readonly headingRad: Float64Array;
  readonly sdRad: Float64Array;
}

/**
 * Straight lines through nodes, at the times of frames; before the first and behind the last node what
 * these say, less surely by what `growth` gives for the time between.
 * @param nodeS, timesS ascending, s
 */
export function betweenNodes(
  nodeS: ArrayLike<number>,
  headingRad: Float64Array,
  variance: Float64Array,
  timesS: Float64Array,
  growth: (seconds: number) => number,
): HeadingColumn {
  const n = timesS.length;
  const column = { headingRad: new Float64Array(n), sdRad: new Float64Array(n) };
  const last = nodeS.length - 1;
  let k = 0;
  for (let i = 0; i < n; i++) {
    while (k < last && nodeS[k + 1] <= timesS[i]) k++;
    const beyondS = k === last || timesS[i] < nodeS[k] ? Math.abs(timesS[i] - nodeS[k]) : 0;
    const u = beyondS > 0 || k === last ? 0 : (timesS[i] - nodeS[k]) / (nodeS[k + 1] - nodeS[k]);
    const next = Math.min(last, k + 1);
    column.headingRad[i] = headingRad[k] + u * (headingRad[next] - headingRad[k]);
    const between = variance[k] + u * (variance[next] - variance[k]);
    column.sdRad[i] = Math.sqrt(between + growth(beyondS));
  }
  return column;
}
