import { beforeAll, describe, expect, it } from 'vitest';
import type { Calibration } from '../../../src/model/calibration.ts';
import type { PipelineInput } from '../../../src/model/events.ts';
import { NO_MOUNT_FAULTS } from '../../../src/simulator/mountFaults.ts';
import { simulatedInputs } from '../../../src/simulator/simulatedInputs.ts';
import type { SquatOptions } from '../../../src/simulator/squatOptions.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import {
  eventsOf,
  type Outcome,
  rmsError,
  run,
  runOffline,
  START_US,
} from '../../pipeline/offline.ts';

const WORN = { seed: 5, standingS: 5 } as const;

let earlier: Calibration;

beforeAll(() => {
  const [first] = eventsOf(runOffline({ ...WORN, reps: 0 }), 'calibration');
  earlier = first.calibration;
});

/** Another session with the sensors as they sat, and a set at once. */
function reuse(options: Partial<SquatOptions>, calibration: Calibration) {
  const session = simulateSquatSession({ ...WORN, calibrationReps: 0, reps: 4, ...options });
  function* inputs(): Generator<PipelineInput> {
    let told = false;
    for (const input of simulatedInputs(session.feeds, START_US, session.durationS)) {
      if (!told && input.type === 'packet') {
        told = true;
        yield { type: 'reuseCalibration', timeUs: START_US, calibration };
      }
      yield input;
    }
  }
  return { session, ...run(inputs()) };
}

function sentences(outcome: Outcome): string[] {
  return eventsOf(outcome, 'fault').map(({ sentence }) => sentence);
}

describe('an earlier calibration', () => {
  it('is used again after three seconds of standing, usable at most, and tells where it came from', () => {
    const outcome = reuse({}, earlier);
    const [{ calibration }] = eventsOf(outcome, 'calibration');
    expect(calibration).toMatchObject({
      method: 'reused',
      verdict: 'usable',
      reusedFrom: { id: earlier.id, timeUs: earlier.timeUs },
    });
    expect(calibration.reasons[0]).toMatch(/^the axes come from the calibration of 2026-01-01/);
    expect(calibration.legs[0].thigh.leverArmM).toEqual(earlier.legs[0].thigh.leverArmM);
    // The bounds of a calibration of its own: flexion 1.5°, valgus 2° (design, simulator row).
    for (const side of ['right', 'left'] as const) {
      expect(rmsError(outcome, 'kneeFlexionDeg', side)).toBeLessThan(1.5);
      expect(rmsError(outcome, 'kneeValgusDeg', side)).toBeLessThan(2);
    }
  });

  it('is refused where a sensor moved since, by name and size', () => {
    const slips = [{ placement: 'left_shank', atS: 0, deg: 9, aboutAxis: [1, 0, 0] }] as const;
    const outcome = reuse({ mountFaults: { ...NO_MOUNT_FAULTS, slips } }, earlier);
    expect(sentences(outcome).join()).toMatch(/left shank moved since: calibrate anew.*(8|9|10)°/);
    expect(eventsOf(outcome, 'calibration')).toEqual([]);
  });

  it('is refused for sensors at other places', () => {
    const [right, left] = earlier.legs;
    const legs = [
      { ...right, thigh: left.thigh, shank: left.shank },
      { ...left, thigh: right.thigh, shank: right.shank },
    ];
    expect(sentences(reuse({}, { ...earlier, legs })).join()).toMatch(
      /other sensors or other places/,
    );
  });
});
