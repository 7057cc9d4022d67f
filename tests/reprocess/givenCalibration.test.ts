import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Calibration } from '../../src/model/calibration.ts';
import { sensorId } from '../../src/model/sensor.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { fitCalibration, type GivenCalibration } from '../../src/reprocess/givenCalibration.ts';
import { SampleOrder } from '../../src/reprocess/order/sampleOrder.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { run, START_US } from '../pipeline/offline.ts';
import { SESSION } from '../recording/session.ts';
import { turnFrames } from '../tools/turnedCalibration.ts';
import { newFolder, withOpen } from './compare/made.ts';

const folder = newFolder();
const path = join(folder, 'quiet.mcap');
let earlier: Calibration;

/** Its first seconds stand still, which is all that is needed to take a calibration over. */
beforeAll(async () => {
  const session = simulateSquatSession({ seed: 5, reps: 1 });
  const inputs = [...simulatedInputs(session.feeds, START_US, session.durationS)];
  const found = run(inputs).events.find((event) => event.type === 'calibration');
  if (found?.type !== 'calibration') throw new Error('the session has no calibration');
  earlier = found.calibration;
  const writer = await RecordingWriter.create(path, { ...SESSION, startedUs: START_US });
  for (const input of inputs) writer.writeInput(input);
  await writer.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fitted(
  calibration: Calibration,
  foundIn: GivenCalibration['foundIn'] = 'elsewhere',
): Promise<Calibration> {
  return withOpen([path], async (recording) => {
    const order = await SampleOrder.of(recording);
    const given = { calibration, foundIn };
    return fitCalibration(recording, order, DEFAULT_SETTINGS, given, () => {});
  });
}

describe('a calibration that is given', () => {
  it('is used as it stands where it is of these packets', async () => {
    expect(await fitted(earlier, 'thisPass')).toBe(earlier);
  });

  it('keeps its axes and takes the headings of a stand where it is of others', async () => {
    const taken = await fitted(earlier);
    expect(taken).toMatchObject({
      method: 'reused',
      verdict: 'usable',
      reusedFrom: { id: 'cal-1' },
    });
    const [leg] = taken.legs;
    expect(leg.thigh.segmentToSensor).toEqual(earlier.legs[0].thigh.segmentToSensor);
    expect(leg.relativeHeadingRad).not.toBe(earlier.legs[0].relativeHeadingRad);
  });

  it('counts no squat it was found in where the other kind of pass found it in these packets', async () => {
    const taken = await fitted(earlier, 'thesePackets');
    expect(taken.method).toBe('reused');
    expect(taken.countsFromUs).toBe(earlier.movement.toUs);
    expect(taken.movement.toUs).toBeLessThan(earlier.movement.fromUs);
    // However often it is handed on, and of the assessed movement all of it counts.
    expect((await fitted(taken, 'thesePackets')).countsFromUs).toBe(earlier.movement.toUs);
    const assessed = { ...earlier, method: 'assessedMovement' } as const;
    expect((await fitted(assessed, 'thesePackets')).countsFromUs).toBe(START_US);
    expect((await fitted(earlier)).countsFromUs).toBeUndefined();
  });

  it('names the calibration its axes were found in, however often they are taken over', async () => {
    const second = await fitted({ ...(await fitted(earlier)), timeUs: earlier.timeUs + 60e6 });
    expect(second.reusedFrom).toMatchObject({ id: earlier.id, timeUs: earlier.timeUs });
    const found = new Date(earlier.timeUs / 1000).toISOString().slice(0, 16).replace('T', ' ');
    expect(second.reasons.join()).toContain(found);
  });

  it.each<[what: string, change: (calibration: Calibration) => Calibration, says: RegExp]>([
    [
      'of another sensor',
      (given) => ({
        ...given,
        legs: given.legs.map((leg) => ({
          ...leg,
          shank: { ...leg.shank, sensorId: sensorId('PL-9') },
        })),
      }),
      /has sensor PL-9 on right_shank; the recording has SIM-right-shank there/,
    ],
    [
      'of one leg where two are worn',
      (given) => ({ ...given, legs: given.legs.filter(({ side }) => side === 'right') }),
      /is of the right leg; the recording has the left one too/,
    ],
    [
      'of a sensor that sat otherwise',
      (given) => turnFrames(given, 'left', { thighDeg: [20, 0, 0] }),
      /The sensor on the left thigh moved since.*20° otherwise/,
    ],
    ['that was to be done again', (given) => ({ ...given, verdict: 'redo' }), /verdict redo/],
  ])('is refused %s', async (_, change, says) => {
    await expect(fitted(change(earlier))).rejects.toThrow(says);
  });
});
