import { type LinkHeading, linkHeading } from '../../src/body/calibration/calibrationHeading.ts';
import {
  fitLeverArms,
  type LeverArms,
  UNKNOWN_PLACEMENT,
} from '../../src/body/calibration/leverArms.ts';
import { LinkAcceleration } from '../../src/body/calibration/linkAcceleration.ts';
import { LOST_SD, RelativeHeading } from '../../src/body/relativeHeading.ts';
import type { SensorState } from '../../src/body/sensorState.ts';
import { linkSeries } from '../../src/body/twoSided/linkSeries.ts';
import { relativeColumn } from '../../src/body/twoSided/relativeColumn.ts';
import { norm } from '../../src/geometry/vector.ts';

/** Below this rate of both segments a row says nothing about the joint, rad/s. */
const ACTIVE_RADPS = 0.5;

/**
 * Heading of the second segment's earth frame in the first's, rad, per row: the product's own
 * parts for a knee, on any two segments that share a joint. Lever arms and first heading come from
 * the rows before `learnedRows`, with nothing known of where the sensors sit; then the heading filter
 * goes through those rows again, as it does after a calibration, and on from there causally.
 */
export function linkedHeadings(
  first: readonly SensorState[],
  second: readonly SensorState[],
  rateHz: number,
  learnedRows: number,
): Float64Array {
  const { arms, start } = learnt(first, second, rateHz, learnedRows);
  const link = new LinkAcceleration(rateHz, arms.thigh, arms.shank);
  const heading = new RelativeHeading(rateHz, start.headingRad, start.sdRad);
  return Float64Array.from(first, (state, i) => {
    heading.step(link.step(state, second[i]));
    return heading.headingRad;
  });
}

/** The same, each row judged by what came behind it too; lever arms still from the first rows alone. */
export function twoSidedHeadings(
  first: readonly SensorState[],
  second: readonly SensorState[],
  rateHz: number,
  learnedRows: number,
): Float64Array {
  const { arms, start } = learnt(first, second, rateHz, learnedRows);
  const timesS = Float64Array.from(first, (_, i) => i / rateHz);
  const track = {
    rateHz,
    timesUs: timesS.map((timeS) => timeS * 1e6),
    statesAt: (row: number) => ({ thigh: first[row], shank: second[row] }),
  };
  const link = linkSeries(track, arms.thigh, arms.shank, () => {});
  const told = [
    { frame: Math.floor(learnedRows / 2), headingRad: start.headingRad, sdRad: start.sdRad },
  ];
  const startSdRad = LOST_SD;
  return relativeColumn({
    track,
    timesS,
    link,
    told,
    lost: [],
    startRad: start.headingRad,
    startSdRad,
  }).headingRad;
}

function learnt(
  first: readonly SensorState[],
  second: readonly SensorState[],
  rateHz: number,
  learnedRows: number,
): { readonly arms: LeverArms; readonly start: LinkHeading } {
  const learn1 = first.slice(0, learnedRows);
  const learn2 = second.slice(0, learnedRows);
  const active = learn1.map(
    (state, i) => Math.max(norm(state.angularRate), norm(learn2[i].angularRate)) > ACTIVE_RADPS,
  );
  const arms = fitLeverArms(learn1, learn2, active, rateHz, UNKNOWN_PLACEMENT);
  return { arms, start: linkHeading(learn1, learn2, rateHz, arms) };
}
