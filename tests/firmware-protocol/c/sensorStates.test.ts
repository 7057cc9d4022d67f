import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type Command,
  type ControlStatus,
  SENSOR_FAULT,
} from '../../../firmware-protocol/index.ts';
import { compile } from './compile.ts';
import { ExampleSensor, type SensorAct } from './exampleSensor.ts';

const CONFIGURE: Command = {
  kind: 'configure',
  rateHz: 200,
  accelerationRangeG: 8,
  angularRateRangeDps: 1000,
  magnetometer: false,
};
const UNSUPPORTED: Command = { ...CONFIGURE, rateHz: 77 };
const CUE: Command = { kind: 'cue', pattern: 'short', strengthPercent: 50 };
const RESEND: Command = { kind: 'resend', firstIndex: 0, count: 10 };
const SECOND = 'run 1000000';

function words(acts: readonly SensorAct[]): string[] {
  return acts.map(({ word, value }) => `${word} ${value}`);
}

describe('the example of a sensor', () => {
  let program: string;
  let sensor: ExampleSensor;

  beforeAll(async () => {
    program = await compile('sensor');
  });
  afterEach(() => sensor.stop());

  async function linked(options: { capabilities?: number; mtu?: number } = {}) {
    sensor = new ExampleSensor(program, options);
    await sensor.tell('power 7');
    await sensor.link(options);
  }

  async function statusOf(command: Command): Promise<ControlStatus> {
    return (await sensor.request(command)).status;
  }

  describe('while stopped and while streaming', () => {
    it.each<[Command, ControlStatus, ControlStatus]>([
      [{ kind: 'start' }, 'ok', 'ok'],
      [{ kind: 'stop' }, 'ok', 'ok'],
      [CONFIGURE, 'ok', 'notNow'],
      [UNSUPPORTED, 'unsupported', 'unsupported'],
      [{ ...CONFIGURE, accelerationRangeG: 15 }, 'unsupported', 'unsupported'],
      [{ ...CONFIGURE, angularRateRangeDps: 65535 }, 'unsupported', 'unsupported'],
      [{ kind: 'identify', durationS: 1 }, 'ok', 'ok'],
      [CUE, 'ok', 'ok'],
      [{ kind: 'sync' }, 'ok', 'ok'],
      [{ kind: 'status' }, 'ok', 'ok'],
      [RESEND, 'ok', 'ok'],
      [{ kind: 'powerOff' }, 'ok', 'ok'],
    ])('answers %j with %s and %s', async (command, stopped, streaming) => {
      await linked();
      await sensor.tell(SECOND);
      expect(await statusOf(command)).toBe(stopped);
      await sensor.stop();

      await linked();
      await sensor.tell(SECOND);
      await sensor.request({ kind: 'start' });
      expect(await statusOf(command)).toBe(streaming);
    });
  });

  it('starts only where Stream is subscribed and the MTU holds a sample', async () => {
    await linked({ mtu: 26 });
    expect(await statusOf({ kind: 'start' })).toBe('notNow');
    await sensor.tellAll('mtu 27', 'stream 0');
    expect(await statusOf({ kind: 'start' })).toBe('notNow');
    await sensor.tell('stream 1');
    expect(await statusOf({ kind: 'start' })).toBe('ok');
  });

  it('has one resend under way at a time, none without Stream, and no configure meanwhile', async () => {
    await linked();
    await sensor.tellAll(SECOND, 'stream 0');
    expect(await statusOf(RESEND)).toBe('notNow');
    await sensor.tellAll('stream 1', 'mtu 26');
    expect(await statusOf(RESEND)).toBe('notNow');
    await sensor.tellAll('mtu 247', 'radio 0');
    expect(await statusOf(RESEND)).toBe('ok');
    expect(await statusOf(RESEND)).toBe('notNow');
    expect(await statusOf(CONFIGURE)).toBe('notNow');
    expect(await statusOf({ kind: 'stop' })).toBe('ok');
    await sensor.tell('radio 1000');
    expect(sensor.takePackets()).toHaveLength(5);
    expect(await statusOf(CONFIGURE)).toBe('ok');
  });

  it('ends streaming and a resend with the subscription of Stream', async () => {
    await linked();
    await sensor.tellAll(SECOND, 'radio 0');
    await sensor.request({ kind: 'start' });
    await sensor.request(RESEND);
    await sensor.tell('stream 0');
    expect(await sensor.status()).toMatchObject({ streaming: false });
    await sensor.tellAll('stream 1', 'radio 1000', SECOND);
    expect(sensor.takePackets()).toEqual([]);
    expect(await statusOf(CONFIGURE)).toBe('ok');
  });

  it('says that the hardware failed, after it has judged the state', async () => {
    await linked();
    await sensor.tellAll(`faults ${SENSOR_FAULT.inertialUnit | SENSOR_FAULT.motor}`, 'stream 0');
    expect(await statusOf({ kind: 'start' })).toBe('notNow');
    await sensor.tell('stream 1');
    expect(await statusOf({ kind: 'start' })).toBe('failed');
    expect(await statusOf(CUE)).toBe('failed');
    expect(words(await sensor.tell(SECOND))).toEqual([]);
    expect(await sensor.status()).toMatchObject({ streaming: false, faults: 5 });
    await sensor.tell('faults 0');
    expect(await statusOf({ kind: 'start' })).toBe('ok');
    await sensor.tell('faults 1');
    expect(await statusOf({ kind: 'start' })).toBe('ok');
  });

  it('refuses what it has no capability for, after it has judged the parameters', async () => {
    await linked({ capabilities: 0 });
    await sensor.tellAll(SECOND, 'stream 0', 'led 0');
    expect(await statusOf({ kind: 'identify', durationS: 1 })).toBe('unsupported');
    expect(await statusOf(CUE)).toBe('unsupported');
    expect(await statusOf({ kind: 'sync' })).toBe('unsupported');
    expect(await statusOf(RESEND)).toBe('unsupported');
    expect(await statusOf({ ...CONFIGURE, magnetometer: true })).toBe('unsupported');
    expect((await sensor.write('05000900')).status).toBe('outOfRange');
    expect(await sensor.info()).toMatchObject({ ringDepthSamples: 0, magneticScaleUt: 0 });
    const { nextIndex, oldestIndex } = await sensor.status();
    expect([nextIndex, oldestIndex]).toEqual([100, 100]);
  });

  it('configures: a new run from index 0 with an empty ring buffer, and Info that says so', async () => {
    await linked();
    await sensor.tell(SECOND);
    const before = await sensor.info();
    expect(before).toMatchObject({ rateHz: 100, accelerationRangeG: 16, ringDepthSamples: 3000 });
    await sensor.tell('fail 1');
    expect(await statusOf(CONFIGURE)).toBe('failed');
    expect(await sensor.info()).toEqual(before);
    expect((await sensor.status()).nextIndex).toBe(100);

    await sensor.tell('fail 0');
    await sensor.tell(`write 0301c8000800e80300`);
    const after = await sensor.info();
    expect(after).toMatchObject({ rateHz: 200, accelerationRangeG: 8, angularRateRangeDps: 1000 });
    expect(after.accelerationScaleMps2).toBeCloseTo((8 * 9.80665) / 32768, 9);
    expect(after.angularRateScaleRadps).toBeCloseTo((1000 * Math.PI) / 180 / 32768, 9);
    expect(after.run).not.toBe(before.run);
    await sensor.tell('confirm');
    expect(await statusOf(RESEND)).toBe('gone');
    await sensor.request({ kind: 'start' });
    await sensor.tell(SECOND);
    const [first] = sensor.takePackets();
    expect(first).toMatchObject({ firstIndex: 0, deviceTimeUs: 1_005_000, sequence: 0 });
  });

  it('begins a new run even where the configuration is the one it has', async () => {
    await linked();
    await sensor.request({ ...CONFIGURE, magnetometer: true });
    await sensor.tell(SECOND);
    const before = await sensor.info();
    expect(before.magnetometerOn).toBe(true);
    expect(await statusOf({ ...CONFIGURE, magnetometer: true })).toBe('ok');
    const after = await sensor.info();
    expect(after).toEqual({ ...before, run: after.run });
    expect(after.run).not.toBe(before.run);
    expect((await sensor.status()).nextIndex).toBe(0);
  });

  it('goes on sampling without a hub, and begins nothing by itself with the next one', async () => {
    await linked();
    await sensor.request({ kind: 'start' });
    await sensor.tell(SECOND);
    await sensor.request(RESEND);
    expect(words(await sensor.tell('disconnect'))).toEqual(['advertise 1']);
    expect(sensor.takePackets()).toHaveLength(55);
    await sensor.tell(SECOND);
    await sensor.link();
    await sensor.tell(SECOND);
    expect(sensor.takePackets()).toEqual([]);
    expect(await sensor.status()).toMatchObject({
      streaming: false,
      nextIndex: 300,
      oldestIndex: 0,
    });

    await sensor.request({ kind: 'start' });
    await sensor.tell(SECOND);
    expect(sensor.takePackets()[0]).toMatchObject({ sequence: 0, firstIndex: 300 });
  });

  it('forgets subscriptions and a resend with the connection', async () => {
    await linked();
    await sensor.tellAll(SECOND, 'radio 0');
    await sensor.request(RESEND);
    await sensor.tellAll('disconnect', 'connect');
    expect(words(await sensor.tell('write 0100'))).toEqual([`att ${0xfd}`]);
    await sensor.tellAll('control 1', 'mtu 247', 'radio 1000');
    expect(await statusOf({ kind: 'start' })).toBe('notNow');
    await sensor.tellAll('stream 1', SECOND);
    expect(sensor.takePackets()).toEqual([]);
  });

  it('tells its condition, the battery low from below 10 % until 12 %', async () => {
    await linked();
    expect(await sensor.status()).toMatchObject({ batteryPercent: null, temperatureCentiC: null });
    await sensor.tellAll('battery 10', 'temperature -1234');
    expect(await sensor.status()).toMatchObject({
      batteryPercent: 10,
      temperatureCentiC: -1234,
      faults: 0,
    });
    await sensor.tell('battery 9');
    await sensor.request({ kind: 'start' });
    expect(await sensor.status()).toMatchObject({
      streaming: true,
      batteryPercent: 9,
      faults: SENSOR_FAULT.batteryLow,
    });
    await sensor.tell('battery 11');
    expect((await sensor.status()).faults).toBe(SENSOR_FAULT.batteryLow);
    await sensor.tell('battery 12');
    expect((await sensor.status()).faults).toBe(0);
    await sensor.tell('battery 11');
    expect((await sensor.status()).faults).toBe(0);
  });

  it('takes a charge above 100 % as unknown, and goes on answering', async () => {
    await linked();
    const acts = await sensor.tellAll('battery 101', 'battery 150', 'battery 254');
    expect(words(acts)).toEqual([]);
    expect(await sensor.status()).toMatchObject({ batteryPercent: null, faults: 0 });
    expect(words(await sensor.tell('battery 100'))).toEqual(['battery 100']);
    expect(await sensor.status()).toMatchObject({ batteryPercent: 100 });
  });
});
