import { describe, expect, it } from 'vitest';
import type { Calibration } from '../../src/model/calibration.ts';
import { recordedWear } from '../../src/reprocess/wornSensors.ts';
import { opened } from '../recording/opened.ts';
import { SENSORS, SESSION, temporaryFolder } from '../recording/session.ts';
import { recordedInto } from './sessionHistory/recorded.ts';

describe('what was worn in a recording', () => {
  it('is what was worn last, with the newest calibration', async () => {
    const timeUs = SESSION.startedUs;
    const [first, second] = SENSORS;
    const verdict = (of: Calibration['verdict']) => ({ id: of, verdict: of }) as Calibration;
    const path = await recordedInto(await temporaryFolder(), {}, [
      { type: 'sensorLinked', timeUs, sensor: first },
      { type: 'sensorLinked', timeUs, sensor: second },
      { type: 'placed', timeUs, sensorId: first.id, placement: 'left_thigh' },
      { type: 'placed', timeUs, sensorId: second.id, placement: 'left_shank' },
      { type: 'calibration', timeUs, calibration: verdict('redo') },
      { type: 'placed', timeUs, sensorId: first.id, placement: 'right_thigh' },
      { type: 'placed', timeUs, sensorId: second.id, placement: null },
      { type: 'calibration', timeUs, calibration: verdict('good') },
    ]);
    expect(await recordedWear(await opened(path))).toEqual({
      sensors: [
        { sensor: first, placement: 'right_thigh' },
        { sensor: second, placement: null },
      ],
      calibration: 'good',
    });
  });
});
