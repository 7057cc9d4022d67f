import type { Side } from '../model/placement.ts';
import type { StandTilt } from './standTilts.ts';

/**
 * How differently people stand from one time to the next, one standard deviation in degrees: the
 * body leans as a whole, each leg a little by itself, and a knee gives.
 */
const LEAN_SD_DEG = 3;
const LEG_LEAN_SD_DEG = 1.1;
const BEND_SD_DEG = 2;
/** Half of what a knee is more bent, on average: it can hardly be less. */
const BEND_DEG = 0.7;
const SEGMENT_LEAN_SD_DEG = 1;
const LEG_SIDE_LEAN_SD_DEG = 1.5;

/** A residual is too large beyond this, and beyond so many standard deviations. */
const LIMIT_DEG = 5;
const LIMIT_SD = 2.6;

/** How far one sensor is off what all others say of the stand. */
export interface StandResidual {
  readonly side: Side;
  readonly segment: 'thigh' | 'shank';
  /** Of its limit; above 1 people do not stand so. */
  readonly share: number;
}

interface Estimate {
  readonly mean: number;
  readonly sd: number;
}

/**
 * Each sensor's tilt against the one foretold by the others. A bent knee tilts thigh and shank in
 * opposite senses, a lean tilts both legs alike; a sensor that slipped tilts alone.
 * @returns the worst first
 */
export function standResiduals(
  legs: readonly { readonly side: Side; readonly stand: StandTilt }[],
): StandResidual[] {
  return legs
    .flatMap(({ side, stand }) => {
      const other = legs.find((leg) => leg.side !== side)?.stand ?? null;
      return (['thigh', 'shank'] as const).map((segment): StandResidual => {
        const forward = forwardShare(stand, segment, other);
        return { side, segment, share: Math.max(forward, sidewaysShare(stand, segment, other)) };
      });
    })
    .sort((a, b) => b.share - a.share);
}

/**
 * Whether all sensors but one say that the person stands as to calibrate, upright on both legs. A leg
 * that is lifted, bent or in front tilts more than one; then no sensor can be said to have slipped.
 */
export function othersStand(
  legs: readonly { readonly side: Side; readonly stand: StandTilt }[],
  except: Pick<StandResidual, 'side' | 'segment'>,
): boolean {
  const own = legs.find(({ side }) => side === except.side)?.stand;
  const other = legs.find(({ side }) => side !== except.side)?.stand ?? null;
  if (other !== null && !legStands(other)) return false;
  if (own === undefined) return true;
  const partner = except.segment === 'thigh' ? 'shank' : 'thigh';
  const bendDeg = partner === 'shank' ? BEND_DEG : -BEND_DEG;
  const [forwardDeg, rightDeg] = other === null ? [0, 0] : leanOf(other);
  const [leanSd, sideSd] =
    other === null ? [LEAN_SD_DEG, LEAN_SD_DEG] : [LEG_LEAN_SD_DEG, LEG_SIDE_LEAN_SD_DEG];
  return (
    isWithin(own[partner].forwardDeg - forwardDeg - bendDeg, Math.hypot(leanSd, BEND_SD_DEG)) &&
    isWithin(own[partner].rightDeg - rightDeg, Math.hypot(sideSd, SEGMENT_LEAN_SD_DEG))
  );
}

/** A leg whose sensors are both believed: upright, its knee about straight. */
function legStands({ thigh, shank }: StandTilt): boolean {
  const [forwardDeg, rightDeg] = leanOf({ thigh, shank });
  const bendDeg = (shank.forwardDeg - thigh.forwardDeg) / 2;
  return (
    isWithin(forwardDeg, LEAN_SD_DEG) &&
    isWithin(rightDeg, LEAN_SD_DEG) &&
    isWithin(bendDeg - BEND_DEG, BEND_SD_DEG) &&
    isWithin(shank.rightDeg - thigh.rightDeg, Math.SQRT2 * SEGMENT_LEAN_SD_DEG)
  );
}

function leanOf({ thigh, shank }: StandTilt): readonly [number, number] {
  return [(thigh.forwardDeg + shank.forwardDeg) / 2, (thigh.rightDeg + shank.rightDeg) / 2];
}

function isWithin(deg: number, sd: number): boolean {
  return Math.abs(deg) <= limitDeg(sd);
}

function forwardShare(
  stand: StandTilt,
  segment: 'thigh' | 'shank',
  other: StandTilt | null,
): number {
  const partner = segment === 'thigh' ? 'shank' : 'thigh';
  const partnerDeg = stand[partner].forwardDeg;
  // The shank of a bent knee leans forward by half the bend, its thigh back by the other half.
  const bendSign = partner === 'shank' ? 1 : -1;
  const lean = combine(
    { mean: partnerDeg - bendSign * BEND_DEG, sd: BEND_SD_DEG },
    other === null
      ? { mean: 0, sd: LEAN_SD_DEG }
      : {
          mean: (other.thigh.forwardDeg + other.shank.forwardDeg) / 2,
          sd: LEG_LEAN_SD_DEG,
        },
  );
  const foretoldDeg = 2 * lean.mean - partnerDeg;
  return Math.abs(stand[segment].forwardDeg - foretoldDeg) / limitDeg(2 * lean.sd);
}

function sidewaysShare(
  stand: StandTilt,
  segment: 'thigh' | 'shank',
  other: StandTilt | null,
): number {
  const partner = stand[segment === 'thigh' ? 'shank' : 'thigh'];
  const lean = combine(
    { mean: partner.rightDeg, sd: SEGMENT_LEAN_SD_DEG },
    other === null
      ? { mean: 0, sd: LEAN_SD_DEG }
      : { mean: (other.thigh.rightDeg + other.shank.rightDeg) / 2, sd: LEG_SIDE_LEAN_SD_DEG },
  );
  const sd = Math.hypot(lean.sd, SEGMENT_LEAN_SD_DEG);
  return Math.abs(stand[segment].rightDeg - lean.mean) / limitDeg(sd);
}

function limitDeg(sd: number): number {
  return Math.max(LIMIT_DEG, LIMIT_SD * sd);
}

function combine(a: Estimate, b: Estimate): Estimate {
  const wa = 1 / a.sd ** 2;
  const wb = 1 / b.sd ** 2;
  return { mean: (wa * a.mean + wb * b.mean) / (wa + wb), sd: 1 / Math.sqrt(wa + wb) };
}
