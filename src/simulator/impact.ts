import type { Placement, Side } from '../model/placement.ts';

/** A blow that runs up the leg; the segments ring with it along their long axes. */
export interface Impact {
  readonly timeS: number;
  readonly side: Side;
  /** First swing on the shank, g. */
  readonly amplitudeG: number;
  readonly frequencyHz: number;
  readonly decayS: number;
}

/** The thigh gets this share of the blow, this much later. */
const THIGH_SHARE = 0.4;
const THIGH_DELAY_S = 0.005;
/** What is left after this many decay times is not reckoned. */
const DECAYS_RECKONED = 15;

/** What impacts add to the specific force of a sensor along its segment's long axis at `timeS`, g. */
export function ringingG(impacts: readonly Impact[], placement: Placement, timeS: number): number {
  if (placement === 'pelvis') return 0;
  const onThigh = placement.endsWith('thigh');
  const side = placement.startsWith('right') ? 'right' : 'left';
  let sum = 0;
  for (const impact of impacts) {
    const t = timeS - impact.timeS - (onThigh ? THIGH_DELAY_S : 0);
    if (impact.side !== side || t <= 0 || t > DECAYS_RECKONED * impact.decayS) continue;
    const swing = Math.exp(-t / impact.decayS) * Math.sin(2 * Math.PI * impact.frequencyHz * t);
    sum += (onThigh ? THIGH_SHARE : 1) * impact.amplitudeG * swing;
  }
  return sum;
}

export function timesOfImpacts(impacts: readonly Impact[], side: Side): number[] {
  return impacts.filter((impact) => impact.side === side).map(({ timeS }) => timeS);
}
