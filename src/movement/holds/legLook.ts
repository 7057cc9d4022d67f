import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { BodyFrame, LegFrame } from '../../model/bodyFrame.ts';
import type { LegSignals, SegmentSignals } from '../../model/legSignals.ts';
import type { Side } from '../../model/placement.ts';
import type { SubjectSettings } from '../../model/settings.ts';

/** What a hold is judged by, of one leg at one instant. */
export interface LegLook {
  readonly side: Side;
  /** Hip over ankle, metres. */
  readonly heightM: number;
  readonly kneeFlexionDeg: number;
  readonly shankLeanDeg: number;
  readonly shankTiltDeg: number;
  readonly thighTiltDeg: number;
  /** Size of the angular rate, deg/s. */
  readonly shankRateDps: number;
  readonly thighRateDps: number;
  /** Size of the shank's specific force, g. */
  readonly shankForceG: number;
}

/** @returns null where the leg cannot be judged in this frame */
function legLook(
  leg: LegFrame,
  signals: LegSignals | undefined,
  subject: SubjectSettings,
): LegLook | null {
  const { kneeFlexionDeg, shankLeanDeg, shankTiltDeg, thighLeanDeg, thighTiltDeg } = leg.measures;
  const heightM =
    subject.shankLengthM * upwardShare(shankLeanDeg, shankTiltDeg) +
    subject.thighLengthM * upwardShare(thighLeanDeg, thighTiltDeg);
  const shankRateDps = rateOf(signals?.shank);
  const thighRateDps = rateOf(signals?.thigh);
  if (!Number.isFinite(heightM + kneeFlexionDeg + shankRateDps + thighRateDps)) return null;
  return {
    side: leg.side,
    heightM,
    kneeFlexionDeg,
    shankLeanDeg,
    shankTiltDeg,
    thighTiltDeg,
    shankRateDps,
    thighRateDps,
    shankForceG: (signals?.shank?.forceMps2 ?? Number.NaN) / STANDARD_GRAVITY,
  };
}

/** The legs that can be judged in a frame. */
export function legLooks(
  { legs }: BodyFrame,
  signals: readonly LegSignals[],
  subject: SubjectSettings,
): Partial<Record<Side, LegLook>> {
  const looks: Partial<Record<Side, LegLook>> = {};
  for (const leg of legs) {
    const own = signals.find(({ side }) => side === leg.side);
    const look = legLook(leg, own, subject);
    if (look !== null) looks[leg.side] = look;
  }
  return looks;
}

/** Upward component of a unit vector that is seen to lean and to tilt by so much from the vertical. */
export function upwardShare(leanDeg: number, tiltDeg: number): number {
  const lean = Math.tan(leanDeg * RAD_PER_DEG);
  const tilt = Math.tan(tiltDeg * RAD_PER_DEG);
  const up = 1 / Math.sqrt(1 + lean * lean + tilt * tilt);
  return Math.abs(tiltDeg) <= 90 ? up : -up;
}

function rateOf(segment: SegmentSignals | null | undefined): number {
  return segment ? Math.hypot(...segment.angularRateDps) : Number.NaN;
}
