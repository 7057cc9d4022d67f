import { DEG_PER_RAD } from '../../geometry/angles.ts';
import { quatConjugate, quatMultiply, quatToRotationVector } from '../../geometry/quaternion.ts';
import { norm } from '../../geometry/vector.ts';
import {
  type BodyFrame,
  LEG_MEASURES,
  type LegFrame,
  QUANTITY_GROUPS,
  type SegmentOrientation,
} from '../../model/bodyFrame.ts';
import type { CustomMeasure } from '../../model/customMeasures.ts';
import type { Side } from '../../model/placement.ts';
import type { FramesChange, MeasureChange } from './comparison.ts';
import type { Pair } from './lockstep.ts';
import { MeasureTally } from './measureTally.ts';
import { QualityTally } from './qualityTally.ts';

/** A formula that both recordings have under one name, and where each has its values. */
interface SharedFormula {
  readonly name: string;
  readonly unit: string;
  readonly inA: number;
  readonly inB: number;
}

/** Holds the frames of two recordings against each other, an instant at a time. */
export class FrameComparison {
  readonly #formulas: readonly SharedFormula[];
  readonly #legs = new Map<Side, LegComparison>();
  readonly #counts = {
    a: 0,
    b: 0,
    same: 0,
    inBoth: 0,
    onlyA: 0,
    onlyB: 0,
    sameBody: 0,
    legsOnlyA: 0,
    legsOnlyB: 0,
  };

  constructor(inA: readonly CustomMeasure[], inB: readonly CustomMeasure[]) {
    this.#formulas = inA.flatMap(({ name, unit = '' }, i) => {
      const j = inB.findIndex((each) => each.name === name);
      return j < 0 ? [] : [{ name, unit, inA: i, inB: j }];
    });
  }

  add({ a, b }: Pair<BodyFrame>): void {
    const counts = this.#counts;
    if (a) counts.a++;
    if (b) counts.b++;
    if (a && b) this.#both(a, b);
    else if (a) counts.onlyA++;
    else if (b) counts.onlyB++;
  }

  change(): FramesChange {
    const legs = [...this.#legs.values()];
    return {
      ...this.#counts,
      measures: legs.flatMap((leg) => leg.measures()).sort(byDifference),
      quality: legs.flatMap((leg) => leg.quality()),
    };
  }

  #both(a: BodyFrame, b: BodyFrame): void {
    const counts = this.#counts;
    counts.inBoth++;
    let isSame = a.legs.length === b.legs.length;
    for (const leg of a.legs) {
      const other = b.legs.find(({ side }) => side === leg.side);
      if (other) {
        if (!this.#legOf(leg.side).add(leg, other, a.timeUs)) isSame = false;
      } else {
        counts.legsOnlyA++;
        isSame = false;
      }
    }
    counts.legsOnlyB += b.legs.filter(
      ({ side }) => !a.legs.some((leg) => leg.side === side),
    ).length;
    if (!isSame) return;
    counts.sameBody++;
    if (a.arrivalUs === b.arrivalUs) counts.same++;
  }

  #legOf(side: Side): LegComparison {
    const known = this.#legs.get(side);
    if (known) return known;
    const leg = new LegComparison(side, this.#formulas);
    this.#legs.set(side, leg);
    return leg;
  }
}

class LegComparison {
  readonly #formulas: readonly SharedFormula[];
  readonly #measures: readonly MeasureTally[];
  readonly #custom: readonly MeasureTally[];
  readonly #thigh: MeasureTally;
  readonly #shank: MeasureTally;
  readonly #quality: readonly QualityTally[];

  constructor(side: Side, formulas: readonly SharedFormula[]) {
    this.#formulas = formulas;
    this.#measures = LEG_MEASURES.map(({ key, unit }) => new MeasureTally(side, key, unit));
    this.#custom = formulas.map(({ name, unit }) => new MeasureTally(side, name, unit));
    this.#thigh = new MeasureTally(side, 'thighAttitudeDeg', 'deg');
    this.#shank = new MeasureTally(side, 'shankAttitudeDeg', 'deg');
    this.#quality = QUANTITY_GROUPS.map((group) => new QualityTally(side, group));
  }

  /** @returns whether both are the same to the last bit */
  add(a: LegFrame, b: LegFrame, timeUs: number): boolean {
    let isSame = true;
    for (const [i, { key }] of LEG_MEASURES.entries()) {
      if (!this.#measures[i].add(a.measures[key], b.measures[key], timeUs)) isSame = false;
    }
    for (const [i, { inA, inB }] of this.#formulas.entries()) {
      if (!this.#custom[i].add(a.custom[inA], b.custom[inB], timeUs)) isSame = false;
    }
    for (const [i, group] of QUANTITY_GROUPS.entries()) {
      if (!this.#quality[i].add(a.quality[group], b.quality[group])) isSame = false;
    }
    if (!addTurn(this.#thigh, a.thigh, b.thigh, timeUs)) isSame = false;
    if (!addTurn(this.#shank, a.shank, b.shank, timeUs)) isSame = false;
    return isSame;
  }

  measures(): MeasureChange[] {
    return [...this.#measures, ...this.#custom, this.#thigh, this.#shank].flatMap(
      (tally) => tally.change() ?? [],
    );
  }

  quality() {
    return this.#quality.flatMap((tally) => tally.change() ?? []);
  }
}

function addTurn(
  tally: MeasureTally,
  a: SegmentOrientation,
  b: SegmentOrientation,
  timeUs: number,
): boolean {
  const isSame = a.every((component, i) => Object.is(component, b[i]));
  const lacks = [Number.isNaN(a[0]), Number.isNaN(b[0])] as const;
  const turnDeg =
    isSame || lacks[0] || lacks[1]
      ? 0
      : norm(quatToRotationVector(quatMultiply(quatConjugate(a), b))) * DEG_PER_RAD;
  tally.addDifference(turnDeg, isSame, lacks, timeUs);
  return isSame;
}

/** Degrees before metres, others last; within a unit the largest difference first. */
function byDifference(x: MeasureChange, y: MeasureChange): number {
  return rankOf(x.unit) - rankOf(y.unit) || sizeOf(y) - sizeOf(x);
}

function rankOf(unit: string): number {
  return unit === 'deg' ? 0 : unit === 'm' ? 1 : 2;
}

function sizeOf({ largest }: MeasureChange): number {
  return Math.abs(largest?.difference ?? 0);
}
