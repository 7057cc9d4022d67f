import type { Rep, RepLeg, RepMetric } from '../../src/model/movement.ts';
import type { Side } from '../../src/model/placement.ts';

/** A metric of which only this is stated. */
export function metric(given: Partial<RepMetric>): RepMetric {
  return {
    atOnset: null,
    peak: null,
    atPeakFlexion: null,
    sdAtPeakFlexion: null,
    excursion: null,
    timeAboveS: null,
    peakRate: null,
    at60Down: null,
    at60Up: null,
    phaseOfPeakPct: null,
    ...given,
  };
}

/** A plain leg of a deep squat, but for what is given. */
export function repLeg(side: Side, given: Partial<RepLeg> = {}): RepLeg {
  return {
    side,
    peakFlexionDeg: 95,
    headlineAtPeakFlexion: 1,
    headlinePeak: 1.5,
    band: 'in line',
    kneeValgusAtPeakFlexionDeg: 1,
    fppaAt60Deg: null,
    fppaAtPeakFlexionDeg: null,
    metrics: {},
    depthClass: 'near parallel',
    thighTiltDeg: 70,
    shankTiltDeg: 25,
    smoothness: -5,
    wobble: null,
    quality: 'ok',
    ...given,
  };
}

/** A plain counted rep of both legs that ends at 4 s, but for what is given. */
export function repOf(number: number, given: Partial<Rep> = {}): Rep {
  return {
    number,
    startUs: 1e6,
    bottomUs: 2.6e6,
    endUs: 4e6,
    eccentricS: 1.5,
    holdS: 0.2,
    concentricS: 1.3,
    stance: null,
    asymmetric: false,
    toeTouch: null,
    confidence: 1,
    legs: [repLeg('right'), repLeg('left')],
    counted: true,
    cued: false,
    ...given,
  };
}
