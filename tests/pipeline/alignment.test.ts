import { beforeAll, describe, expect, it } from 'vitest';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import type { PipelineEvent } from '../../src/model/events.ts';
import { hasFlag } from '../../src/model/quality.ts';
import type { SensorId } from '../../src/model/sensor.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import {
  DEFAULT_RADIO_DELIVERY,
  RadioDelivery,
} from '../../src/simulator/delivery/radioDelivery.ts';
import { ROUGH_CONDITIONS } from '../../src/simulator/radio/radioConditions.ts';
import { lyingFeed } from '../simulator/delivery/lyingFeed.ts';

/**
 * Oracle O13 of the movement specification: dropouts, wrap and a drift of ± 20 ppm for 30 minutes give
 * an alignment error below 5 ms, no crash, flagged gaps, and no interpolation over more than 50 ms.
 */
const MINUTES = 30;
const LARGEST_ALIGNMENT_ERROR_US = 5000;
const LONGEST_BRIDGED_US = 50_000;

const START_US = Date.UTC(2026, 0, 1) * 1000;
const PERIOD_US = 10_000;
/** A clock is found out in a minute; before, the movement is the calibration's. */
const SETTLED_S = 60;
const FEEDS = [lyingFeed('THIGH', 'right_thigh'), lyingFeed('SHANK', 'right_shank')];

/** What the pipeline gave of one sensor's samples, in order. */
interface Track {
  readonly index: number[];
  readonly timeUs: number[];
  /** Of the first sample in each second; not a number where none came. */
  readonly errorUs: Float64Array;
}

const tracks = new Map<SensorId, Track>();
const frames: BodyFrame[] = [];
const events: PipelineEvent[] = [];
let links = 0;
let recovered = 0;

beforeAll(() => {
  const delivery = new RadioDelivery(FEEDS, START_US, {
    ...DEFAULT_RADIO_DELIVERY,
    conditions: ROUGH_CONDITIONS,
    largestErrors: { skewPpm: 20, ratePpm: 10_000 },
    firstWrapS: (MINUTES / 2) * 60,
  });
  for (const { sensor } of FEEDS) {
    const errorUs = new Float64Array(MINUTES * 60).fill(Number.NaN);
    tracks.set(sensor.id, { index: [], timeUs: [], errorUs });
  }
  const pipeline = new Pipeline(DEFAULT_SETTINGS);
  for (const input of delivery.inputs(MINUTES * 60)) {
    if (input.type === 'sensorLinked') links++;
    const output = pipeline.push(input);
    frames.push(...output.frames);
    events.push(...output.events);
    for (const { sensorId, firstIndex, count, timeUs } of output.samples) {
      const track = tracks.get(sensorId);
      if (!track) throw new Error(`samples of ${sensorId}, which is no sensor of this test`);
      // Those that come behind later ones are recorded, and too late for the attitude and the frames.
      const isBehind = firstIndex < (track.index.at(-1) ?? 0);
      if (isBehind) recovered += count;
      if (isBehind) continue;
      for (let i = 0; i < count; i++) {
        const trueUs = delivery.sampledUs(sensorId, firstIndex + i);
        const second = Math.floor((trueUs - START_US) / 1e6);
        track.index.push(firstIndex + i);
        track.timeUs.push(timeUs[i]);
        if (Number.isNaN(track.errorUs[second])) track.errorUs[second] = timeUs[i] - trueUs;
      }
    }
  }
});

function trackOf({ sensor }: (typeof FEEDS)[number]): Track {
  const track = tracks.get(sensor.id);
  if (!track) throw new Error(`no track of ${sensor.id}`);
  return track;
}

/** From the last sample at or before an instant to the first at or after it, µs; ∞ outside of them. */
function bracketUs({ timeUs }: Track, atUs: number): number {
  let low = 0;
  let high = timeUs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeUs[middle] < atUs) low = middle + 1;
    else high = middle;
  }
  if (timeUs[low] === atUs) return 0;
  return low === 0 || low === timeUs.length
    ? Number.POSITIVE_INFINITY
    : timeUs[low] - timeUs[low - 1];
}

describe('half an hour of a rough radio', () => {
  it('is one: links broke, samples are missing, and the frames went on to the end', () => {
    // Once in 120 s on each of two links: 30 absences, and no less than 30 − 4 √30 of them.
    expect(links).toBeGreaterThan(8);
    for (const feed of FEEDS) {
      const { index } = trackOf(feed);
      expect(index[index.length - 1] + 1 - index.length).toBeGreaterThan(100);
    }
    expect(frames.length).toBeGreaterThan(0.99 * MINUTES * 60 * DEFAULT_SETTINGS.frameRateHz);
    expect(recovered).toBeGreaterThan(100);
    expect(events.filter((event) => event.type === 'fault')).toEqual([]);
  });

  it('keeps two sensors aligned within 5 ms, at every second once the clocks are found out', () => {
    const [a, b] = FEEDS.map(trackOf);
    let compared = 0;
    for (let second = SETTLED_S; second < MINUTES * 60; second++) {
      const offUs = Math.abs(a.errorUs[second] - b.errorUs[second]);
      if (Number.isNaN(offUs)) continue;
      expect(offUs).toBeLessThan(LARGEST_ALIGNMENT_ERROR_US);
      compared++;
    }
    // But for the seconds that links were gone.
    expect(compared).toBeGreaterThan(0.9 * (MINUTES * 60 - SETTLED_S));
  });

  it('tells of every hole in the samples of a sensor, and of its size', () => {
    for (const feed of FEEDS) {
      const { index } = trackOf(feed);
      const holes = index.flatMap((next, i) => {
        const expected = i === 0 ? next : index[i - 1] + 1;
        return next === expected ? [] : [{ firstIndex: expected, count: next - expected }];
      });
      const told = events.flatMap((event) =>
        event.type === 'samplesLost' && event.sensorId === feed.sensor.id
          ? [{ firstIndex: event.firstIndex, count: event.count }]
          : [],
      );
      expect(told).toEqual(holes);
    }
  });

  it('flags what lies in a hole, and leaves blank what lies in one of more than 50 ms', () => {
    const counted = { whole: 0, interpolated: 0, blank: 0, tooLate: 0 };
    for (const { timeUs, legs } of frames) {
      const widestUs = Math.max(...FEEDS.map((feed) => bracketUs(trackOf(feed), timeUs)));
      const knee = legs[0].quality.knee;
      if (widestUs > LONGEST_BRIDGED_US) {
        expect(hasFlag(knee, 'stale')).toBe(true);
        counted.blank++;
      } else if (hasFlag(knee, 'stale')) {
        counted.tooLate++;
      } else if (widestUs > 1.5 * PERIOD_US) {
        expect(hasFlag(knee, 'interpolated')).toBe(true);
        counted.interpolated++;
      } else counted.whole++;
    }
    expect(Math.min(...Object.values(counted))).toBeGreaterThan(100);
    // Stalls of 400 ms at worst are mostly waited for: a frame in a hundred is not.
    expect(counted.tooLate).toBeLessThan(0.01 * frames.length);
  });
});
