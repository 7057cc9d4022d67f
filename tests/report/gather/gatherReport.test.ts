import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../../src/recording/reader.ts';
import { gatherReport } from '../../../src/report/gather/gatherReport.ts';
import { ReportError } from '../../../src/report/gather/reportError.ts';
import type { Report } from '../../../src/report/report.ts';
import { summarize } from '../../../src/reprocess/summary/summarize.ts';
import { repLeg, repOf } from '../../movement/reps.ts';
import { collect } from '../../recording/collect.ts';
import { opened } from '../../recording/opened.ts';
import { SENSORS, STARTED_US, sessionSteps, temporaryFolder } from '../../recording/session.ts';
import { spoilChunk } from '../../recording/spoilChunk.ts';
import { eventStep, inputStep, recorded, reportOn } from '../recorded.ts';

const SAMPLE = fileURLToPath(new URL('../../../recordings/samples/squats.mcap', import.meta.url));

describe('the report of the sample', () => {
  let report: Report;
  beforeAll(async () => {
    const recording = await openRecording(SAMPLE);
    report = await gatherReport(recording);
    await recording.close();
  });

  it('tells what its summary tells', async () => {
    const recording = await opened(SAMPLE);
    const { session, sensors, calibrations, cues, durationS } = await summarize(recording);
    expect(report).toMatchObject({ session, sensors, calibrations, cues, durationS });
    expect(report.sets.map(({ reps }) => reps.length)).toEqual([6]);
    expect(report.sets[0].reps.filter(({ cued }) => cued)).toHaveLength(3);
    expect(report.sets[0].summary).toMatchObject({ reps: 6, counted: 6 });
    expect(report.sets[0].calibration).toBe(calibrations[0].id);
    expect(report).toMatchObject({ advice: [], faults: [], markers: [], rejected: [] });
    expect(report.quality.legs.map(({ words }) => Object.keys(words.projection))).toEqual([
      ['ok'],
      ['ok'],
    ]);
  });

  it('draws each rep through its frames', async () => {
    const recording = await opened(SAMPLE);
    const frames = await collect(recording.frames());
    for (const rep of report.sets[0].reps) {
      for (const { side, course } of rep.legs) {
        expect(course).toHaveLength(101);
        const first = frames.find(({ timeUs }) => timeUs === rep.startUs);
        const leg = first?.legs.find((each) => each.side === side);
        // Both are rounded to a thousandth of a centimetre.
        expect(course[0]).toBeCloseTo(100 * (leg?.measures.kneeMedialDeviationM ?? Number.NaN), 2);
      }
    }
  });

  it('states the headline with the error of its frames', () => {
    for (const { legs } of report.sets[0].reps) {
      for (const { headline, headlineAtPeakFlexion } of legs) {
        expect(headline?.value).toBe(headlineAtPeakFlexion);
        expect(headline?.sd).toBeGreaterThan(0);
      }
    }
  });

  it('marks the time before the calibration in its strip', () => {
    const [calibration] = report.calibrations;
    const calibratedS = (calibration.timeUs - report.session.startedUs) / 1e6;
    const { columnS, fromS, legs } = report.strip;
    for (const { quality, highDeg } of legs) {
      const firstOk = quality.indexOf('ok');
      // One column of the strip either way.
      expect(Math.abs(fromS + firstOk * columnS - calibratedS)).toBeLessThan(2 * columnS);
      expect(Math.max(...highDeg.map((deg) => deg ?? 0))).toBeGreaterThan(80);
    }
  });

  it('goes through JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('is the same each time', async () => {
    const again = await gatherReport(await opened(SAMPLE));
    expect(JSON.stringify(again)).toBe(JSON.stringify(report));
  });
});

describe('a report', () => {
  it('is refused of packets alone, with what to do', async () => {
    const steps = [
      inputStep({ type: 'sensorLinked', timeUs: STARTED_US, sensor: SENSORS[0] }),
      eventStep({ type: 'fault', timeUs: STARTED_US, sensorId: null, sentence: 'none' }),
    ];
    const recording = await opened(await recorded({}, steps));
    await expect(gatherReport(recording)).rejects.toThrow(ReportError);
    await expect(gatherReport(recording)).rejects.toThrow(/packets alone.*"plumbline process"/);
  });

  it('says that nothing was calibrated, and counts all frames then', async () => {
    const report = await reportOn({}, sessionSteps(4));
    expect(report.advice[0]).toMatchObject({ weight: 'stop' });
    expect(report.advice[0].sentence).toMatch(/^Never calibrated/);
    expect(report.quality.calibrated).toBe(false);
    expect(report.quality.legs[0].frames).toBe(400);
  });

  it('starts a set where reps count from one again', async () => {
    const reps = [1, 2, 1, 2, 3].map((number) => repOf(number));
    const report = await reportOn({}, [
      ...sessionSteps(0.5),
      ...reps.map((rep) => eventStep({ type: 'rep', timeUs: rep.endUs, rep })),
    ]);
    expect(report.sets.map(({ reps: each }) => each.length)).toEqual([2, 3]);
  });

  it('says in words why a rep is not counted, and leaves it out of every mean', async () => {
    const bad = repOf(2, {
      counted: false,
      legs: [repLeg('right', { quality: 'stale', peakFlexionDeg: 20 }), repLeg('left')],
    });
    const report = await reportOn({}, [
      ...sessionSteps(0.5),
      eventStep({ type: 'rep', timeUs: 1, rep: repOf(1) }),
      eventStep({ type: 'rep', timeUs: 2, rep: bad }),
    ]);
    expect(report.sets[0].reps[1].whyNot).toBe('right leg: no data');
    const depth = report.figures.filter(({ key }) => key === 'peakFlexionDeg');
    expect(depth).toMatchObject([
      { side: 'right', n: 1, mean: 95 },
      { side: 'left', n: 2, mean: 95 },
    ]);
    const down = report.figures.filter(({ key }) => key === 'eccentricS');
    expect(down).toMatchObject([{ side: 'both', n: 1, mean: 1.5 }]);
    expect(report.advice.map(({ sentence }) => sentence).join(' ')).toMatch(
      /1 of 2 repetitions are not counted/,
    );
  });

  it('measures the reps of earlier versions from their frames', async () => {
    const recording = await openRecording(SAMPLE);
    const { sets } = await gatherReport(recording);
    await recording.close();
    const [leg] = sets[0].reps[0].legs;
    expect(leg.metrics.kneeValgusDeg?.atPeakFlexion).toBeCloseTo(leg.kneeValgusAtPeakFlexionDeg, 5);
    expect(leg.metrics.fppaDeg?.atPeakFlexion).toBeCloseTo(leg.fppaAtPeakFlexionDeg ?? 0, 5);
    expect(leg.metrics.footRollDeg).toBeUndefined();
  });

  it('says what a damaged file lacks', async () => {
    const path = join(await temporaryFolder(), 'spoilt.mcap');
    await copyFile(SAMPLE, path);
    await spoilChunk(path);
    const report = await gatherReport(await opened(path));
    expect(report.damagedChunks).toBe(1);
    expect(report.advice).toContainEqual({
      weight: 'mind',
      sentence: 'The file is damaged: what 1 of its chunks held is missing here.',
    });
  });

  it('keeps markers, faults and rejected movements with their times', async () => {
    const atUs = STARTED_US + 2.5e6;
    const report = await reportOn({}, [
      ...sessionSteps(0.5),
      inputStep({ type: 'marker', timeUs: atUs, label: 'second shoes' }),
      eventStep({ type: 'fault', timeUs: atUs, sensorId: SENSORS[0].id, sentence: 'restarted' }),
      eventStep({
        type: 'repRejected',
        timeUs: atUs,
        rejection: { startUs: atUs, endUs: atUs + 1e6, peakFlexionDeg: 31, reason: 'too shallow' },
      }),
    ]);
    expect(report.markers).toEqual([{ atS: 2.5, text: 'second shoes' }]);
    expect(report.faults).toEqual([{ atS: 2.5, sensorId: SENSORS[0].id, text: 'restarted' }]);
    expect(report.rejected).toEqual([
      {
        what: 'rep',
        side: null,
        startS: 2.5,
        endS: 3.5,
        peakFlexionDeg: 31,
        reason: 'too shallow',
      },
    ]);
  });
});
