import { describe, expect, it } from 'vitest';
import type { Landing } from '../../src/model/landing.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { LandingAnalysis } from '../../src/movement/landings/landingAnalysis.ts';
import {
  type DetectedLanding,
  LandingDetector,
} from '../../src/movement/landings/landingDetector.ts';
import { DEFAULT_THRESHOLDS } from '../../src/movement/thresholds.ts';
import { feltTable } from '../movement/feltFeeds.ts';
import { bodyFrame } from '../movement/frames.ts';
import { REAL_DATA_NOTE, REAL_DATA_PRESENT, readTable, type Table } from '../tools/realData.ts';
import { runRecordedLeg, START_US } from './recordedLeg.ts';

const LEGS = [{ right: 'r_' }, { left: 'l_' }, { right: 'r_', left: 'l_' }] as const;
/** Of the shank, as the recording's notes list them, s. */
const IMPACT_PEAKS_S = [11.59, 19.01, 26.04, 32.47, 39.44, 47.02, 54.31, 61.7];

function landingsOf(
  file: string,
  rateHz: number,
  legs: Parameters<typeof feltTable>[2],
): DetectedLanding[] {
  const detector = new LandingDetector(DEFAULT_THRESHOLDS.landing, rateHz);
  const found: DetectedLanding[] = [];
  for (const { timeUs, signals } of feltTable(readTable(file), rateHz, legs)) {
    const landing = detector.step(timeUs, signals);
    if (landing) found.push(landing);
  }
  return found;
}

/** With the optical flexion for that of a calibration; the person stays as the last row shows. */
function measuredLandings(table: Table, rateHz: number): Landing[] {
  const analysis = new LandingAnalysis({
    ...DEFAULT_SETTINGS,
    task: 'landing',
    frameRateHz: rateHz,
  });
  const felt = [...feltTable(table, rateHz, LEGS[2])];
  const rest = Array.from({ length: 2 * rateHz }, (_, i) => ({
    timeUs: felt[felt.length - 1].timeUs + ((i + 1) * 1e6) / rateHz,
    signals: felt[0].signals,
  }));
  return [...felt, ...rest].flatMap(({ timeUs, signals }, i) => {
    const row = Math.min(i, felt.length - 1);
    const frame = bodyFrame(timeUs, {
      right: { kneeFlexionDeg: table.r_knee_flex_deg[row] },
      left: { kneeFlexionDeg: table.l_knee_flex_deg[row] },
    });
    return analysis
      .step(frame, signals)
      .flatMap((event) => (event.type === 'landing' ? [event.landing] : []));
  });
}

describe.skipIf(!REAL_DATA_PRESENT)(`landings of people${REAL_DATA_NOTE}`, () => {
  it('from a box, with sensors on one leg: eight, each close before its impact peak', () => {
    const table = readTable('fan-knee/left_drop_landing.csv.gz');
    const settings = { ...DEFAULT_SETTINGS, task: 'landing' } as const;
    const landings = runRecordedLeg(table, 100, 'left', settings).events.flatMap((event) =>
      event.type === 'landing' ? [event.landing] : [],
    );
    expect(landings.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const [i, { initialContactUs, legs, flight, lowRate }] of landings.entries()) {
      const beforeS = IMPACT_PEAKS_S[i] - (initialContactUs - START_US) / 1e6;
      // Measured 18 to 76 ms: some hit the floor with the toes first.
      expect(beforeS).toBeGreaterThanOrEqual(0);
      expect(beforeS).toBeLessThanOrEqual(0.08);
      expect(flight.jumpHeightM).toBeNull();
      expect(lowRate).toBe(true);
      expect(legs[0].peakShankG).toBeGreaterThan(8);
      // Optics say 87 to 101 degrees; the first ones lie before the calibration.
      if (legs[0].peakFlexionDeg === null) expect(legs[0].quality).toBe('uncalibrated');
      else expect(legs[0].peakFlexionDeg).toBeGreaterThan(80);
    }
  });

  it.each([
    ['opencap-mocap/DJ1', 1.4, 2.55],
    ['opencap-mocap/DJ2', 1.5, 2.58],
    ['other-mocap/u_DJ1', 1.19, 2.33],
  ])('in the drop jump %s, with either leg or both', (trial, firstS, secondS) => {
    for (const legs of LEGS) {
      const found = landingsOf(`${trial}.csv.gz`, 100, legs);
      expect(found).toHaveLength(2);
      for (const [i, { contacts }] of found.entries()) {
        expect(contacts.map(({ side }) => side).sort()).toEqual(Object.keys(legs).sort());
        for (const { timeUs } of contacts) {
          // The ankles reach the floor within two rows of these.
          expect(Math.abs(timeUs / 1e6 - [firstS, secondS][i])).toBeLessThan(0.03);
        }
      }
    }
  });

  it.each([
    // So far the hips rise from the rows in which the ankles have stretched, metres.
    ['opencap-mocap/DJ1', 0.19],
    ['opencap-mocap/DJ2', 0.17],
    ['other-mocap/u_DJ1', 0.41],
  ])('tell the jump of %s from the hop off the box', (trial, heightM) => {
    const landings = measuredLandings(readTable(`${trial}.csv.gz`), 100);
    expect(landings).toHaveLength(2);
    const [drop, jump] = landings;
    expect(drop.flight.jumpHeightM).toBeNull();
    expect(Math.abs((jump.flight.jumpHeightM ?? 0) - heightM)).toBeLessThan(0.03);
    expect(drop.contactS).toBeCloseTo((jump.flight.startUs - drop.initialContactUs) / 1e6, 6);
    for (const { flexionAtContactDeg, peakFlexionDeg } of drop.legs) {
      // Knees meet the floor at 19–33° and bend to 92–110°.
      expect(flexionAtContactDeg).toBeGreaterThan(15);
      expect(flexionAtContactDeg).toBeLessThan(35);
      expect(peakFlexionDeg).toBeGreaterThan(88);
      expect(peakFlexionDeg).toBeLessThan(113);
    }
  });

  it.each([
    ['opencap-mocap/walking1', 100],
    ['opencap-mocap/squats1', 100],
    ['opencap-mocap/STS1', 100],
    ['other-mocap/k_DLS01', 200],
    ['other-mocap/welk007_RHJC1_leftstance', 100],
  ])('are not seen in %s', (trial, rateHz) => {
    for (const legs of LEGS) {
      expect(landingsOf(`${trial}.csv.gz`, rateHz, legs)).toHaveLength(0);
    }
  });

  it('are not seen in half a minute of walking', () => {
    const file = 'skinematics/walking_thigh_shank.csv.gz';
    expect(landingsOf(file, 120, { right: '' })).toHaveLength(0);
  });
});
