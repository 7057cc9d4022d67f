import { expect, it } from 'vitest';
import type { Placement } from '../../../src/model/placement.ts';
import { sensorId } from '../../../src/model/sensor.ts';
import { RecordingSurvey } from '../../../src/reprocess/offline/recordingSurvey.ts';

const NOTHING = { samples: [], frames: [], events: [] } as const;

/** The instants at which something turned, of sensors that are placed second after second. */
function turns(placed: readonly (readonly [serial: string, placement: Placement | null])[]) {
  const survey = new RecordingSurvey();
  placed.forEach(([serial, placement], timeUs) => {
    survey.see({ type: 'placed', timeUs, sensorId: sensorId(serial), placement }, NOTHING);
  });
  return survey.turns.map(({ timeUs }) => timeUs);
}

it('takes no turn from a sensor that is linked again where it is worn', () => {
  expect(
    turns([
      ['A', 'left_thigh'],
      ['B', 'left_shank'],
      ['A', 'left_thigh'],
      ['B', 'left_shank'],
    ]),
  ).toEqual([0, 1]);
});

it('takes one from a sensor that is moved, taken off, or takes the place of another', () => {
  expect(
    turns([
      ['A', 'left_thigh'],
      ['A', 'left_shank'],
      ['A', null],
      ['A', null],
      ['A', 'left_thigh'],
    ]),
  ).toEqual([0, 1, 2, 4]);
  expect(
    turns([
      ['A', 'left_thigh'],
      ['B', 'left_thigh'],
      ['A', 'left_thigh'],
    ]),
  ).toEqual([0, 1, 2]);
});
