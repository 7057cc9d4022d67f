import { RAD_PER_DEG } from '../../geometry/angles.ts';
import type { LegFrame } from '../../model/bodyFrame.ts';
import type { SubjectSettings } from '../../model/settings.ts';

/** How a leg stands at one instant. */
export interface LegPosture {
  readonly flexionDeg: number;
  readonly shankTiltDeg: number;
  readonly thighTiltDeg: number;
  /** Height of the hip over the ankle, m. */
  readonly heightM: number;
}

type Lengths = Pick<SubjectSettings, 'shankLengthM' | 'thighLengthM'>;

export function legPosture({ measures }: LegFrame, lengths: Lengths): LegPosture {
  const { kneeFlexionDeg, shankTiltDeg, shankLeanDeg, thighTiltDeg, thighLeanDeg } = measures;
  return {
    flexionDeg: kneeFlexionDeg,
    shankTiltDeg,
    thighTiltDeg,
    heightM:
      lengths.shankLengthM * uprightShare(shankTiltDeg, shankLeanDeg) +
      lengths.thighLengthM * uprightShare(thighTiltDeg, thighLeanDeg),
  };
}

/** The vertical part of a segment of length one, from its tilt and lean against the vertical. */
function uprightShare(tiltDeg: number, leanDeg: number): number {
  const tilt = tiltDeg * RAD_PER_DEG;
  const lean = leanDeg * RAD_PER_DEG;
  const sign = Math.cos(tilt) < 0 ? -1 : 1;
  return sign / Math.hypot(1, Math.tan(tilt), Math.tan(lean));
}
