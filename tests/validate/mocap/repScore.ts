/** Detected and true instants nearer than this are one rep, s. */
const SAME_REP_S = 0.5;

/** Above this share of the deepest flexion a knee is in a rep. */
const REP_SHARE = 0.5;

/** The deepest instant of every excursion beyond half of the deepest flexion. */
export function deepestInstants(
  flexionDeg: readonly number[],
  timesS: readonly number[],
): number[] {
  const threshold = REP_SHARE * Math.max(...flexionDeg);
  const instants: number[] = [];
  let deepest = -1;
  flexionDeg.forEach((flexion, i) => {
    if (flexion > threshold) {
      if (deepest < 0 || flexion > flexionDeg[deepest]) deepest = i;
    } else if (deepest >= 0) {
      instants.push(timesS[deepest]);
      deepest = -1;
    }
  });
  return instants;
}

export interface RepMatch {
  readonly trueReps: number;
  /** True reps that were not found, and found ones that are none. */
  readonly wrong: number;
  /** Found less true instant of the reps that were found, s. */
  readonly errorsS: readonly number[];
}

/** Pairs found with true instants, each with the nearest. */
export function matchReps(foundS: readonly number[], trueS: readonly number[]): RepMatch {
  const left = [...foundS];
  const errorsS: number[] = [];
  for (const instant of trueS) {
    const nearest = left.reduce(
      (best, found, i) =>
        best < 0 || Math.abs(found - instant) < Math.abs(left[best] - instant) ? i : best,
      -1,
    );
    if (nearest < 0 || Math.abs(left[nearest] - instant) > SAME_REP_S) continue;
    errorsS.push(left[nearest] - instant);
    left.splice(nearest, 1);
  }
  const missed = trueS.length - errorsS.length;
  return { trueReps: trueS.length, wrong: missed + left.length, errorsS };
}
