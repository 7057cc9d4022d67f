import { beforeAll, describe, expect, it } from 'vitest';
import type { CalibrationProgress } from '../../src/model/calibrationProgress.ts';
import type { CalibrationRetry, PipelineInput } from '../../src/model/events.ts';
import { hasFlag } from '../../src/model/quality.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { encodeBody } from '../../src/recording/bodyMessage.ts';
import { encodeJson } from '../../src/recording/jsonMessage.ts';
import {
  eventsOf,
  type OfflineSession,
  type Outcome,
  run,
  runOffline,
  START_US,
} from './offline.ts';

let offline: OfflineSession;

beforeAll(() => {
  offline = runOffline({ seed: 4, reps: 5, noise: 'none' });
});

function timeOf(input: PipelineInput): number {
  return input.type === 'packet' ? input.packet.arrivalUs : input.timeUs;
}

/** @param untilUs end of the inputs, where what comes later is of no interest */
function retried(step: CalibrationRetry, timeUs: number, untilUs = Number.POSITIVE_INFINITY) {
  const at = offline.inputs.findIndex((input) => timeOf(input) > timeUs);
  const inputs = offline.inputs
    .toSpliced(at, 0, { type: 'retryStep', timeUs, step })
    .filter((input) => timeOf(input) <= untilUs);
  return { inputs, ...run(inputs, offline.settings) };
}

function bytesOf({ frames, events }: Outcome): Buffer {
  return Buffer.concat([...frames.map(encodeBody), ...events.map(encodeJson)]);
}

describe('a step of the calibration done again', () => {
  it('keeps the standing where the squats are wanted again, after the calibration was found', () => {
    const [first] = eventsOf(offline, 'calibration');
    const againUs = first.timeUs + 500_000;
    const outcome = retried('move', againUs);
    const found = eventsOf(outcome, 'calibration').map(({ calibration }) => calibration);
    expect(found.map(({ id }) => id)).toEqual(['cal-1', 'cal-2']);
    expect(found[1].standing).toEqual(found[0].standing);
    expect(found[1].movement.fromUs).toBeGreaterThan(againUs);
    const stages = eventsOf(outcome, 'calibrationStage').filter(({ timeUs }) => timeUs >= againUs);
    expect(stages.map(({ stage }) => stage)).toEqual([...new Array(6).fill('move'), 'done']);

    // Until the new one is found, the old one is not in force.
    const between = outcome.frames.filter(
      ({ timeUs }) => timeUs > againUs + 100_000 && timeUs < found[1].timeUs,
    );
    expect(between.length).toBeGreaterThan(500);
    expect(
      between.every(({ legs }) =>
        legs.every(({ quality }) => hasFlag(quality.knee, 'uncalibrated')),
      ),
    ).toBe(true);
  });

  it('asks for the standing first where none is kept', () => {
    const stages = eventsOf(
      retried('move', START_US + 500_000, START_US + 25e6),
      'calibrationStage',
    );
    expect(stages[0].stage).toBe('standStill');
    expect(stages.filter(({ stage }) => stage === 'standStill').length).toBeGreaterThan(1);
    expect(stages.at(-1)?.stage).toBe('done');
  });

  it('begins with the standing or the pose on the back where these are named', () => {
    const atUs = eventsOf(offline, 'calibration')[0].timeUs + 500_000;
    const first = (step: CalibrationRetry) =>
      eventsOf(retried(step, atUs, atUs + 1e6), 'calibrationStage').at(-1)?.stage;
    expect(first('standStill')).toBe('standStill');
    expect(first('lieStill')).toBe('lieStill');
  });

  it('leaves the pose on the back out where one would rather stand', () => {
    const pipeline = new Pipeline(offline.settings);
    const stages: string[] = [];
    const push = (input: PipelineInput) => {
      for (const event of pipeline.push(input).events) {
        if (event.type === 'calibrationStage') stages.push(event.stage);
      }
    };
    const firstUs = START_US + 1e6;
    const before = offline.inputs.filter((input) => timeOf(input) <= firstUs);
    before.forEach(push);
    push({ type: 'lyingPose', timeUs: firstUs });
    push({ type: 'retryStep', timeUs: firstUs, step: 'standStill' });
    offline.inputs
      .slice(before.length)
      .filter((input) => timeOf(input) < firstUs + 5e6)
      .forEach(push);
    expect(stages).toEqual(['standStill', 'lieStill', 'standStill', 'move']);
  });

  it('leaves the pose on the back out where all is calibrated anew, or as before', () => {
    const [{ calibration }] = eventsOf(offline, 'calibration');
    const atUs = START_US + 1e6;
    for (const asked of [
      { type: 'recalibrate', timeUs: atUs },
      { type: 'reuseCalibration', timeUs: atUs, calibration },
    ] as const) {
      const at = offline.inputs.findIndex((input) => timeOf(input) > atUs);
      const inputs = offline.inputs
        .toSpliced(at, 0, { type: 'lyingPose', timeUs: atUs }, asked)
        .filter((input) => timeOf(input) < atUs + 6e6);
      const stages = eventsOf(run(inputs, offline.settings), 'calibrationStage');
      expect(stages.at(-1)?.stage).toBe(asked.type === 'recalibrate' ? 'move' : 'done');
    }
  });

  it('gives the same bytes for the same inputs', () => {
    const first = retried('move', START_US + 12e6, START_US + 25e6);
    const again = run(first.inputs, offline.settings);
    expect(again.frames.length).toBeGreaterThan(1000);
    expect(bytesOf(again).equals(bytesOf(first))).toBe(true);
  });
});

describe('how a step goes', () => {
  it('is told five times a second while one is asked for, and never otherwise', () => {
    const pipeline = new Pipeline(offline.settings);
    const told: CalibrationProgress[] = [];
    for (const input of offline.inputs) {
      const { progress } = pipeline.push(input);
      if (progress) told.push(progress);
    }
    const doneUs = eventsOf(offline, 'calibration')[0].timeUs;
    expect(told.every(({ timeUs }) => timeUs <= doneUs)).toBe(true);
    const apart = told.slice(1).map(({ timeUs }, i) => timeUs - told[i].timeUs);
    expect(new Set(apart.slice(1))).toEqual(new Set([200_000]));
    expect(told.some(({ stage }) => stage === 'standStill')).toBe(true);
    expect(told.at(-1)?.legs.map(({ bends }) => bends)).toEqual([5, 5]);
  });

  it('says which sensor gives no data', () => {
    const [first] = offline.session.feeds;
    const lostUs = START_US + 5e6;
    const inputs = offline.inputs
      .filter(
        (input) =>
          input.type !== 'packet' ||
          input.packet.sensorId !== first.sensor.id ||
          input.packet.arrivalUs < lostUs,
      )
      .filter((input) => timeOf(input) < lostUs + 2e6);
    const pipeline = new Pipeline(offline.settings);
    const hints = inputs.flatMap((input) => pipeline.push(input).progress?.hint ?? []);
    expect(hints).toContain(`No data from the ${first.placement.replace('_', ' ')}`);
  });
});
