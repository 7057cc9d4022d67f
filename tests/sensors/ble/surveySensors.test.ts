import { describe, expect, it } from 'vitest';
import {
  CONTROL_UUID,
  encodeInfo,
  INFO_UUID,
  SERVICE_UUID,
  STREAM_UUID,
} from '../../../firmware-protocol/index.ts';
import { BleError, type SurveyedSensor, surveySensors } from '../../../src/sensors/ble/index.ts';
import type { Service } from '../../../src/simulator/radio/gattTable.ts';
import { infoOf } from '../../../src/simulator/radio/infoOf.ts';
import { countingFeed, sleep, until } from './radioWorld.ts';
import { ForeignDevice, surveyWorld } from './surveyWorld.ts';

const LIAR: Service = {
  uuid: SERVICE_UUID,
  characteristics: [{ uuid: STREAM_UUID, properties: ['notify'] }],
};

/** All that belongs to a sensor, with this as its Info. */
function serviceTelling(info: Uint8Array): Service {
  return {
    uuid: SERVICE_UUID,
    characteristics: [
      { uuid: INFO_UUID, properties: ['read'], read: () => info },
      { uuid: STREAM_UUID, properties: ['notify'] },
      { uuid: CONTROL_UUID, properties: ['write', 'indicate'], write: () => 0 },
    ],
  };
}

function infoBytes(version: number): Uint8Array {
  const bytes = encodeInfo(infoOf(countingFeed('V').sensor, 0, 1));
  bytes[0] = version;
  return bytes;
}

function survey(
  settings: Parameters<typeof surveySensors>[0],
  options: Partial<Parameters<typeof surveySensors>[1]> = {},
) {
  const { signal } = new AbortController();
  return surveySensors(settings, { seconds: 1, ask: true, signal, ...options });
}

function named(sensors: readonly SurveyedSensor[], name: string): SurveyedSensor {
  const sensor = sensors.find((each) => each.name === `Plumbline ${name}`);
  if (!sensor) throw new Error(`${name} is not among ${sensors.map((each) => each.name)}`);
  return sensor;
}

describe('surveySensors', () => {
  it('reads who every sensor is, one link at a time, and ends every link', async () => {
    const { radio, settings } = surveyWorld(['A', 'B', 'C', 'D'].map((s) => countingFeed(s)));
    let linkedAtOnce = 0;
    const found: number[] = [];
    const sensors = await survey(settings, {
      found: (all) => {
        found.push(all.length);
        const linked = radio.sensors.filter((sensor) => sensor.advertisement() === null);
        linkedAtOnce = Math.max(linkedAtOnce, linked.length);
      },
    });
    expect(sensors.map(({ identity }) => identity?.serial).sort()).toEqual(['A', 'B', 'C', 'D']);
    expect(named(sensors, 'A')).toMatchObject({
      address: radio.sensors[0]!.address.replaceAll(':', ''),
      rssiDbm: radio.sensors[0]!.rssiDbm,
      problem: null,
      identity: {
        firmware: '1.0.0',
        rateHz: 100,
        accelerationRangeG: 13,
        angularRateRangeDps: 1833,
        magnetometer: 'none',
        batteryPercent: 90,
      },
    });
    expect(Math.max(...found)).toBe(4);
    expect(linkedAtOnce).toBe(1);
    expect(radio.sensors.every((sensor) => sensor.advertisement() !== null)).toBe(true);
  });

  it('only listens when it shall not ask', async () => {
    const { settings } = surveyWorld([countingFeed('A')]);
    const [sensor] = await survey(settings, { ask: false });
    expect(sensor).toMatchObject({ name: 'Plumbline A', identity: null, problem: null });
  });

  it('finds nobody in an empty room', async () => {
    const { settings } = surveyWorld([]);
    expect(await survey(settings, { seconds: 0.2 })).toEqual([]);
  });

  it('says of a device that only claims to be a sensor what it lacks, and links it once', async () => {
    const { radio, settings } = surveyWorld([countingFeed('A')]);
    const liar = new ForeignDevice('c0:00:00:00:00:01', 'Plumbline liar', [LIAR]);
    radio.air.add(liar);
    const sensors = await survey(settings, { seconds: 1 });
    expect(named(sensors, 'liar')).toMatchObject({
      identity: null,
      problem: 'It advertises the Plumbline service and has not got all of it.',
    });
    expect(named(sensors, 'A').problem).toBeNull();
    expect(liar.links).toBe(1);
  });

  it('names the version of a sensor that speaks another', async () => {
    const { radio, settings } = surveyWorld([]);
    const services = [serviceTelling(infoBytes(2))];
    radio.air.add(new ForeignDevice('c0:00:00:00:00:02', 'Plumbline V2', services));
    const sensors = await survey(settings);
    expect(named(sensors, 'V2').problem).toBe(
      'It speaks version 2 of the protocol, this hub version 1.',
    );
  });

  it('says of an Info that cannot be read which field is wrong', async () => {
    const { radio, settings } = surveyWorld([]);
    const services = [serviceTelling(infoBytes(1).subarray(0, 20))];
    radio.air.add(new ForeignDevice('c0:00:00:00:00:03', 'Plumbline cut', services));
    const sensors = await survey(settings);
    expect(named(sensors, 'cut').problem).toMatch(
      /^What it tells of itself cannot be read \(info:/,
    );
  });

  it('tells an MTU that holds no sample', async () => {
    const { settings } = surveyWorld([countingFeed('A')], { maxMtu: () => 23 });
    const sensors = await survey(settings);
    expect(named(sensors, 'A').problem).toBe(
      'Its link carries messages of 23 bytes (MTU), its samples need 27.',
    );
  });

  it('marks the second of two devices that tell one serial', async () => {
    const { settings } = surveyWorld([countingFeed('A'), countingFeed('A')]);
    const sensors = await survey(settings);
    expect(sensors.map(({ identity }) => identity?.serial)).toEqual(['A', 'A']);
    const [first, second] = sensors;
    expect(first!.problem).toBeNull();
    expect(second!.problem).toBe(`The device ${first!.address} has told the same serial.`);
  });

  it('waits for no more than one connection to a sensor that left after it was heard', async () => {
    const world = surveyWorld(
      [countingFeed('A'), countingFeed('B')],
      {},
      { connectTimeoutMs: 300 },
    );
    const leave = (sensors: readonly SurveyedSensor[]) => {
      if (sensors.some(({ name }) => name.endsWith('A'))) world.radio.sensors[0]!.setInRange(false);
    };
    const sensors = await survey(world.settings, { found: leave });
    expect(named(sensors, 'A').problem).toMatch(/could not be reached.*longer than 0\.3 s\.$/);
    expect(named(sensors, 'B').identity?.serial).toBe('B');
  });

  it('ends at once, links and all, when it is given up', async () => {
    const { radio, settings } = surveyWorld([countingFeed('A')]);
    const given = new AbortController();
    const surveying = survey(settings, { seconds: 60, signal: given.signal });
    surveying.catch(() => {});
    await until('A is linked', () => radio.sensors[0]!.advertisement() === null);
    const beforeMs = performance.now();
    given.abort(new Error('given up'));
    await expect(surveying).rejects.toThrow('given up');
    expect(performance.now() - beforeMs).toBeLessThan(10_000);
    expect(radio.sensors[0]!.advertisement()).not.toBeNull();
  });

  it('ends when the adapter goes, and says so', async () => {
    const { radio, settings } = surveyWorld([]);
    const surveying = survey(settings, { seconds: 60 });
    surveying.catch(() => {});
    await sleep(100);
    radio.controller.setPowered(false);
    await expect(surveying).rejects.toThrow(
      new BleError('The Bluetooth adapter went off', { code: 'adapterOff' }),
    );
  });

  it('is refused by an adapter that is switched off', async () => {
    const { radio, settings } = surveyWorld([]);
    radio.controller.setPowered(false);
    await expect(survey(settings)).rejects.toThrow('The Bluetooth adapter is switched off');
  });
});
