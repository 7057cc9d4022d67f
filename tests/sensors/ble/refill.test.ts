import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PipelineEvent, PipelineInput } from '../../../src/model/events.ts';
import { sensorId } from '../../../src/model/sensor.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { openRecording } from '../../../src/recording/reader.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { inSampleOrder, SampleOrder } from '../../../src/reprocess/order/sampleOrder.ts';
import { summarize } from '../../../src/reprocess/summary/summarize.ts';
import { IndexRanges } from '../../../src/signal/indexRanges.ts';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import { IDEAL_CONDITIONS } from '../../../src/simulator/radio/radioConditions.ts';
import { collect } from '../../recording/collect.ts';
import { SESSION } from '../../recording/session.ts';
import { ownedWorld, type WorldOwner } from './faultWorld.ts';
import { clock, countingFeed, type RadioWorldOptions, sleep, until } from './radioWorld.ts';

const A = sensorId('A');
/** The virtual sensor keeps 3000 samples: 7.5 s at this rate. */
const RATE_HZ = 400;
const RING_SAMPLES = 3000;

const LOSSY = {
  ...IDEAL_CONDITIONS,
  overflow: { onset: 0.02, end: 0.2, lossWithin: 0.5 },
  duplicateProbability: 0.01,
  overtakenProbability: 0.01,
};

/** One sensor, its packets recorded and through a pipeline; which samples that gave, and how often. */
async function world(owner: WorldOwner, rateHz: number, radio: RadioWorldOptions['radio'] = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'refill-'));
  owner.onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'session.mcap');
  const settings = DEFAULT_SETTINGS;
  const session = { ...SESSION, startedUs: clock(), settings };
  const writer = await RecordingWriter.create(path, session);
  const made = ownedWorld(owner, [countingFeed('A', rateHz)], {
    radio,
    source: { supervisionTimeoutMs: 500 },
  });
  const pipeline = new Pipeline(settings);
  const had = new IndexRanges();
  const events: PipelineEvent[] = [];
  const state = { samples: 0 };
  const push = (input: PipelineInput) => {
    writer.writeInput(input);
    const output = pipeline.push(input);
    writer.writeOutput(output);
    events.push(...output.events);
    for (const { firstIndex, count } of output.samples) {
      had.add(firstIndex, count);
      state.samples += count;
    }
  };
  const { source } = made;
  source.on('sensorLinked', (sensor) => push({ type: 'sensorLinked', timeUs: clock(), sensor }));
  source.on('packet', (packet) => push({ type: 'packet', packet }));
  source.on('sensorLost', (id, reason, timeUs) =>
    push({ type: 'sensorLost', timeUs, sensorId: id, reason }),
  );
  const [sensor] = made.radio.sensors;
  return { ...made, sensor: sensor!, had, events, state, writer, path };
}

describe.concurrent.each(NOBLE_STACKS)('refill over the virtual air, @%s/noble', (stack) => {
  it('has every sample exactly once, through losses and twenty broken links', {
    timeout: 90_000,
  }, async ({ onTestFinished }) => {
    const { radio, source, heard, sensor, had, events, state, writer, path } = await world(
      { stack, onTestFinished },
      100,
      { conditions: LOSSY },
    );
    radio.start();
    await source.start();
    await until('it streams', () => had.size > 20);
    for (let i = 0; i < 20; i++) {
      const links = heard.linked.length;
      sensor.dropLink();
      await until('it is linked again', () => heard.linked.length > links);
      await sleep(150);
    }
    const { air } = sensor;
    expect(air.withheld.size).toBeGreaterThan(20);
    // Duplicates and overtaking go on; of the losses the last may be asked for at this moment.
    await until('all is had', () => had.ranges.length === 1, 30_000);
    await source.stop();
    expect(heard.gone).toEqual([]);
    expect(state.samples).toBe(had.size);
    const told = { lost: new IndexRanges(), refilled: new IndexRanges() };
    for (const event of events) {
      if (event.type === 'samplesLost') told.lost.add(event.firstIndex, event.count);
      if (event.type === 'samplesRefilled') told.refilled.add(event.firstIndex, event.count);
    }
    expect(told.refilled.ranges).toEqual(told.lost.ranges);
    await writer.close();
    const recording = await openRecording(path);
    const outputs = await collect(recording.outputs());
    const recorded = outputs.flatMap((output) => {
      if (output.kind !== 'samples') return [];
      const { firstIndex, count } = output.samples;
      return Array.from({ length: count }, (_, i) => firstIndex + i);
    });
    const [all] = had.ranges;
    expect(recorded.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: all!.end - all!.first }, (_, i) => all!.first + i),
    );
    const [summary] = (await summarize(recording)).sensors;
    expect(summary).toMatchObject({ samples: had.size, missing: [], samplesGone: 0 });
    expect(summary!.samplesLost).toBe(summary!.samplesRefilled);
    // Computed anew with each sample in its place, nothing was ever missing.
    const anew = new Pipeline(DEFAULT_SETTINGS);
    const order = await SampleOrder.of(recording);
    let next = all!.first;
    for await (const input of inSampleOrder(recording, order)) {
      for (const { firstIndex, count } of anew.push(input).samples) {
        expect(firstIndex).toBe(next);
        next += count;
      }
    }
    expect(next).toBe(all!.end);
    await recording.close();
    expect(heard.faults).toEqual([]);
  });

  it('goes on live while it asks, and tells to the sample what the sensor has no longer', {
    timeout: 60_000,
  }, async ({ onTestFinished }) => {
    const { radio, source, heard, sensor, had, state } = await world(
      { stack, onTestFinished },
      RATE_HZ,
    );
    radio.start();
    await source.start();
    await until('it streams', () => had.size > 200);
    sensor.setInRange(false);
    await until('it is lost', () => heard.lost.length > 0);
    // Half a second longer than the ring buffer reaches back.
    await sleep(8_000);
    const [before] = had.ranges;
    sensor.setInRange(true);
    await until('it is linked again', () => heard.linked.length > 1);
    const [, behind] = await untilRanges(had, 2);
    const live = behind!.first;
    const newest = () => had.ranges.at(-1)!.end;
    const newestThen = newest();
    await until('the refill is over', () => {
      const gone = heard.gone.reduce((sum, { count }) => sum + count, 0);
      return gone > 0 && had.size + gone === newest() - before!.first;
    });
    expect(newest()).toBeGreaterThan(newestThen);
    await source.stop();
    // One stretch is gone, from the loss on; all behind it was had, up to the live samples and beyond.
    const gone = new IndexRanges();
    for (const { id, firstIndex, count } of heard.gone) {
      expect(id).toBe(A);
      gone.add(firstIndex, count);
    }
    expect(gone.ranges).toEqual([{ first: before!.end, end: had.ranges[1]!.first }]);
    expect(had.ranges).toHaveLength(2);
    expect(state.samples).toBe(had.size);
    // The sensor kept as many as it says, but for those overwritten while it was asked.
    const kept = live - had.ranges[1]!.first;
    expect(kept).toBeGreaterThan(RING_SAMPLES - 2 * RATE_HZ);
    expect(kept).toBeLessThanOrEqual(RING_SAMPLES);
    expect(heard.exchanges.get('A')!.length).toBeGreaterThan(4);
  });
});

async function untilRanges(of: IndexRanges, count: number) {
  await until(`${count} stretches`, () => of.ranges.length >= count);
  return [...of.ranges];
}
