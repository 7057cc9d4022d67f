import { describe, expect, it } from 'vitest';
import { LineMaker } from '../../../src/influx/lines/lineMaker.ts';
import { type BodyFrame, emptyLegMeasures } from '../../../src/model/bodyFrame.ts';
import { qualityBit } from '../../../src/model/quality.ts';
import type { SessionMetadata } from '../../../src/model/session.ts';
import { SESSION, STARTED_US } from '../../recording/session.ts';
import { frameAt } from './everyContent.ts';
import { type LineParts, partsOf } from './lineParts.ts';

const FRAME_US = 10_000;

function linesOf(
  frames: readonly BodyFrame[],
  bodyRateHz: number,
  session: SessionMetadata = SESSION,
): LineParts[] {
  const maker = new LineMaker(session, 'lab', { bodyRateHz, samples: false }, null);
  const lines = frames.flatMap((frame) => maker.add({ kind: 'frame', frame }));
  return [...lines, ...maker.end()].map(partsOf).filter((line) => line.measurement === 'body');
}

function framesOf(durationS: number, fromUs = STARTED_US): BodyFrame[] {
  return Array.from({ length: durationS * 100 }, (_, i) => frameAt(fromUs + i * FRAME_US, i));
}

describe('body at a lower rate', () => {
  it('gives the mean, the extremes, all flags and the longest latency of a window', () => {
    const [first, ...rest] = framesOf(0.1);
    const noted = {
      ...first,
      arrivalUs: first.timeUs + 90_000,
      legs: first.legs.map((leg) => ({
        ...leg,
        measures: { ...emptyLegMeasures(), kneeFlexionDeg: Number.NaN, kneeValgusSdDeg: 2 },
        quality: { knee: qualityBit('stale'), ankle: 0, projection: qualityBit('slip') },
      })),
    };
    const [right, left] = linesOf([noted, ...rest], 10);
    expect(right.timeNs).toBe(`${STARTED_US + 50_000}000`);
    expect(right.fields).toEqual({
      knee_flexion_deg: '5',
      knee_flexion_deg_min: '1',
      knee_flexion_deg_max: '9',
      knee_medial_deviation_m: '0',
      knee_medial_deviation_m_min: '0',
      knee_medial_deviation_m_max: '0',
      knee_valgus_sd_deg: '2',
      knee_quality: `${qualityBit('stale')}i`,
      ankle_quality: '64i',
      projection_quality: `${qualityBit('slip')}i`,
      latency_us: '90000i',
      frames: '10i',
    });
    expect(left.fields).toEqual(right.fields);
    expect([right.tags.side, left.tags.side]).toEqual(['right', 'left']);
  });

  it.each([0.1, 0.3, 1, 7, 30, 33.3, 50])('puts every frame into one window at %d Hz', (rateHz) => {
    const frames = framesOf(25, STARTED_US + 3_330);
    const lines = linesOf(frames, rateHz).filter(({ tags }) => tags.side === 'right');
    const counts = lines.map(({ fields }) => Number.parseInt(fields.frames, 10));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(frames.length);
    expect(Math.abs(lines.length - 25 * rateHz)).toBeLessThanOrEqual(1);
    const timesUs = lines.map(({ timeNs }) => Number(timeNs) / 1000);
    expect(new Set(timesUs).size).toBe(lines.length);
    // A window holds the frames about its middle.
    let at = 0;
    for (const [i, middleUs] of timesUs.entries()) {
      for (const { timeUs } of frames.slice(at, at + counts[i])) {
        expect(Math.abs(timeUs - middleUs)).toBeLessThanOrEqual(0.5e6 / rateHz + 1);
      }
      at += counts[i];
    }
  });

  it('has the same windows wherever a recording begins', () => {
    const whole = framesOf(3);
    const late = linesOf(whole.slice(37), 10).map(({ key }) => key);
    const keys = linesOf(whole, 10).map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(late));
  });

  it.each([100, 120])('is the full rate at %d Hz, which no frame is faster than', (rateHz) => {
    const frames = framesOf(0.2);
    const lines = linesOf(frames, rateHz);
    expect(lines).toHaveLength(2 * frames.length);
    expect(lines[0].fields).not.toHaveProperty('frames');
  });

  it('says its rate at the start of the session', () => {
    const rates = [10, 250].map(
      (bodyRateHz) =>
        partsOf(new LineMaker(SESSION, 'lab', { bodyRateHz, samples: false }, null).start()[0])
          .fields.body_rate_hz,
    );
    expect(rates).toEqual(['10', '100']);
  });

  it('keeps custom measures likewise, and none apart that another has the name of', () => {
    const customMeasures = ['sum', 'share', 'sumMin'].map((name) => ({
      name,
      formula: 'kneeValgusDeg',
    }));
    const session = { ...SESSION, settings: { ...SESSION.settings, customMeasures } };
    const frames = framesOf(0.1).map((frame, i) => ({
      ...frame,
      legs: frame.legs.map((leg) => ({ ...leg, custom: [i, Number.NaN, 7] })),
    }));
    const [{ fields }] = linesOf(frames, 10, session);
    const custom = Object.entries(fields).filter(([name]) => name.startsWith('custom_'));
    expect(Object.fromEntries(custom)).toEqual({
      custom_sum: '4.5',
      custom_sum_max: '9',
      custom_sum_min: '7',
      custom_sum_min_min: '7',
      custom_sum_min_max: '7',
    });
  });

  it('gives a leg that is there for a part of a window what it had', () => {
    const frames = framesOf(0.1).map((frame, i) =>
      i < 5 ? frame : { ...frame, legs: [frame.legs[1]] },
    );
    expect(linesOf(frames, 10).map(({ tags, fields }) => [tags.side, fields.frames])).toEqual([
      ['right', '5i'],
      ['left', '10i'],
    ]);
  });
});
