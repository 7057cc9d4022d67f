import {
  HOLD_KINDS,
  type Hold,
  type HoldKind,
  type HoldSummary,
  type SideHolds,
} from '../../model/hold.ts';
import { mean } from '../../signal/statistics.ts';

/**
 * Holds of one kind in short, per leg and right against left. Those whose data were not `ok`, and
 * those that ended with the data, are counted apart and enter no figure.
 */
export function summariseHolds(holds: readonly Hold[], kind: HoldKind): HoldSummary {
  const ofKind = holds.filter((hold) => hold.kind === kind);
  const right = sideOf(ofKind.filter(({ side }) => side === 'right'));
  const left = sideOf(ofKind.filter(({ side }) => side === 'left'));
  return {
    kind,
    sides: { right, left },
    symmetry: {
      meanHoldS: difference(right.meanHoldS, left.meanHoldS),
      shankLeanRmsDeg: difference(right.meanShankLeanRmsDeg, left.meanShankLeanRmsDeg),
      meanPeakShankTiltDeg: difference(right.meanPeakShankTiltDeg, left.meanPeakShankTiltDeg),
      holdLsiPct: shorterShare(right.meanHoldS, left.meanHoldS),
    },
  };
}

/** A summary for each kind that there is. */
export function holdsInShort(holds: readonly Hold[]): HoldSummary[] {
  return HOLD_KINDS.filter((kind) => holds.some((hold) => hold.kind === kind)).map((kind) =>
    summariseHolds(holds, kind),
  );
}

function sideOf(all: readonly Hold[]): SideHolds {
  const holds = all.filter(({ quality, endedBy }) => quality === 'ok' && endedBy !== 'dataLost');
  const times = holds.map(({ holdS }) => holdS);
  const peaks = stated(holds.map((hold) => hold.peakShankTiltDeg));
  // Recordings of earlier versions do not say.
  const heels = holds.flatMap(({ heelDown }) => (heelDown == null ? [] : [heelDown]));
  return {
    holds: holds.length,
    bestHoldS: largest(times),
    meanHoldS: meanOf(times),
    touchDowns: holds.reduce((sum, { touchDowns }) => sum + touchDowns, 0),
    meanShankLeanRmsDeg: meanOf(stated(holds.map((hold) => hold.shankLeanRmsDeg))),
    meanShankTiltRmsDeg: meanOf(stated(holds.map((hold) => hold.shankTiltRmsDeg))),
    meanInZonePct: meanOf(stated(holds.map((hold) => hold.inZonePct))),
    bestPeakShankTiltDeg: largest(peaks),
    meanPeakShankTiltDeg: meanOf(peaks),
    heelSeenDown: heels.length === 0 ? null : heels.every((heel) => heel === 'seen'),
    notOk: all.length - holds.length,
  };
}

function stated(values: readonly (number | null)[]): number[] {
  return values.flatMap((value) => (value === null ? [] : [value]));
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : mean(values);
}

function largest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}

function difference(right: number | null, left: number | null): number | null {
  return right === null || left === null ? null : right - left;
}

function shorterShare(right: number | null, left: number | null): number | null {
  if (right === null || left === null) return null;
  return (100 * Math.min(right, left)) / Math.max(right, left);
}
