import { describe, expect, it } from 'vitest';
import { readCustom, readHeadline, readMeasure } from '../../dashboards/live/src/store/reading.ts';
import type { Headline } from '../../src/model/movement.ts';
import { QUALITY_FLAGS, qualityBit } from '../../src/model/quality.ts';
import { legInPose } from './squatBody.ts';

const POSE = { shankLean: 4, thighLean: 6, shankTilt: 30, thighTilt: 60 };
const OK = { knee: 0, ankle: 0, projection: 0 };
const HEADLINE: Headline = {
  measure: 'kneeMedialDeviationM',
  label: 'Knee medial deviation',
  unit: 'cm',
  bandEdges: [2, 4, 6],
};

describe('reading a measure', () => {
  it('shows metres as centimetres with an error of 1.96 standard deviations', () => {
    const leg = legInPose('right', POSE, OK);
    leg.measures.kneeMedialDeviationM = 0.0312;
    leg.measures.kneeMedialDeviationSdM = 0.005;
    const reading = readHeadline(leg, HEADLINE);
    expect(reading.state).toBe('ok');
    expect(reading.value).toBeCloseTo(3.12, 10);
    expect(reading.error).toBeCloseTo(0.98, 10);
    expect(reading.reason).toBe('');
  });

  it('leaves degrees as they are and states no error where there is none', () => {
    const reading = readMeasure(legInPose('left', POSE, OK), 'shankLeanDeg');
    expect(reading.value).toBe(4);
    expect(reading.error).toBeNaN();
  });

  it.each(['stale', 'uncalibrated'] as const)('shows no digits of %s data', (flag) => {
    const leg = legInPose('right', POSE, { ...OK, projection: qualityBit(flag) });
    expect(readHeadline(leg, HEADLINE).state).toBe('blank');
  });

  it.each(QUALITY_FLAGS)('never takes data flagged %s for good, and says why', (flag) => {
    const leg = legInPose('right', POSE, { ...OK, projection: qualityBit(flag) });
    const reading = readHeadline(leg, HEADLINE);
    expect(reading.state).not.toBe('ok');
    expect(reading.reason).not.toBe('');
  });

  it('looks at every group that a custom measure rests on', () => {
    const measure = { name: 'lessLean', formula: 'kneeOverToeDeg - shankLeanDeg' };
    const given = (quality: Partial<typeof OK>, value = 1.5) =>
      readCustom(
        { ...legInPose('right', POSE, { ...OK, ...quality }), custom: [9, value] },
        measure,
        1,
      );
    expect(given({})).toEqual({ state: 'ok', value: 1.5, error: Number.NaN, reason: '' });
    expect(given({ knee: qualityBit('impact') }).state).toBe('ok');
    expect(given({ ankle: qualityBit('impact') }).state).toBe('dimmed');
    expect(given({ projection: qualityBit('headingStale') }).state).toBe('dimmed');
    expect(given({ projection: qualityBit('uncalibrated') }).state).toBe('blank');
    expect(given({}, Number.NaN)).toMatchObject({ state: 'blank', reason: 'not measurable here' });
  });

  it('looks at the quality of its own group alone', () => {
    const leg = legInPose('right', POSE, { ...OK, ankle: qualityBit('footNotPlanted') });
    expect(readHeadline(leg, HEADLINE).state).toBe('ok');
    expect(readMeasure(leg, 'kneeOverToeDeg').reason).toBe('foot not planted');
  });

  it('shows nothing for a value that is not a number', () => {
    const reading = readMeasure(legInPose('right', POSE, OK), 'fppaDeg');
    expect(reading.state).toBe('blank');
    expect(reading.reason).not.toBe('');
  });
});
