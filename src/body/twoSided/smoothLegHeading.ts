import { RAD_PER_DEG, wrapAngle } from '../../geometry/angles.ts';
import { carriedVariance, LOST_SD, STAND_SD } from '../legHeading.ts';
import type { HeadingColumn } from './headingColumn.ts';

/** The pose of a pause between reps is less settled than that of a stand. */
const PAUSE_SD = 3 * RAD_PER_DEG;
/** Stands that tell more different headings than this have a turn of the person between them. */
const TURNED_RAD = 15 * RAD_PER_DEG;
const TURNED_SDS = 4;

/** The subject's heading as one quiet stretch tells it. */
export interface StandingHeading {
  readonly kind: 'stand' | 'pause';
  readonly timeS: number;
  readonly headingRad: number;
  /** Of how many like it one stand was made. */
  readonly pieces: number;
}

export interface LegHeadingInputs {
  /** Of each frame, ascending, s. */
  readonly timesS: Float64Array;
  /** Ascending in time. */
  readonly standing: readonly StandingHeading[];
  /** Instants at which a sensor of the leg came back after it was lost, ascending, s. */
  readonly lostS: readonly number[];
  /** The heading if a frame were the calibration stance, rad; NaN where the frame has no states. */
  readonly stanceAt: (frame: number) => number;
}

interface Anchor {
  readonly timeS: number;
  headingRad: number;
  variance: number;
}

/** Stands between which the person did not turn, and the first frame they hold from. */
interface Chain {
  readonly stands: StandingHeading[];
  fromFrame: number;
}

/**
 * Heading of the subject's forward direction in the thigh's earth frame from the quiet stands before
 * and after each frame: between two of them the earth frames drift, which both tell of. Where a person
 * turned round between two, what is before the turn follows the first and what is behind it the second.
 */
export function smoothLegHeading(inputs: LegHeadingInputs): HeadingColumn {
  const { timesS, standing, lostS } = inputs;
  const n = timesS.length;
  const column = { headingRad: new Float64Array(n), sdRad: new Float64Array(n) };
  const stands = standing.filter(({ kind }) => kind === 'stand');
  const chains = chainsOf(stands.length > 0 ? stands : standing, inputs);
  for (const [i, chain] of chains.entries()) {
    const end = chains[i + 1]?.fromFrame ?? n;
    if (end <= chain.fromFrame) continue;
    const fromS = i === 0 ? Number.NEGATIVE_INFINITY : timesS[chain.fromFrame];
    const endS = end === n ? Number.POSITIVE_INFINITY : timesS[end];
    const pauses = standing.filter(
      ({ kind, timeS }) => kind === 'pause' && timeS >= fromS && timeS < endS,
    );
    write(
      column,
      chain.fromFrame,
      end,
      timesS,
      smoothed(anchorsOf(chain.stands, pauses), lostS),
      lostS,
    );
  }
  return column;
}

function chainsOf(stands: readonly StandingHeading[], inputs: LegHeadingInputs): Chain[] {
  const chains: Chain[] = [];
  for (const [i, stand] of stands.entries()) {
    const before = i === 0 ? null : stands[i - 1];
    if (before === null) chains.push({ stands: [stand], fromFrame: 0 });
    else if (isTurned(before, stand, inputs.lostS)) {
      chains.push({ stands: [stand], fromFrame: turnBetween(before, stand, inputs) });
    } else chains[chains.length - 1].stands.push(stand);
  }
  return chains;
}

function isTurned(a: StandingHeading, b: StandingHeading, lostS: readonly number[]): boolean {
  const variance = 2 * STAND_SD ** 2 + grown(a.timeS, b.timeS, lostS);
  const limit = Math.max(TURNED_RAD, TURNED_SDS * Math.sqrt(variance));
  return Math.abs(wrapAngle(b.headingRad - a.headingRad)) > limit;
}

/** The frame from which the leg's pose fits the second heading better than the first. */
function turnBetween(
  a: StandingHeading,
  b: StandingHeading,
  { timesS, stanceAt }: LegHeadingInputs,
): number {
  let best = firstFrom(timesS, b.timeS);
  let cost = 0;
  let least = 0;
  for (let i = best - 1; i >= 0 && timesS[i] > a.timeS; i--) {
    const stance = stanceAt(i);
    if (Number.isNaN(stance)) continue;
    // What it costs more to explain frame i by the second heading.
    cost += wrapAngle(stance - b.headingRad) ** 2 - wrapAngle(stance - a.headingRad) ** 2;
    if (cost >= least) continue;
    least = cost;
    best = i;
  }
  return best;
}

function firstFrom(timesS: Float64Array, timeS: number): number {
  const found = timesS.findIndex((each) => each >= timeS);
  return found < 0 ? timesS.length : found;
}

/** Pauses that are turned too far from the stands are no standing pose. */
function anchorsOf(
  stands: readonly StandingHeading[],
  pauses: readonly StandingHeading[],
): Anchor[] {
  const fit = pauses.filter((pause) => {
    const nearest = stands.reduce((best, each) =>
      Math.abs(each.timeS - pause.timeS) < Math.abs(best.timeS - pause.timeS) ? each : best,
    );
    return Math.abs(wrapAngle(pause.headingRad - nearest.headingRad)) < TURNED_RAD;
  });
  const anchors = [...stands, ...fit].map(
    ({ kind, timeS, headingRad, pieces }): Anchor => ({
      timeS,
      headingRad,
      variance: kind === 'stand' ? STAND_SD ** 2 * pieces : PAUSE_SD ** 2,
    }),
  );
  anchors.sort((a, b) => a.timeS - b.timeS);
  for (let i = 1; i < anchors.length; i++) {
    const before = anchors[i - 1].headingRad;
    anchors[i].headingRad = before + wrapAngle(anchors[i].headingRad - before);
  }
  return anchors;
}

/** Random walk through the anchors, smoothed both ways. */
function smoothed(anchors: readonly Anchor[], lostS: readonly number[]): Anchor[] {
  const filtered: Anchor[] = [];
  for (const [k, { timeS, headingRad, variance }] of anchors.entries()) {
    if (k === 0) {
      filtered.push({ timeS, headingRad, variance });
      continue;
    }
    const last = filtered[k - 1];
    const p = last.variance + grown(last.timeS, timeS, lostS);
    const gain = p / (p + variance);
    filtered.push({
      timeS,
      headingRad: last.headingRad + gain * (headingRad - last.headingRad),
      variance: (1 - gain) * p,
    });
  }
  const result = filtered.map((anchor) => ({ ...anchor }));
  for (let k = result.length - 2; k >= 0; k--) {
    const { timeS, headingRad, variance } = filtered[k];
    const p = variance + grown(timeS, filtered[k + 1].timeS, lostS);
    const gain = variance / p;
    result[k].headingRad = headingRad + gain * (result[k + 1].headingRad - headingRad);
    result[k].variance = variance + gain ** 2 * (result[k + 1].variance - p);
  }
  return result;
}

function write(
  column: HeadingColumn,
  from: number,
  end: number,
  timesS: Float64Array,
  anchors: readonly Anchor[],
  lostS: readonly number[],
): void {
  let k = 0;
  for (let i = from; i < end; i++) {
    const t = timesS[i];
    while (k + 1 < anchors.length && anchors[k + 1].timeS <= t) k++;
    const a = anchors[k];
    const b = anchors[k + 1];
    const afterA = grown(Math.min(a.timeS, t), Math.max(a.timeS, t), lostS);
    let { headingRad, variance } = a;
    if (b === undefined || t < a.timeS) variance += afterA;
    else {
      const beforeB = grown(t, b.timeS, lostS);
      const whole = afterA + beforeB;
      const u = whole > 0 ? afterA / whole : 0;
      headingRad += u * (b.headingRad - headingRad);
      variance = (1 - u) ** 2 * variance + u ** 2 * b.variance + u * beforeB;
    }
    column.headingRad[i] = headingRad;
    // However often a person stands, each time it is the pose of that person.
    column.sdRad[i] = Math.sqrt(Math.max(STAND_SD ** 2, variance));
  }
}

/** Variance that a heading gains between two instants, rad². */
function grown(fromS: number, toS: number, lostS: readonly number[]): number {
  const isLost = lostS.some((at) => at > fromS && at <= toS);
  return carriedVariance(toS - fromS) + (isLost ? LOST_SD ** 2 : 0);
}
