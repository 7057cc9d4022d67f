/** Above this share of the deepest flexion a knee is in a rep. */
const REP_SHARE = 0.5;

/** When a knee was bent, in the unit of the times given: seconds, or rows. */
export interface TrueRep {
  readonly from: number;
  readonly deepest: number;
  readonly to: number;
}

/** Every excursion beyond half of the deepest flexion that begins and ends in the given time. */
export function trueReps(flexionDeg: readonly number[], times: readonly number[]): TrueRep[] {
  const threshold = REP_SHARE * Math.max(...flexionDeg);
  const reps: TrueRep[] = [];
  let from = -1;
  let deepest = -1;
  for (let i = 1; i < flexionDeg.length; i++) {
    if (flexionDeg[i] > threshold) {
      if (flexionDeg[i - 1] <= threshold) from = deepest = i;
      if (from >= 0 && flexionDeg[i] > flexionDeg[deepest]) deepest = i;
    } else if (from >= 0) {
      reps.push({ from: times[from], deepest: times[deepest], to: times[i] });
      from = -1;
    }
  }
  return reps;
}

export interface RepMatch {
  readonly trueReps: number;
  /** True reps that were not found, and found ones that are none. */
  readonly wrong: number;
  /** Found less true deepest instant of the reps that were found, s. */
  readonly errorsS: readonly number[];
}

/** A found instant belongs to the rep it lies in; a second one in the same rep is invented. */
export function matchReps(foundS: readonly number[], reps: readonly TrueRep[]): RepMatch {
  const errorsS = reps.flatMap((rep) => {
    const found = foundS.find((instant) => liesIn(instant, rep));
    return found === undefined ? [] : found - rep.deepest;
  });
  const missed = reps.length - errorsS.length;
  return { trueReps: reps.length, wrong: missed + foundS.length - errorsS.length, errorsS };
}

export function liesIn(instantS: number, { from, to }: TrueRep): boolean {
  return instantS >= from && instantS <= to;
}
