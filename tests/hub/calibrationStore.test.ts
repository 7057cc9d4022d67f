import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CalibrationStore } from '../../src/hub/calibrationStore.ts';
import type { Calibration, LegCalibration } from '../../src/model/calibration.ts';
import type { Placement, Side } from '../../src/model/placement.ts';
import { sensorId } from '../../src/model/sensor.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calibrations-'));
});
afterEach(() => rm(folder, { recursive: true }));

function leg(side: Side, thigh: string, shank: string): LegCalibration {
  const alignment = (id: string) => ({
    sensorId: sensorId(id),
    segmentToSensor: [1, 0, 0, 0] as const,
    gyroBiasRadps: [0, 0, 0] as const,
    leverArmM: [0, 0.15, 0] as const,
  });
  return {
    side,
    thigh: alignment(thigh),
    shank: alignment(shank),
    relativeHeadingRad: 0,
    relativeHeadingSdRad: 0.03,
    legForwardRad: 0,
    headingConsistency: 0.95,
    axisShare: 0.97,
    axisSdDeg: 2,
    flexionRangeDeg: 72,
    refinement: 'couplingPrior',
    refinementDeg: [1, 1],
  };
}

function calibration(timeUs: number, legs: readonly LegCalibration[]): Calibration {
  return {
    id: 'cal-1',
    timeUs,
    method: 'standing+movement',
    standingS: 3,
    movementS: 15,
    standing: { fromUs: 0, toUs: 1 },
    movement: { fromUs: 1, toUs: 2 },
    legs,
    verdict: 'good',
    checks: [],
    reasons: [],
  };
}

const RIGHT = calibration(1e6, [leg('right', 'A', 'B')]);
const WORN = new Map<string, Placement>([
  ['A', 'right_thigh'],
  ['B', 'right_shank'],
]);

async function reopened(): Promise<{ store: CalibrationStore; sentences: string[] }> {
  const store = new CalibrationStore(folder);
  return { sentences: await store.load(), store };
}

describe('the stored calibrations', () => {
  it('outlive the hub, the newest of each set of sensors, readable by the owner alone', async () => {
    const { store } = await reopened();
    await store.save(RIGHT);
    await store.save({ ...RIGHT, timeUs: 2e6 });
    const again = await reopened();
    expect(again.sentences).toEqual([]);
    expect(again.store.fitting(WORN)?.timeUs).toBe(2e6);
    const path = join(folder, '.plumbline', 'calibrations');
    const [name, ...others] = await readdir(path);
    expect(others).toEqual([]);
    expect((await stat(join(path, name))).mode & 0o777).toBe(0o600);
  });

  it('fit the same sensors at the same places, and every leg that is worn', async () => {
    const { store } = await reopened();
    await store.save(RIGHT);
    const swapped = new Map<string, Placement>([
      ['B', 'right_thigh'],
      ['A', 'right_shank'],
    ]);
    const both = new Map<string, Placement>([...WORN, ['C', 'left_thigh'], ['D', 'left_shank']]);
    expect(store.fitting(WORN)).toEqual(RIGHT);
    expect(store.fitting(swapped)).toBeNull();
    expect(store.fitting(both)).toBeNull();
    expect(store.fitting(new Map())).toBeNull();
  });

  it.each([
    ['no JSON', '{'],
    ['another version', '{"schemaVersion":2,"calibration":{}}'],
    ['no calibration', '{"schemaVersion":1,"calibration":{"id":"cal-1"}}'],
  ])('are set aside where a file is %s, with a sentence', async (_, text) => {
    const { store } = await reopened();
    await store.save(RIGHT);
    const path = join(folder, '.plumbline', 'calibrations');
    const [name] = await readdir(path);
    await writeFile(join(path, name), text);
    const again = await reopened();
    expect(again.sentences).toEqual([expect.stringMatching(/could not be read and was set aside/)]);
    expect(again.sentences[0]).not.toContain(folder);
    expect(again.store.fitting(WORN)).toBeNull();
    expect(await readFile(join(path, `${name}.unreadable`), 'utf8')).toBe(text);
  });
});
