import type { Stride } from '../../src/model/gait.ts';
import type { Hold } from '../../src/model/hold.ts';
import type { Landing, LandingLeg } from '../../src/model/landing.ts';
import { SIDES, type Side } from '../../src/model/placement.ts';

/** A plain landing on both feet from a jump of 30 cm, but for what is given. */
export function landingOf(number: number, given: Partial<Landing> = {}): Landing {
  return {
    number,
    initialContactUs: 2e6,
    endUs: 2.3e6,
    flight: { startUs: 1.5e6, endUs: 2e6, jumpHeightM: 0.3 },
    contactDifferenceMs: 12,
    contactS: 0.31,
    legs: SIDES.map(landingLeg),
    lowRate: false,
    counted: true,
    confidence: 1,
    ...given,
  };
}

function landingLeg(side: Side): LandingLeg {
  return {
    side,
    initialContactUs: 2e6,
    headlineAtContact: 4,
    headlineAt40Ms: 7,
    headlinePeak100Ms: 9,
    headlinePeak: 11,
    headlineExcursion: 7,
    headlinePeakRate100Ms: 90,
    band: 'slightly in',
    kneeValgus: {
      atContact: 1,
      at40Ms: 2,
      peak100Ms: 3,
      peak: 4,
      excursion: 3,
      peakRate100Ms: 50,
    },
    headlinePushOffPeak: null,
    kneeValgusPushOffPeakDeg: null,
    flexionAtContactDeg: 24,
    peakFlexionDeg: 82,
    peakShankG: 7,
    quality: 'ok',
  };
}

/** Fourteen seconds on one leg, but for what is given. */
export function holdOf(side: Side, number: number, given: Partial<Hold> = {}): Hold {
  return {
    kind: 'balance',
    number,
    side,
    startUs: 1e6,
    endUs: 15e6,
    holdS: 14,
    endedBy: 'footDown',
    touchDowns: 0,
    shankLeanRmsDeg: 1.2,
    shankLeanRangeDeg: 5,
    shankLeanMeanRateDps: 3,
    shankTiltRmsDeg: 1,
    shankTiltRangeDeg: 4,
    shankTiltMeanRateDps: 2,
    ellipseDeg2: 12,
    inZonePct: 91,
    meanKneeValgusDeg: 1,
    footRollRmsDeg: null,
    peakShankTiltDeg: null,
    heelDown: null,
    quality: 'ok',
    confidence: 1,
    ...given,
  };
}

/** A stride of steady walking, but for what is given. */
export function strideOf(side: Side, number: number, given: Partial<Stride> = {}): Stride {
  return {
    side,
    number,
    initialContactUs: 1e6,
    toeOffUs: 1.6e6,
    nextContactUs: 2.1e6,
    strideS: 1.1,
    stancePct: 61,
    loadingFlexionDeg: 15,
    swingFlexionDeg: 62,
    quality: 'ok',
    frontal: 'exploratory',
    valgusPeakStanceDeg: 2,
    valgusRangeStanceDeg: 4,
    shankLeanMidStanceDeg: 1,
    frontalQuality: 'ok',
    ...given,
  };
}
