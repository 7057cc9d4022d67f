import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Calibration } from '../../src/model/calibration.ts';
import type { Placement } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { ASSESSMENTS } from '../../src/movement/assessments/assessments.ts';
import type { SensorStatus } from '../../src/stream/messages.ts';
import { TestHub } from './testHub.ts';

let test: TestHub;
beforeEach(async () => {
  test = await TestHub.start({ subject: DEFAULT_SETTINGS.subject });
});
afterEach(() => test.stop());

const sensor = (placement: Placement, given: Partial<SensorStatus> = {}): SensorStatus => ({
  id: placement,
  name: placement,
  placement,
  link: 'streaming',
  rateHz: 100,
  lostSamples: 0,
  lateSamples: 0,
  refilledSamples: 0,
  reconnects: 0,
  batteryPercent: null,
  rssiDbm: null,
  problem: null,
  ...given,
});
const FOUR = ['right_thigh', 'right_shank', 'left_thigh', 'left_shank'] as const;

async function readinessOf(id: string) {
  const response = await test.fetch(`/api/v1/assessments/${id}/readiness`);
  return { status: response.status, body: await response.json() };
}

function calibrated(verdict: Calibration['verdict']): void {
  const calibration = { id: 'cal-1', verdict } as Calibration;
  test.feed.event({ type: 'calibration', timeUs: 1, calibration });
}

describe('assessments over HTTP', () => {
  it('are given as data, each with what it needs', async () => {
    const response = await test.fetch('/api/v1/assessments');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ assessments: JSON.parse(JSON.stringify(ASSESSMENTS)) });
  });

  it('are held against the live sensors, their calibration and the person', async () => {
    expect((await readinessOf('overheadSquat')).body).toMatchObject({ state: 'notReady' });
    test.feed.sensors = FOUR.map((placement) => sensor(placement));
    expect((await readinessOf('overheadSquat')).body).toMatchObject({
      assessment: 'overheadSquat',
      state: 'notReady',
      missing: ['calibrate: stand still, then do five easy squats'],
    });
    calibrated('good');
    const { body } = await readinessOf('overheadSquat');
    expect(body).toMatchObject({ state: 'ready', missing: [], legs: ['right', 'left'] });
    expect(body.mind[0]).toContain('for a height of 1.75 m');
  });

  it('do not count a sensor that is silent, or that nobody wears', async () => {
    calibrated('good');
    test.feed.sensors = [
      ...FOUR.slice(0, 3).map((placement) => sensor(placement)),
      sensor('left_shank', { link: 'lost' }),
      sensor('left_foot', { placement: null }),
    ];
    expect((await readinessOf('overheadSquat')).body).toMatchObject({
      state: 'partly',
      missing: ['wear a sensor on the left shank'],
      legs: ['right'],
    });
  });

  it.each(['nothing', 'toString', '..%2f..%2fetc'])(
    'are refused as %s in a sentence',
    async (id) => {
      expect(await readinessOf(id)).toEqual({
        status: 404,
        body: { error: `There is no assessment "${decodeURIComponent(id)}".` },
      });
    },
  );

  it('are refused to another web site that rebound its name', async () => {
    const { status } = await test.fetch('/api/v1/assessments', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect(status).toBe(403);
  });
});
