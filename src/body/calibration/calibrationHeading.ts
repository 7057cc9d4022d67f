import { RAD_PER_DEG, wrapAngle } from '../../geometry/angles.ts';
import type { SensorState } from '../sensorState.ts';
import type { LeverArms } from './leverArms.ts';
import { LinkAcceleration, linkHeadingSd } from './linkAcceleration.ts';

/** Thigh and shank do not sweep in one plane exactly. */
const AXIS_HEADING_SD_RAD = 4 * RAD_PER_DEG;
/** What link acceleration leaves however strong it is. */
const LINK_SD_RAD = 1 * RAD_PER_DEG;

export interface LinkHeading {
  readonly headingRad: number;
  readonly sdRad: number;
  /** Share of the evidence that agrees, 0..1. */
  readonly consistency: number;
}

/** Heading of the shank's earth frame in the thigh's, from the acceleration of the knee they share. */
export function linkHeading(
  thigh: readonly SensorState[],
  shank: readonly SensorState[],
  rateHz: number,
  arms: LeverArms,
): LinkHeading {
  const link = new LinkAcceleration(rateHz, arms.thigh, arms.shank);
  let c = 0;
  let s = 0;
  let strength = 0;
  let power = 0;
  for (let i = 0; i < thigh.length; i++) {
    const evidence = link.step(thigh[i], shank[i]);
    c += evidence.c;
    s += evidence.s;
    const size = Math.hypot(evidence.c, evidence.s);
    strength += size;
    power += size * evidence.power;
  }
  return {
    headingRad: Math.atan2(s, c),
    sdRad: Math.hypot(linkHeadingSd(strength === 0 ? 0 : power / strength), LINK_SD_RAD),
    consistency: strength === 0 ? 0 : Math.hypot(c, s) / strength,
  };
}

/**
 * Two independent witnesses of the relative heading, weighted by their variances: link
 * acceleration, sharp in quick movement, and the axis both long axes swept about, sharp in
 * slow sagittal movement.
 */
export function fuseHeadings(
  link: LinkHeading,
  axisHeadingRad: number,
): { headingRad: number; sdRad: number } {
  const linkWeight = 1 / link.sdRad ** 2;
  const axisWeight = 1 / AXIS_HEADING_SD_RAD ** 2;
  const share = linkWeight / (linkWeight + axisWeight);
  return {
    headingRad: wrapAngle(axisHeadingRad + share * wrapAngle(link.headingRad - axisHeadingRad)),
    sdRad: 1 / Math.sqrt(linkWeight + axisWeight),
  };
}
