import type { AxisSource } from '../../model/calibration.ts';
import { type Side, sideSign } from '../../model/placement.ts';
import type { MeasuredLeg } from '../../model/settings.ts';

/**
 * What is known of a leg's anatomical axes besides the movement: the turn from the frames of the
 * standing pose to them about segment x and y, degrees.
 */
export interface AxisPrior {
  readonly aboutXDeg: number;
  readonly aboutXSdDeg: number;
  readonly aboutYDeg: number;
  readonly aboutYSdDeg: number;
  /** What it rests on besides the movement and what is usual. */
  readonly sources: readonly AxisSource[];
}

/**
 * People squat with their feet wider than their hips: shoulder-wide feet lean both segments by 4°,
 * with the knee outside the hip and inside the ankle; some stand narrower.
 */
const USUAL_LEAN_DEG = 2;
const USUAL_LEAN_SD_DEG = 3;
/** A lean read from a photograph or a goniometer. */
const MEASURED_LEAN_SD_DEG = 1.5;
/** The axis of a squat lies this far off the one through the condyles. */
const FUNCTIONAL_SD_DEG = 6;
/** Condyles that were felt, and a direction that was read, against the toes. */
const PALPATED_SD_DEG = 3;
/** Kneecaps that were looked at, thigh and shank together. */
const LYING_SD_DEG = 3;

/** A normal distribution, degrees. */
interface Belief {
  readonly mean: number;
  readonly sd: number;
}

/**
 * @param measured what somebody measured of the leg in the calibration stance
 * @param relativeAxisDeg turn about segment y to the axis that the shank turned about on the thigh
 * @param lyingAxisDeg turn about segment y to what lay level with the kneecaps up; null if not seen
 */
export function axisPrior(
  side: Side,
  measured: MeasuredLeg | undefined,
  relativeAxisDeg: number,
  lyingAxisDeg: number | null,
): AxisPrior {
  const s = sideSign(side);
  const lean = stanceLean(measured);
  const sources: AxisSource[] = [];
  if (measured?.thighLeanDeg !== undefined || measured?.shankLeanDeg !== undefined) {
    sources.push('measuredLean');
  }
  let turn: Belief = { mean: relativeAxisDeg, sd: FUNCTIONAL_SD_DEG };
  if (measured?.condylesInwardDeg !== undefined) {
    turn = together(turn, { mean: s * measured.condylesInwardDeg, sd: PALPATED_SD_DEG });
    sources.push('palpatedCondyles');
  }
  if (lyingAxisDeg !== null) {
    turn = together(turn, { mean: lyingAxisDeg, sd: LYING_SD_DEG });
    sources.push('lyingPose');
  }
  return {
    sources,
    aboutXDeg: -s * lean.mean,
    aboutXSdDeg: lean.sd,
    aboutYDeg: turn.mean,
    aboutYSdDeg: turn.sd,
  };
}

/** Of both segments, + knee outside the hip and inside the ankle; the mean of what was measured. */
function stanceLean(measured: MeasuredLeg | undefined): Belief {
  const leans: number[] = [];
  if (measured?.thighLeanDeg !== undefined) leans.push(-measured.thighLeanDeg);
  if (measured?.shankLeanDeg !== undefined) leans.push(measured.shankLeanDeg);
  const usual: Belief = { mean: USUAL_LEAN_DEG, sd: USUAL_LEAN_SD_DEG };
  return leans.reduce((lean, mean) => together(lean, { mean, sd: MEASURED_LEAN_SD_DEG }), usual);
}

function together(a: Belief, b: Belief): Belief {
  const [wa, wb] = [a.sd ** -2, b.sd ** -2];
  return { mean: (wa * a.mean + wb * b.mean) / (wa + wb), sd: 1 / Math.sqrt(wa + wb) };
}
