import { describe, expect, it } from 'vitest';
import {
  RefusedError,
  SensorNotFoundError,
  type SensorSearch,
  withSensor,
} from '../../../src/sensors/ble/index.ts';
import { countingFeed, until } from './radioWorld.ts';
import { surveyWorld } from './surveyWorld.ts';

function search(serial: string, changed: Partial<SensorSearch> = {}): SensorSearch {
  return { serial, seconds: 5, signal: new AbortController().signal, ...changed };
}

describe('withSensor', () => {
  it('links sensors in turn until one tells the serial, lets it be used, and ends the link', async () => {
    const { radio, settings } = surveyWorld(['A', 'B', 'C'].map((serial) => countingFeed(serial)));
    const serial = await withSensor(settings, search('C'), async (session, identity) => {
      await session.identify(3);
      return identity.serial;
    });
    expect(serial).toBe('C');
    expect(radio.sensors.map(({ identified }) => identified)).toEqual([0, 0, 1]);
    expect(radio.sensors.every((sensor) => sensor.advertisement() !== null)).toBe(true);
  });

  it('names the sensors that were there when the wanted one was not', async () => {
    const { settings } = surveyWorld([countingFeed('A'), countingFeed('B')]);
    const missing = withSensor(settings, search('Z', { seconds: 3 }), async () => {});
    const error = await missing.catch((reason: unknown) => reason);
    if (!(error instanceof SensorNotFoundError)) throw error;
    expect(error.message).toBe('Sensor Z was not found within 3 s');
    const { found } = error;
    expect(found.map(({ identity }) => identity?.serial).sort()).toEqual(['A', 'B']);
  });

  it('passes on why the sensor refused', async () => {
    const { settings } = surveyWorld([countingFeed('A')]);
    const asked = withSensor(settings, search('A'), (session) =>
      session.configure({
        rateHz: 120,
        accelerationRangeG: 16,
        angularRateRangeDps: 2000,
        magnetometer: false,
      }),
    );
    const error = await asked.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ status: 'unsupported', code: 'refused' });
  });

  it('switches a sensor off, which ends the link', async () => {
    const { radio, settings } = surveyWorld([countingFeed('A')]);
    await withSensor(settings, search('A'), (session) => session.powerOff());
    expect(radio.sensors[0]!.on).toBe(false);
  });

  it('ends the link at once when it is given up in the midst of an action', async () => {
    const { radio, settings } = surveyWorld([countingFeed('A')]);
    const given = new AbortController();
    let acting = false;
    const hanging = withSensor(settings, search('A', { signal: given.signal }), () => {
      acting = true;
      return new Promise<void>(() => {});
    });
    hanging.catch(() => {});
    await until('it acts', () => acting);
    given.abort(new Error('given up'));
    await expect(hanging).rejects.toThrow('given up');
    expect(radio.sensors[0]!.advertisement()).not.toBeNull();
  });
});
