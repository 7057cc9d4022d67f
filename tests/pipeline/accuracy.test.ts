import { beforeAll, describe, expect, it } from 'vitest';
import { SIDES, type Side } from '../../src/model/placement.ts';
import { eventsOf, type OfflineSession, rmsError, runOffline, START_US } from './offline.ts';

/**
 * Nominal sensors leave 20 mg of accelerometer offset, about 1.1° of inclination per segment:
 * calibration takes out what is constant in standing, not what turns with the segment. Hence the
 * bound on flexion. Valgus and projection add what axis and heading calibration leave.
 */
const FLEXION_DEG = 1.7;
const VALGUS_DEG = 3;
const FPPA_DEG = 3.5;
const MEDIAL_DEVIATION_M = 0.015;
/** Acceptance of the movement specification for onset and end of a rep. */
const REP_TIME_S = 0.15;

describe.each([1, 3, 7])('a session of seed %i with nominal noise', (seed) => {
  let offline: OfflineSession;

  beforeAll(() => {
    offline = runOffline({ seed, reps: 10, fppaDeg: [0, 8, 18, 24] });
  });

  it.each(SIDES)('gives the angles of the %s leg within their bounds', (side) => {
    expect(rmsError(offline, 'kneeFlexionDeg', side)).toBeLessThan(FLEXION_DEG);
    expect(rmsError(offline, 'kneeValgusDeg', side)).toBeLessThan(VALGUS_DEG);
    expect(rmsError(offline, 'fppaDeg', side)).toBeLessThan(FPPA_DEG);
    expect(rmsError(offline, 'kneeMedialDeviationM', side)).toBeLessThan(MEDIAL_DEVIATION_M);
  });

  it('calibrates well once and counts every rep of the set, none twice', () => {
    const verdicts = eventsOf(offline, 'calibration').map(({ calibration }) => calibration.verdict);
    expect(verdicts).toEqual(['good']);
    const reps = eventsOf(offline, 'rep').map(({ rep }) => rep);
    expect(reps.map((rep) => rep.number)).toEqual(offline.session.reps.map((_, i) => i + 1));
    expect(reps.every((rep) => rep.counted)).toBe(true);
  });

  it('dates the start, bottom and end of each rep', () => {
    for (const [i, { rep }] of eventsOf(offline, 'rep').entries()) {
      const { startS, bottomS, endS } = offline.session.reps[i];
      const peakDeg = flexionDeg(offline, bottomS);
      const endDeg = Math.max(10, 0.15 * peakDeg);
      expect(Math.abs(seconds(rep.startUs) - crossing(offline, startS, bottomS, 5))).toBeLessThan(
        REP_TIME_S,
      );
      expect(Math.abs(seconds(rep.endUs) - crossing(offline, endS, bottomS, endDeg))).toBeLessThan(
        REP_TIME_S,
      );
      expect(Math.abs(seconds(rep.bottomUs) - bottomS)).toBeLessThan(REP_TIME_S);
    }
  });

  it('tells the projection angle of each rep at its bottom', () => {
    for (const [i, { rep }] of eventsOf(offline, 'rep').entries()) {
      for (const leg of rep.legs) {
        const asked = offline.session.reps[i].requested.deg[leg.side];
        expect(Math.abs((leg.fppaAtPeakFlexionDeg ?? Number.NaN) - asked)).toBeLessThan(
          2 * FPPA_DEG,
        );
      }
    }
  });
});

function seconds(timeUs: number): number {
  return (timeUs - START_US) / 1e6;
}

/** Mean knee flexion of both legs above standing, from the truth. */
function flexionDeg({ session }: OfflineSession, timeS: number): number {
  const of = (side: Side): number =>
    session.truthAt(timeS).find((leg) => leg.side === side)?.measures.kneeFlexionDeg ?? Number.NaN;
  return (of('right') + of('left')) / 2;
}

/** When the true flexion passes `deg` between an upright instant and the bottom, seconds. */
function crossing(offline: OfflineSession, uprightS: number, bottomS: number, deg: number): number {
  let above = bottomS;
  let below = uprightS;
  for (let i = 0; i < 30; i++) {
    const middle = (above + below) / 2;
    if (flexionDeg(offline, middle) > deg) above = middle;
    else below = middle;
  }
  return above;
}
