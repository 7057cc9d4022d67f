import { linkHeading } from '../../src/body/calibration/calibrationHeading.ts';
import { fitLeverArms, UNKNOWN_PLACEMENT } from '../../src/body/calibration/leverArms.ts';
import { LinkAcceleration } from '../../src/body/calibration/linkAcceleration.ts';
import { RelativeHeading } from '../../src/body/relativeHeading.ts';
import type { SensorState } from '../../src/body/sensorState.ts';
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
  const learn1 = first.slice(0, learnedRows);
  const learn2 = second.slice(0, learnedRows);
  const active = learn1.map(
    (state, i) => Math.max(norm(state.angularRate), norm(learn2[i].angularRate)) > ACTIVE_RADPS,
  );
  const arms = fitLeverArms(learn1, learn2, active, rateHz, UNKNOWN_PLACEMENT);
  const start = linkHeading(learn1, learn2, rateHz, arms);
  const link = new LinkAcceleration(rateHz, arms.thigh, arms.shank);
  const heading = new RelativeHeading(rateHz, start.headingRad, start.sdRad);
  return Float64Array.from(first, (state, i) => {
    heading.step(link.step(state, second[i]));
    return heading.headingRad;
  });
}
