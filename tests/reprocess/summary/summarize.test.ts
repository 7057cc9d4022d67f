import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PipelineEvent, PipelineInput } from '../../../src/model/events.ts';
import type { SensorId, TimedSamples } from '../../../src/model/sensor.ts';
import { summarize } from '../../../src/reprocess/summary/summarize.ts';
import { collect } from '../../recording/collect.ts';
import { opened } from '../../recording/opened.ts';
import { record } from '../../recording/record.ts';
import {
  SENSORS,
  SESSION,
  STARTED_US,
  type Step,
  sessionSteps,
  temporaryFolder,
} from '../../recording/session.ts';
import { spoilChunk } from '../../recording/spoilChunk.ts';

const SAMPLE = fileURLToPath(new URL('../../../recordings/samples/squats.mcap', import.meta.url));
const LATER_US = STARTED_US + 8e6;
const [THIGH, SHANK] = SENSORS;

function inputSteps(inputs: readonly PipelineInput[]): Step[] {
  return inputs.map((input) => ({ kind: 'input', input }));
}

function samplesStep(sensorId: SensorId, firstIndex: number, count: number): Step {
  const samples: TimedSamples = {
    sensorId,
    firstIndex,
    count,
    deviceTimeUs: 0,
    acceleration: new Float64Array(3 * count),
    angularRate: new Float64Array(3 * count),
    clipped: false,
    timeUs: Float64Array.from({ length: count }, (_, i) => STARTED_US + i),
  };
  return { kind: 'output', output: { samples: [samples], frames: [], events: [] } };
}

function eventStep(events: readonly PipelineEvent[]): Step {
  return { kind: 'output', output: { samples: [], frames: [], events } };
}

async function summaryOf(steps: Iterable<Step>) {
  return summarize(await opened(await record(steps)));
}

describe('the summary of the sample', () => {
  it('counts what is stored', async () => {
    const recording = await opened(SAMPLE);
    const summary = await summarize(recording);
    const frames = await collect(recording.frames());
    expect(summary.session).toEqual(recording.metadata);
    expect(summary.channels['/body']).toBe(frames.length);
    expect(summary.sets).toEqual([{ reps: 6, counted: 6, cued: 3 }]);
    expect(summary.cues).toEqual({ given: 3, heldBack: {} });
    expect(summary.calibrations.map(({ verdict }) => verdict)).toEqual(['good']);
    expect(summary).toMatchObject({ hasResults: true, hasTruth: true, damagedChunks: 0 });
    for (const { side, frames: all, words } of summary.quality) {
      const legs = frames.flatMap(({ legs }) => legs.filter((leg) => leg.side === side));
      expect(all).toBe(legs.length);
      expect(words.projection.ok).toBe(
        legs.filter(({ quality }) => quality.projection === 0).length,
      );
    }
    for (const sensor of summary.sensors) {
      expect(sensor).toMatchObject({ gaps: 0, samplesLost: 0, longestGap: null, linksLost: 0 });
      expect(sensor.packets).toBe(summary.channels[`/packets/${sensor.sensor.id}`]);
      expect(sensor.samples).toBe(2 * sensor.packets);
    }
  });

  it('tells on the way how far it is', async () => {
    const recording = await opened(SAMPLE);
    const told: number[] = [];
    await summarize(recording, (logUs) => told.push(logUs));
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(recording.endUs);
  });
});

describe('the summary of a session with troubles', () => {
  it('finds the longest gap of each sensor and the links that were lost', async () => {
    const lost = (timeUs: number, count: number): PipelineEvent => ({
      type: 'samplesLost',
      timeUs,
      sensorId: THIGH.id,
      firstIndex: 0,
      count,
    });
    const { sensors } = await summaryOf([
      ...sessionSteps(1),
      eventStep([lost(STARTED_US + 1, 4), lost(STARTED_US + 2, 30), lost(STARTED_US + 3, 30)]),
      ...inputSteps([
        { type: 'sensorLost', timeUs: LATER_US, sensorId: SHANK.id, reason: 'outOfRange' },
        { type: 'sensorLost', timeUs: LATER_US, sensorId: SHANK.id, reason: 'finished' },
      ]),
    ]);
    expect(sensors.map(({ sensor }) => sensor)).toEqual(SENSORS);
    expect(sensors[0]).toMatchObject({
      gaps: 3,
      samplesLost: 64,
      longestGap: { timeUs: STARTED_US + 2, samples: 30 },
      linksLost: 0,
    });
    expect(sensors[1]).toMatchObject({ gaps: 0, longestGap: null, linksLost: 1 });
  });

  it('tells to the sample what was had again and what was not, run by run', async () => {
    const lost = (firstIndex: number, count: number): PipelineEvent => ({
      type: 'samplesLost',
      timeUs: STARTED_US,
      sensorId: THIGH.id,
      firstIndex,
      count,
    });
    const clock: PipelineEvent = {
      type: 'sensorClock',
      timeUs: LATER_US,
      sensorId: THIGH.id,
      basis: 'exchanges',
      skewPpm: -12.5,
      residualUs: 4000,
      boundUs: 700,
    };
    const { sensors } = await summaryOf([
      ...inputSteps([{ type: 'sensorLinked', timeUs: STARTED_US, sensor: THIGH }]),
      eventStep([lost(1000, 50), lost(1100, 10)]),
      samplesStep(THIGH.id, 1000, 30),
      samplesStep(THIGH.id, 1035, 15),
      ...inputSteps([
        { type: 'samplesGone', timeUs: LATER_US, sensorId: THIGH.id, firstIndex: 1030, count: 5 },
        { type: 'sensorLinked', timeUs: LATER_US, sensor: { ...THIGH, run: 77 } },
      ]),
      eventStep([lost(1030, 2), clock]),
    ]);
    expect(sensors[0]).toMatchObject({
      samplesLost: 62,
      samplesRefilled: 45,
      samplesGone: 5,
      missing: [
        { run: 1, firstIndex: 1030, count: 5 },
        { run: 1, firstIndex: 1100, count: 10 },
        { run: 2, firstIndex: 1030, count: 2 },
      ],
      clock: { basis: 'exchanges', skewPpm: -12.5, boundUs: 700 },
    });
  });

  it('knows every place a sensor was worn at, also one said before its link', async () => {
    const place = (placement: 'right_thigh' | 'left_shank' | null): PipelineInput => ({
      type: 'placed',
      timeUs: LATER_US,
      sensorId: THIGH.id,
      placement,
    });
    const linked: PipelineInput = { type: 'sensorLinked', timeUs: LATER_US, sensor: THIGH };
    const { sensors } = await summaryOf(
      inputSteps([
        place('right_thigh'),
        linked,
        place(null),
        place('right_thigh'),
        place('left_shank'),
      ]),
    );
    expect(sensors.map(({ placements }) => placements)).toEqual([['right_thigh', 'left_shank']]);
  });

  it('keeps sets apart, and cues that were held back by their reason', async () => {
    const held = (reason: string): PipelineEvent => ({
      type: 'cueSuppressed',
      timeUs: LATER_US,
      side: 'left',
      reason,
    });
    const reps = [...sessionSteps(7)].flatMap((step) =>
      step.kind === 'output' ? step.output.events.filter(({ type }) => type === 'rep') : [],
    );
    const { sets, cues, faults, markers } = await summaryOf([
      eventStep([...reps, ...reps.slice(0, 1)]),
      eventStep([held('delayed'), held('foot not planted'), held('delayed')]),
      eventStep([{ type: 'fault', timeUs: LATER_US, sensorId: null, sentence: 'It fell off.' }]),
      ...inputSteps([{ type: 'marker', timeUs: LATER_US, label: 'pain' }]),
    ]);
    expect(sets).toEqual([
      { reps: 2, counted: 2, cued: 2 },
      { reps: 1, counted: 1, cued: 1 },
    ]);
    expect(cues).toEqual({ given: 0, heldBack: { delayed: 2, 'foot not planted': 1 } });
    expect(faults).toEqual([{ timeUs: LATER_US, sensorId: null, sentence: 'It fell off.' }]);
    expect(markers).toBe(1);
  });

  it('counts each word that occurs', async () => {
    const { quality } = await summaryOf(sessionSteps(2));
    expect(quality.map(({ side }) => side)).toEqual(['right', 'left']);
    expect(quality[0].frames).toBe(200);
    // The session steps flag the projections of their first second.
    expect(quality[0].words.projection).toEqual({ ok: 100, settling: 100 });
    expect(quality[0].words.knee).toEqual({ ok: 200 });
  });

  it('says of packets alone that they have no results and no truth', async () => {
    const inputs = [...sessionSteps(0.5)].filter(({ kind }) => kind === 'input');
    const summary = await summaryOf(inputs);
    expect(summary).toMatchObject({ hasResults: false, hasTruth: false, session: SESSION });
    const nothing = { samples: null, gaps: null, samplesLost: null, longestGap: null };
    for (const sensor of summary.sensors) expect(sensor).toMatchObject({ packets: 25, ...nothing });
    expect(summary.sensors).toHaveLength(SENSORS.length);
  });

  it('counts a chunk that cannot be read', async () => {
    const path = join(await temporaryFolder(), 'spoilt.mcap');
    await copyFile(SAMPLE, path);
    await spoilChunk(path);
    const whole = await summarize(await opened(SAMPLE));
    const spoilt = await summarize(await opened(path));
    expect(spoilt.damagedChunks).toBe(1);
    expect(spoilt.quality[0].frames).toBeLessThan(whole.quality[0].frames);
  });
});
