import type { LegFrame } from '../../model/bodyFrame.ts';
import { hasFlag } from '../../model/quality.ts';
import { zeroLagLowPass } from '../../signal/zeroLag.ts';
import { HEEL_UP_DEG } from './holdRules.ts';

const CUTOFF_HZ = 6;

export interface DeepestTilt {
  /** null where the foot was at no time planted with its heel down. */
  readonly tiltDeg: number | null;
  /** Whether a foot sensor saw the heel down there. */
  readonly heelDown: 'seen' | 'assumed';
}

/**
 * The largest forward tilt of a shank with its foot planted, low-passed without lag. The heel is seen
 * down where a foot sensor is worn: a flat foot is dorsiflexed by as much as its shank tilts.
 */
export function deepestTilt(legs: readonly LegFrame[], rateHz: number): DeepestTilt {
  const known = legs.filter(({ measures }) => Number.isFinite(measures.shankTiltDeg));
  const tilt = Float64Array.from(known, ({ measures }) => measures.shankTiltDeg);
  zeroLagLowPass(tilt, CUTOFF_HZ, rateHz);
  let deepest: DeepestTilt = { tiltDeg: null, heelDown: 'assumed' };
  known.forEach((leg, i) => {
    if (hasFlag(leg.quality.ankle, 'footNotPlanted')) return;
    const pitchDeg = leg.measures.shankTiltDeg - leg.measures.ankleDorsiflexionDeg;
    if (pitchDeg > HEEL_UP_DEG || tilt[i] <= (deepest.tiltDeg ?? 0)) return;
    const heelDown = Number.isFinite(pitchDeg) ? 'seen' : 'assumed';
    deepest = { tiltDeg: tilt[i], heelDown };
  });
  return deepest;
}
