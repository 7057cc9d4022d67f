import { beforeAll, describe, expect, it } from 'vitest';
import type { Calibration } from '../../src/model/calibration.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { eventsOf, type Outcome, rmsError, run, START_US } from './offline.ts';

const LATE_MS = 40;
/**
 * In slow squats 40 ms cost 0.68° of flexion and 0.19° are left once they are set right, what there
 * is without an offset (0.22°); measured with this seed.
 */
const FLEXION_DEG = 0.4;
/** Three standard deviations of the estimate, and 3 ms between what the hub knows of two clocks. */
const FOUND_WITHIN_MS = 3 * 2 + 3;

const session = simulateSquatSession({
  seed: 1,
  reps: 6,
  placements: ['right_thigh', 'right_shank'],
});
let outcome: Outcome;
let calibration: Calibration;

beforeAll(() => {
  const feeds = session.feeds.map((feed) =>
    feed.placement === 'right_thigh' ? feed : late(feed, LATE_MS / 1000),
  );
  outcome = run(simulatedInputs(feeds, START_US, session.durationS));
  [{ calibration }] = eventsOf(outcome, 'calibration');
});

/** A sensor whose samples are from `lateS` before the time it puts on them. */
function late(feed: (typeof session.feeds)[number], lateS: number): typeof feed {
  return Object.create(feed, {
    read: {
      value: (index: number, out: Int16Array, atS = index / feed.sensor.rateHz) =>
        feed.read(index, out, atS - lateS),
    },
  });
}

describe('a session with the shank sensor 40 ms late', () => {
  it('has the offset in its calibration, which is usable for that', () => {
    const [leg] = calibration.legs;
    expect(Math.abs((leg.sensorOffsetMs ?? 0) - LATE_MS)).toBeLessThan(FOUND_WITHIN_MS);
    expect(leg.sensorOffsetAppliedMs).toBe(leg.sensorOffsetMs);
    expect(calibration.verdict).toBe('usable');
    expect(calibration.reasons).toEqual([expect.stringContaining('ms behind the other')]);
  });

  it('has the flexion that it would have had in step', () => {
    const calibrated = {
      session,
      frames: outcome.frames.filter(({ timeUs }) => timeUs >= calibration.timeUs),
    };
    expect(rmsError(calibrated, 'kneeFlexionDeg', 'right')).toBeLessThan(FLEXION_DEG);
  });

  it('makes every frame once, in order, and none stale where the reading ahead begins', () => {
    const times = outcome.frames.map(({ timeUs }) => timeUs);
    expect(new Set(times.slice(1).map((timeUs, i) => timeUs - times[i]))).toEqual(
      new Set([10_000]),
    );
    const after = outcome.frames.filter(({ timeUs }) => timeUs > calibration.timeUs + 10_000);
    expect(after.length).toBeGreaterThan(2000);
    expect(after.filter(({ legs }) => !Number.isFinite(legs[0].measures.kneeFlexionDeg))).toEqual(
      [],
    );
  });

  it('counts all its reps', () => {
    const reps = eventsOf(outcome, 'rep').map(({ rep }) => rep);
    expect(reps.filter(({ counted }) => counted)).toHaveLength(session.reps.length);
  });
});
