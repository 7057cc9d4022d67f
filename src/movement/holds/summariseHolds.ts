import type { Hold, HoldKind } from '../../model/hold.ts';
import type { Side } from '../../model/placement.ts';
import { mean } from '../../signal/statistics.ts';

/** How the sides compare: right less left, in the unit of the figure; null where one has none. */
export interface HoldSymmetry {
  readonly meanHoldS: number | null;
  readonly shankLeanRmsDeg: number | null;
  readonly meanPeakShankTiltDeg: number | null;
  /** Of the mean times: the shorter side as a share of the longer, percent. */
  readonly holdLsiPct: number | null;
}

/** The holds of one leg; a figure is null where no hold states it. */
export interface SideHolds {
  readonly holds: number;
  readonly bestHoldS: number | null;
  readonly meanHoldS: number | null;
  readonly touchDowns: number;
  readonly meanShankLeanRmsDeg: number | null;
  readonly meanShankTiltRmsDeg: number | null;
  readonly meanInZonePct: number | null;
  /** Of the knee to the wall: the deepest trial and the mean of all. */
  readonly bestPeakShankTiltDeg: number | null;
  readonly meanPeakShankTiltDeg: number | null;
  /** True where every trial's heel was seen down by a foot sensor; null of other holds. */
  readonly heelSeenDown: boolean | null;
  /** Holds left out because their data were not `ok`. */
  readonly notOk: number;
}

export interface HoldSummary {
  readonly kind: HoldKind;
  readonly sides: Readonly<Record<Side, SideHolds>>;
  readonly symmetry: HoldSymmetry;
}

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

function sideOf(all: readonly Hold[]): SideHolds {
  const holds = all.filter(({ quality, endedBy }) => quality === 'ok' && endedBy !== 'dataLost');
  const times = holds.map(({ holdS }) => holdS);
  const peaks = stated(holds.map((hold) => hold.peakShankTiltDeg));
  const heels = holds.flatMap(({ heelDown }) => (heelDown === null ? [] : [heelDown]));
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
