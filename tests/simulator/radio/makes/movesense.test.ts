import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IDEAL_CONDITIONS } from '../../../../src/simulator/radio/radioConditions.ts';
import { linkedTwin, type TwinClient, type TwinWorldOptions } from './linkedTwin.ts';

const REQUEST = '34800001-7185-4d5d-b431-630e7050e8f0';
const TOLD = '34800002-7185-4d5d-b431-630e7050e8f0';

const [HELLO, SUBSCRIBE, UNSUBSCRIBE, GET, PUT] = [0, 1, 2, 3, 4];

function ask(client: TwinClient, command: number, reference: number, path = ''): void {
  const request = Buffer.of(command, reference, ...Buffer.from(path));
  expect(client.write(REQUEST, request.toString('hex'))).toBe(0);
  vi.advanceTimersByTime(16);
}

function listening(options: TwinWorldOptions = {}) {
  const world = linkedTwin({ driver: 'movesense' }, options);
  world.client.subscribe(TOLD);
  return world;
}

/** What was told of one kind, its type and reference left out. */
function told(client: TwinClient, type: number, reference: number): Buffer[] {
  return client
    .heard(TOLD)
    .filter((message) => message[0] === type && message[1] === reference)
    .map((message) => message.subarray(2));
}

const statusesOf = (client: TwinClient, reference: number) =>
  told(client, 1, reference).map((reply) => {
    expect(reply).toHaveLength(2);
    return reply.readUInt16LE(0);
  });

/** m/s² and °/s of a count: 0.244 mg and 0.07 °/s, as real ones have it. */
const MPS2 = 0.000244 * 9.80665;
const DPS = 0.07;
/** The earth's field in the axes of the feed. */
const FIELD_UT = [0, -20, -44];

function floats(data: Buffer, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => data.readFloatLE(from + 4 * i));
}

/** A 32-bit float is exact to 6e-8 of its value. */
function expectClose(values: readonly number[], wanted: readonly number[]): void {
  expect(values).toHaveLength(wanted.length);
  for (const [i, value] of values.entries()) {
    expect(Math.abs(value - wanted[i]!)).toBeLessThan(1e-6 * (1 + Math.abs(wanted[i]!)));
  }
}

/** Acceleration of samples from `first` on, one after the other. */
const accelerations = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => [first + i, 1000, 2000])
    .flat()
    .map((counts) => counts * MPS2);
const repeated = (values: readonly number[], count: number) =>
  Array.from({ length: count }, () => values).flat();
const RATE = [3000 * DPS, 4000 * DPS, 5000 * DPS];

/** Index of the sample whose timestamp this is: floored to milliseconds, so the next one is it. */
const indexAt = (timestampMs: number, rateHz: number) => Math.ceil((timestampMs * rateHz) / 1000);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the replies of a virtual Movesense', () => {
  it.each([
    [HELLO, '', 200],
    [SUBSCRIBE, '/Meas/IMU6/52', 200],
    [SUBSCRIBE, '/Meas/Acc/1666', 200],
    [SUBSCRIBE, '/Meas/IMU6/100', 404],
    [SUBSCRIBE, '/Meas/IMU7/52', 404],
    [SUBSCRIBE, '/Meas/IMU6', 404],
    [SUBSCRIBE, 'Meas/IMU6/52', 404],
    [SUBSCRIBE, '/Meas/IMU6/52/1', 404],
    [SUBSCRIBE, '', 404],
    [UNSUBSCRIBE, '', 404],
    [GET, '/Info', 200],
    [GET, '/Meas/IMU6/52', 404],
    [PUT, '/Time', 405],
    [9, '', 400],
  ])('to command %i with the path %j say %i', (command, path, status) => {
    const { client } = listening();
    ask(client, command, 7, path);
    expect(statusesOf(client, 7)).toEqual([status]);
  });

  it('refuse a reference of 0, one in use, and a request that names none', () => {
    const { client } = listening();
    ask(client, SUBSCRIBE, 0, '/Meas/IMU6/52');
    ask(client, SUBSCRIBE, 6, '/Meas/IMU6/52');
    ask(client, SUBSCRIBE, 6, '/Meas/Acc/52');
    client.write(REQUEST, '');
    vi.advanceTimersByTime(20);
    expect(statusesOf(client, 0)).toEqual([400, 400]);
    expect(statusesOf(client, 6)).toEqual([200, 400]);
  });

  it('reach nobody who is not subscribed', () => {
    const { client } = linkedTwin({ driver: 'movesense' });
    ask(client, HELLO, 7);
    client.subscribe(TOLD);
    vi.advanceTimersByTime(50);
    expect(client.heard(TOLD)).toEqual([]);
  });
});

describe('the data of a virtual Movesense', () => {
  it('is four samples at 52 Hz: all accelerations, then all angular rates', () => {
    const { client } = listening();
    ask(client, SUBSCRIBE, 6, '/Meas/IMU6/52');
    vi.advanceTimersByTime(200);
    const data = told(client, 2, 6)[0]!;
    expect(data).toHaveLength(4 + 4 * 24);
    const first = indexAt(data.readUInt32LE(0), 52);
    expectClose(floats(data, 4, 12), accelerations(first, 4));
    expectClose(floats(data, 52, 12), repeated(RATE, 4));
    // As the captured ones: the last of a block is not followed by the gyroscope's first sample.
    expect(floats(data, 4, 24)[9]).not.toBeCloseTo(RATE[0]!);
  });

  it.each([
    [13, 1],
    [104, 8],
    [208, 16],
    [416, 32],
  ])('at %i Hz comes in messages of %i samples', (rateHz, count) => {
    const { client, twin } = listening({ maxMtu: 517 });
    ask(client, SUBSCRIBE, 1, `/Meas/Acc/${rateHz}`);
    vi.advanceTimersByTime(2000);
    const data = told(client, 2, 1);
    // 13 messages a second for two seconds, and the first as soon as it is full.
    expect(Math.abs(data.length - 26)).toBeLessThanOrEqual(1);
    const wire = Math.min(4 + 12 * count, 247 - 3 - 2);
    for (const message of data) expect(message).toHaveLength(wire);
    expect(twin.air.delivered.of(0).size).toBe(data.length * count);
  });

  it('has a third block in IMU9 and in its place that of the magnetometer in IMU6m', () => {
    const { client } = listening();
    ask(client, SUBSCRIBE, 9, '/Meas/IMU9/52');
    ask(client, SUBSCRIBE, 7, '/Meas/IMU6m/52');
    ask(client, SUBSCRIBE, 3, '/Meas/Magn/52');
    vi.advanceTimersByTime(300);
    const nine = told(client, 2, 9)[0]!;
    expect(nine).toHaveLength(4 + 4 * 36);
    expectClose(floats(nine, 52, 12), repeated(RATE, 4));
    expectClose(floats(nine, 100, 12), repeated(FIELD_UT, 4));
    const six = told(client, 2, 7)[0]!;
    expectClose(floats(six, 52, 12), repeated(FIELD_UT, 4));
    expectClose(floats(told(client, 2, 3)[0]!, 4, 12), repeated(FIELD_UT, 4));
  });

  it('has timestamps in milliseconds since boot, which begin anew after 2³²', () => {
    const deviceClock = { offsetUs: 1000 * 2 ** 32 - 400_000, skewPpm: 0 };
    const { client } = listening({ deviceClock });
    ask(client, SUBSCRIBE, 6, '/Meas/IMU6/52');
    vi.advanceTimersByTime(1000);
    const times = told(client, 2, 6).map((data) => data.readUInt32LE(0));
    expect(times[0]).toBeGreaterThan(2 ** 32 - 400);
    expect(times.at(-1)).toBeLessThan(1000);
    const steps = times.map((time, i) => (time - (times[i - 1] ?? 0) + 2 ** 32) % 2 ** 32);
    // Four samples of 52 Hz, both ends floored.
    for (const step of steps.slice(1)) expect(Math.abs(step - 4000 / 52)).toBeLessThanOrEqual(1);
  });

  it('that is larger than the link carries comes in two parts', () => {
    const { client, twin } = listening({ maxMtu: 100 });
    ask(client, SUBSCRIBE, 9, '/Meas/IMU9/52');
    vi.advanceTimersByTime(500);
    const [data, rest] = [told(client, 2, 9), told(client, 3, 9)];
    expect(data.length).toBeGreaterThan(3);
    expect(Math.abs(data.length - rest.length)).toBeLessThanOrEqual(1);
    // 97 bytes of a notification: two are type and reference.
    expect([data[0]!.length, rest[0]!.length]).toEqual([95, 4 + 4 * 36 - 95]);
    const whole = Buffer.concat([data[0]!, rest[0]!]);
    expectClose(floats(whole, 4, 12), accelerations(indexAt(whole.readUInt32LE(0), 52), 4));
    expectClose(floats(whole, 100, 12), repeated(FIELD_UT, 4));
    expect(twin.air.delivered.of(0).size).toBe(4 * rest.length);
  });

  it('of which even a second part has no room for the end is cut there', () => {
    const { client } = listening({ maxMtu: 60 });
    ask(client, SUBSCRIBE, 9, '/Meas/IMU9/52');
    vi.advanceTimersByTime(200);
    expect([told(client, 2, 9)[0]!.length, told(client, 3, 9)[0]!.length]).toEqual([55, 55]);
  });

  it('sends each part once and the second behind the first, however full the radio is', () => {
    const linkStalls = { perSecond: 0.5, shortestMs: 1500, longestMs: 1500 };
    const conditions = { ...IDEAL_CONDITIONS, linkStalls };
    const { client, twin } = listening({ maxMtu: 100, conditions });
    // 65 notifications a second, of which the radio holds 64: now and then all but a second part.
    ask(client, SUBSCRIBE, 9, '/Meas/IMU9/52');
    ask(client, SUBSCRIBE, 6, '/Meas/IMU6/52');
    ask(client, SUBSCRIBE, 1, '/Meas/Acc/52');
    vi.advanceTimersByTime(60_000);
    expect(twin.air.stalls).toBeGreaterThan(5);
    for (const reference of [9, 6]) {
      const types = client
        .heard(TOLD)
        .filter((message) => message[0] !== 1 && message[1] === reference)
        .map(([type]) => type!);
      expect(types.length).toBeGreaterThan(500);
      expect(types).toEqual(types.map((_, i) => 2 + (i % 2)));
    }
  });

  it('ends where it is unsubscribed, while others go on', () => {
    const { client } = listening();
    ask(client, SUBSCRIBE, 1, '/Meas/Acc/52');
    ask(client, SUBSCRIBE, 2, '/Meas/Gyro/52');
    vi.advanceTimersByTime(500);
    ask(client, UNSUBSCRIBE, 1);
    const [acc, gyro] = [told(client, 2, 1).length, told(client, 2, 2).length];
    vi.advanceTimersByTime(500);
    expect(statusesOf(client, 1)).toEqual([200, 200]);
    expect(told(client, 2, 1)).toHaveLength(acc);
    expect(told(client, 2, 2).length).toBeGreaterThan(gyro);
  });

  it('of two streams at one rate is of the same instants', () => {
    const { client, twin } = listening();
    ask(client, SUBSCRIBE, 1, '/Meas/Acc/52');
    vi.advanceTimersByTime(300);
    ask(client, SUBSCRIBE, 2, '/Meas/Gyro/52');
    const [acc, gyro] = twin.streams;
    const behind = Math.round(((gyro!.sampleUs(0) - acc!.sampleUs(0)) * 52) / 1e6);
    expect(behind).toBeGreaterThan(10);
    expect(gyro!.sampleUs(0)).toBe(acc!.sampleUs(behind));
  });

  it('ends with the link, and with the client’s subscription rests', () => {
    const { client, linkAgain } = listening();
    ask(client, SUBSCRIBE, 6, '/Meas/IMU6/52');
    client.unsubscribe(TOLD);
    const before = client.heard(TOLD).length;
    vi.advanceTimersByTime(1000);
    expect(client.heard(TOLD)).toHaveLength(before);
    client.subscribe(TOLD);
    vi.advanceTimersByTime(500);
    expect(client.heard(TOLD).length).toBeGreaterThan(before);
    client.link.close('central');
    vi.advanceTimersByTime(50);
    const again = linkAgain();
    again.subscribe(TOLD);
    vi.advanceTimersByTime(500);
    expect(again.heard(TOLD)).toEqual([]);
  });
});

describe('a virtual Movesense', () => {
  it('tells its serial number, its battery, and both in its name and its services', () => {
    const { client, twin } = listening();
    expect(twin.serial).toMatch(/^\d{12}$/);
    expect(client.read(0x2a25).toString()).toBe(twin.serial);
    client.subscribe(0x2a19);
    twin.setBattery(55);
    vi.advanceTimersByTime(50);
    expect([...client.heard(0x2a19)[0]!, ...client.read(0x2a19)]).toEqual([55, 55]);
    client.link.close('central');
    const { data, scanResponse } = twin.advertisement()!;
    expect(Buffer.from(data).toString('hex')).toBe('020106' + '0303f3fd');
    expect(Buffer.from(scanResponse.subarray(2)).toString()).toBe(`Movesense ${twin.serial}`);
  });
});
