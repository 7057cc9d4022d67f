import { describe, expect, it } from 'vitest';
import type { PipelineInput } from '../../src/model/events.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { NO_MOUNT_FAULTS, type SensorSlip } from '../../src/simulator/mountFaults.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { inputsOf, wholeRun } from '../validate/simulator/simulatedFrames.ts';

/** As long as a link takes to come back, between two squats of the calibration's set and the next. */
const GAP_S = { from: 30, to: 33.7 };

/** Squats in which both shanks are away for a while. */
function afterGap(seed: number, reps: number, slips: readonly SensorSlip[]) {
  const session = simulateSquatSession({
    seed,
    reps,
    mountFaults: { ...NO_MOUNT_FAULTS, slips },
  });
  const inputs: PipelineInput[] = [...inputsOf(session)];
  const [first] = inputs;
  const startUs = first.type === 'packet' ? first.packet.arrivalUs : first.timeUs;
  const arrived = inputs.filter((input) => {
    if (input.type !== 'packet' || !input.packet.sensorId.includes('shank')) return true;
    const atS = (input.packet.arrivalUs - startUs) / 1e6;
    return atS < GAP_S.from || atS > GAP_S.to;
  });
  const { events } = wholeRun(arrived, DEFAULT_SETTINGS);
  return {
    faults: events.filter((event) => event.type === 'fault'),
    counted: events.filter((event) => event.type === 'rep' && event.rep.counted).length,
  };
}

describe('after a lost link', () => {
  it('a heading that comes back over several squats is no sensor that moved', () => {
    const { faults, counted } = afterGap(3, 8, []);
    expect(faults).toEqual([]);
    // Of eight, those in which the links were away or came back are not counted.
    expect(counted).toBeGreaterThanOrEqual(5);
  });

  it('a strap that turns later is still found, by the squats since', () => {
    const slip: SensorSlip = { placement: 'left_shank', atS: 75, deg: 8, aboutAxis: [0, 1, 0] };
    const { faults } = afterGap(1, 17, [slip]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ sentence: expect.stringContaining('left shank has moved') });
  });
});
