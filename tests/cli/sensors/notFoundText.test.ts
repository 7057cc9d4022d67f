import { describe, expect, it } from 'vitest';
import { notFoundText } from '../../../src/cli/sensors/notFoundText.ts';
import { SensorNotFoundError, type SurveyedSensor } from '../../../src/sensors/ble/index.ts';

const HEARD: SurveyedSensor = {
  address: 'c07f3b000001',
  name: 'Plumbline X',
  make: 'Plumbline',
  rssiDbm: -60,
  identity: null,
  problem: null,
};

function text(found: readonly SurveyedSensor[]): string {
  const { signal } = new AbortController();
  return notFoundText(new SensorNotFoundError({ serial: '7F3K', seconds: 15, signal }, found));
}

describe('what is said of a sensor that was not found', () => {
  it('asks what to check when there was none at all', () => {
    expect(text([])).toBe(
      'Sensor 7F3K was not found within 15 s; found were: none; is it switched on, in range, and not linked by another hub or phone?',
    );
  });

  it('tells those that could not be read from those that were not reached in time', () => {
    const faulty = { ...HEARD, name: '', problem: 'It speaks another version.' };
    expect(text([faulty, HEARD])).toBe(
      'Sensor 7F3K was not found within 15 s; found were: none; not readable: c07f3b000001 (It speaks another version); not asked in time: Plumbline X; a longer --timeout may help',
    );
  });
});
