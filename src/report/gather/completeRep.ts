import type { BodyFrame } from '../../model/bodyFrame.ts';
import {
  REP_QUANTITIES,
  type Rep,
  type RepLeg,
  type RepMetric,
  type RepQuantity,
} from '../../model/movement.ts';
import { atBottom } from './atBottom.ts';

type Newer = 'stance' | 'asymmetric' | 'toeTouch' | 'confidence' | 'legs';
type NewerOfLeg =
  | 'metrics'
  | 'depthClass'
  | 'thighTiltDeg'
  | 'shankTiltDeg'
  | 'smoothness'
  | 'wobble';

type StoredLeg = Omit<RepLeg, NewerOfLeg> & Partial<Pick<RepLeg, NewerOfLeg>>;

/** A rep as recordings may hold it: earlier versions did not measure as much. */
export type StoredRep = Omit<Rep, Newer> &
  Partial<Pick<Rep, Exclude<Newer, 'legs'>>> & { readonly legs: readonly StoredLeg[] };

/** The rep, with what its version did not tell taken from the frames that span it, or left open. */
export function completeRep(stored: StoredRep, frames: readonly BodyFrame[]): Rep {
  return {
    stance: null,
    asymmetric: false,
    toeTouch: null,
    confidence: 1,
    ...stored,
    legs: stored.legs.map((leg) => ({
      depthClass: depthOf(leg.peakFlexionDeg),
      thighTiltDeg: atBottom(frames, leg.side, 'thighTiltDeg', stored.bottomUs)?.value ?? null,
      shankTiltDeg: atBottom(frames, leg.side, 'shankTiltDeg', stored.bottomUs)?.value ?? null,
      smoothness: null,
      wobble: null,
      ...leg,
      metrics: { ...metricsOf(leg, stored.bottomUs, frames), ...leg.metrics },
    })),
  };
}

function metricsOf(
  { side }: StoredLeg,
  bottomUs: number,
  frames: readonly BodyFrame[],
): Partial<Record<RepQuantity, RepMetric>> {
  const metrics: Partial<Record<RepQuantity, RepMetric>> = {};
  for (const quantity of REP_QUANTITIES) {
    const stated = atBottom(frames, side, quantity, bottomUs);
    if (!stated) continue;
    metrics[quantity] = {
      atOnset: null,
      peak: null,
      atPeakFlexion: stated.value,
      sdAtPeakFlexion: stated.sd,
      excursion: null,
      timeAboveS: null,
      peakRate: null,
      at60Down: null,
      at60Up: null,
      phaseOfPeakPct: null,
    };
  }
  return metrics;
}

/** By knee flexion alone. */
function depthOf(peakFlexionDeg: number): RepLeg['depthClass'] {
  if (peakFlexionDeg < 60) return 'partial';
  if (peakFlexionDeg < 90) return 'half';
  return peakFlexionDeg < 110 ? 'near parallel' : 'parallel';
}
