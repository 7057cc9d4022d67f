import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MetaMotionUnit } from '../../../../src/simulator/radio/makes/metaMotion/units.ts';
import { countingUnit, linkedTwin, type TwinClient } from './linkedTwin.ts';

const COMMAND = '326a9001-85cb-9195-d9dd-464cfbbae75a';
const TOLD = '326a9006-85cb-9195-d9dd-464cfbbae75a';

function listening(unit: MetaMotionUnit = 'bmi160') {
  const world = linkedTwin({ driver: 'metaMotion', unit });
  world.client.subscribe(TOLD);
  return world;
}

function commands(client: TwinClient, ...hexes: readonly string[]): void {
  for (const hex of hexes) client.command(COMMAND, hex);
}

const told = (client: TwinClient, head: string) =>
  client.heard(TOLD).filter((message) => message.toString('hex').startsWith(head));

const words = (message: Buffer) =>
  Array.from({ length: (message.length - 2) / 2 }, (_, i) => message.readInt16LE(2 + 2 * i));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the answers of a virtual MetaMotion', () => {
  it.each([
    ['bmi160', '03800101', '13800001'],
    ['bmi270', '03800400', '13800100'],
  ] as const)('tell which modules it has, with a %s', (unit, accelerometer, gyro) => {
    const { client } = listening(unit);
    commands(client, '0380', '1380', '1580');
    expect(client.heard(TOLD).map((each) => each.toString('hex'))).toEqual([
      accelerometer,
      gyro,
      // The magnetometer is not there.
      '1580',
    ]);
  });

  it('tell the battery in % and mV', () => {
    const { client, twin } = listening();
    twin.setBattery(50);
    commands(client, '118c');
    const answer = client.heard(TOLD)[0]!;
    expect(answer.subarray(0, 3).toString('hex')).toBe('118c32');
    expect([answer.length, answer.readUInt16LE(3)]).toEqual([5, 3630]);
  });

  it('come to requests written with response too, and to nobody who is not subscribed', () => {
    const { client } = linkedTwin({ driver: 'metaMotion' });
    expect(client.write(COMMAND, '0380')).toBe(0);
    client.subscribe(TOLD);
    expect(client.write(COMMAND, '1380')).toBe(0);
    expect(client.heard(TOLD).map((each) => each.toString('hex'))).toEqual(['13800001']);
  });
});

describe('the stream of a virtual MetaMotion', () => {
  const SUBSCRIBE = '030401';
  const ENABLE = '03020100';
  const START = '030101';

  it.each([
    ['subscribed', [ENABLE, START]],
    ['enabled', [SUBSCRIBE, START]],
    ['started', [SUBSCRIBE, ENABLE]],
  ])('does not begin before it is %s', (_, others) => {
    const { client, twin } = listening();
    commands(client, '0303280c', ...others);
    vi.advanceTimersByTime(500);
    expect([client.heard(TOLD), twin.streams]).toEqual([[], []]);
    commands(client, SUBSCRIBE, ENABLE, START);
    vi.advanceTimersByTime(500);
    expect(told(client, '0304').length).toBeGreaterThan(40);
  });

  it.each([
    ['bmi160', '0304', '1305'],
    ['bmi270', '0304', '1304'],
  ] as const)(
    'is one sample to a notification where it is asked for so, from a %s',
    (unit, acc, gyro) => {
      const { client } = listening(unit);
      commands(client, unit === 'bmi160' ? '0303280c' : '03032803', `${acc}01`, ENABLE, START);
      commands(client, '13032800', `${gyro}01`, '13020100', '130101');
      vi.advanceTimersByTime(1000);
      const accelerations = told(client, acc).map(words);
      const rates = told(client, gyro).map(words);
      // 100 in a second; the last command's round trip, and what is on its way.
      for (const { length } of [accelerations, rates]) expect(length).toBeGreaterThan(97);
      const first = accelerations[0]![0]!;
      // The feed counts ± 16 g and the unit's own 16.4 counts per °/s: no value is rounded twice.
      expect(accelerations).toEqual(accelerations.map((_, i) => [first + i, 1000, 2000]));
      expect(rates).toEqual(rates.map(() => [3000, 4000, 5000]));
    },
  );

  it.each([
    ['bmi160', '031c', '1307'],
    ['bmi270', '0305', '1305'],
  ] as const)('is three consecutive samples where it is packed, from a %s', (unit, acc, gyro) => {
    const { client, twin } = listening(unit);
    commands(client, `${acc}01`, ENABLE, START, `${gyro}01`, '13020100', '130101');
    vi.advanceTimersByTime(1000);
    const accelerations = told(client, acc);
    const rates = told(client, gyro);
    expect(accelerations.length).toBeGreaterThan(31);
    expect([accelerations[0]!.length, rates[0]!.length]).toEqual([20, 20]);
    const first = words(accelerations[0]!)[0]!;
    expect(accelerations.flatMap(words).filter((_, i) => i % 3 === 0)).toEqual(
      Array.from({ length: 3 * accelerations.length }, (_, i) => first + i),
    );
    expect(words(rates[0]!)).toEqual([3000, 4000, 5000, 3000, 4000, 5000, 3000, 4000, 5000]);
    expect(twin.air.delivered.of(0).size).toBe(3 * accelerations.length);
    expect(twin.air.delivered.of(1).size).toBe(3 * rates.length);
    // Both are of one unit: their samples are of the same instants.
    const [a, g] = twin.streams.map((stream) => stream.sampleUs(0));
    expect(((g! - a!) / 10_000) % 1).toBeCloseTo(0, 6);
  });

  /** A unit that measures 1000 counts of ± 16 g and 4000 of ± 2000 °/s whatever it is told. */
  const { measuring: _, ...steady } = countingUnit({
    rateHz: 100,
    accelerationRangeG: 16,
    angularRateRangeDps: 2000,
  });
  const G = (1000 * 16) / 32768;
  const DPS = (4000 * 2000) / 32768;

  it.each([
    ['bmi160', '0303280c', G * 2048],
    ['bmi160', '03032808', G * 4096],
    ['bmi160', '03032805', G * 8192],
    ['bmi160', '03032803', G * 16384],
    ['bmi270', '03032803', G * 2048],
    ['bmi270', '03032802', G * 4096],
    ['bmi270', '03032801', G * 8192],
    ['bmi270', '03032800', G * 16384],
    ['bmi160', '13032800', DPS * 16.4],
    ['bmi160', '13032801', DPS * 32.8],
    ['bmi160', '13032802', DPS * 65.6],
    ['bmi160', '13032803', DPS * 131.2],
    // 64 000 counts: held at the end of the range.
    ['bmi160', '13032804', 32767],
  ] as const)('of a %s counts by its range after %s', (unit, configure, counts) => {
    const { client } = linkedTwin({ driver: 'metaMotion', unit }, { feed: steady });
    client.subscribe(TOLD);
    const module = configure.slice(0, 2);
    const data = module === '03' ? '0304' : '1305';
    commands(client, configure, `${data}01`, `${module}020100`, `${module}0101`);
    vi.advanceTimersByTime(100);
    expect(words(told(client, data)[0]!)[1]).toBe(Math.round(counts));
  });

  it.each([['030100'], ['03020001'], ['030400']])('ends with %s', (stop) => {
    const { client } = listening();
    commands(client, SUBSCRIBE, ENABLE, START);
    vi.advanceTimersByTime(300);
    commands(client, stop);
    const before = client.heard(TOLD).length;
    expect(before).toBeGreaterThan(20);
    vi.advanceTimersByTime(300);
    expect(client.heard(TOLD)).toHaveLength(before);
  });

  it('comes by turns of the two, also what waited while this process stood still', () => {
    const { client } = listening();
    commands(client, '031c01', ENABLE, START, '130701', '13020100', '130101');
    vi.advanceTimersByTime(300);
    const now = performance.now.bind(performance);
    const standstill = vi.spyOn(performance, 'now').mockImplementation(() => now() + 400);
    vi.advanceTimersByTime(300);
    standstill.mockRestore();
    const modules = client
      .heard(TOLD)
      .flatMap(([module]) => (module === 3 || module === 0x13 ? [module] : []));
    expect(modules.length).toBeGreaterThan(55);
    const begun = modules.slice(modules.indexOf(0x13));
    expect(begun).toEqual(begun.map((_, i) => begun[i % 2]));
    expect(begun[0]).not.toBe(begun[1]);
  });

  it('ends with the link', () => {
    const { client, linkAgain } = listening();
    commands(client, SUBSCRIBE, ENABLE, START);
    client.link.close('central');
    vi.advanceTimersByTime(100);
    const again = linkAgain();
    again.subscribe(TOLD);
    vi.advanceTimersByTime(300);
    expect(again.heard(TOLD)).toEqual([]);
  });
});

describe('a virtual MetaMotion', () => {
  it('advertises its service and its name, and tells its serial number', () => {
    const { client, twin } = listening();
    expect(client.read(0x2a25).toString()).toBe(twin.serial);
    client.link.close('central');
    const { data, scanResponse } = twin.advertisement()!;
    // The service's UUID, lowest byte first.
    expect(Buffer.from(data).toString('hex')).toBe(
      '0201061107' + '5ae7bafb4c46ddd99591cb8500906a32',
    );
    expect(Buffer.from(scanResponse.subarray(2)).toString()).toBe('MetaWear');
  });
});
