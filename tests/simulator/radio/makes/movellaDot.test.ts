import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SyncBeacons } from '../../../../src/simulator/radio/makes/movellaDot/synchronisation.ts';
import { countingUnit, linkedTwin, type TwinWorldOptions } from './linkedTwin.ts';

const uuid = (group: string) => `1517${group}-4947-11e9-8646-d663bd873d93`;
const [INFO, SETTINGS, REPORT] = [uuid('1001'), uuid('1002'), uuid('1004')];
const [CONTROL, LONG, MEDIUM, SHORT] = [uuid('2001'), uuid('2002'), uuid('2003'), uuid('2004')];
const BATTERY = uuid('3001');
const [MESSAGE, ACKNOWLEDGEMENT, TOLD] = [uuid('7001'), uuid('7002'), uuid('7003')];

const RANGES = { accelerationRangeG: 16, angularRateRangeDps: 2000 };
const G = 9.80665;
/** Counts of ± 16 g in m/s² and of ± 2000 °/s. */
const MPS2 = (16 * G) / 32768;
const DPS = 2000 / 32768;

const LINK_MTU_23 = 23;

/** A write of the device settings: which fields are meant, the rate, identify, power. */
function settings({ visit = 0, identify = 0, power = 0, rateHz = 0, filter = 0 }): string {
  const bytes = Buffer.alloc(32);
  bytes.set([visit, identify, power]);
  bytes.writeUInt16LE(rateHz, 24);
  bytes[26] = filter;
  return bytes.toString('hex');
}

const rateOf = (read: Buffer) => read.readUInt16LE(24);

/** A DOT that measures in a mode, all three payload characteristics subscribed to. */
function measuring(mode: number, options: TwinWorldOptions = {}) {
  const world = linkedTwin({ driver: 'movellaDot' }, options);
  for (const payload of [LONG, MEDIUM, SHORT]) world.client.subscribe(payload);
  expect(world.client.write(CONTROL, Buffer.of(1, 1, mode).toString('hex'))).toBe(0);
  vi.advanceTimersByTime(100);
  return world;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the payload of a virtual DOT', () => {
  const f32s = (payload: Buffer, at: number, count: number) =>
    Array.from({ length: count }, (_, i) => payload.readFloatLE(at + 4 * i));
  const expectClose = (values: readonly number[], wanted: readonly number[]) => {
    expect(values).toHaveLength(wanted.length);
    // A 32-bit float is exact to 6e-8 of its value.
    for (const [i, value] of values.entries()) {
      expect(Math.abs(value - wanted[i]!)).toBeLessThan(1e-6 * (1 + Math.abs(wanted[i]!)));
    }
  };
  /** The mode's one payload characteristic, its first payload, and which sample it tells of. */
  const first = (mode: number, of: string, feed = countingUnit({ rateHz: 60, ...RANGES })) => {
    const { client, twin } = measuring(mode, { feed });
    for (const other of [LONG, MEDIUM, SHORT]) {
      if (other !== of) expect(client.heard(other)).toEqual([]);
    }
    const payload = client.heard(of)[0]!;
    const timestampUs = payload.readUInt32LE(0);
    // Sample n of 60 Hz is taken n / 60 s after power-on, the timestamp in whole microseconds.
    const index = Math.round((timestampUs * 60) / 1e6);
    expect(Math.abs(timestampUs - (index * 1e6) / 60)).toBeLessThanOrEqual(0.5);
    expect(twin.streams[0]!.what).toBe(`payload mode ${mode}`);
    return { payload, force: [index * MPS2, 1000 * MPS2, 2000 * MPS2] };
  };
  const QUATERNION = [Math.SQRT1_2, 0, 0, Math.SQRT1_2];
  /** Sensor x is earth y, sensor y is earth −x. */
  const freeOf = (force: readonly number[]) => [-force[1]!, force[0]!, force[2]! - G];
  const RATE = [3000 * DPS, 4000 * DPS, 5000 * DPS];
  /** The earth's field points along earth x, which is sensor −y, and down. */
  const FIELD = [0, -20, -44].map((ut) => Math.round((ut / Math.hypot(20, 44)) * 4096));

  it('is quaternion and free acceleration in mode 3, in 40 bytes', () => {
    const { payload, force } = first(3, MEDIUM);
    expectClose(f32s(payload, 4, 4), QUATERNION);
    expectClose(f32s(payload, 20, 3), freeOf(force));
    expect([payload.length, payload.subarray(32).toString('hex')]).toEqual([40, '00'.repeat(8)]);
  });

  it('is the same with status and clipping in mode 2', () => {
    const clipped = first(2, MEDIUM, countingUnit({ rateHz: 60, ...RANGES }, true)).payload;
    expectClose(f32s(clipped, 4, 4), QUATERNION);
    // New reading of the magnetometer; the third axis of the gyroscope sits at its end.
    expect(clipped.readUInt16LE(32)).toBe(0x200 | 0x20);
    expect([clipped[34], clipped[35]]).toEqual([0, 1]);
    expect(clipped.subarray(36).toString('hex')).toBe('00000000');
    expect(first(2, MEDIUM).payload.subarray(32, 36).toString('hex')).toBe('00020000');
  });

  it('is the quaternion alone in mode 5, in 20 bytes', () => {
    const { payload } = first(5, SHORT);
    expect(payload).toHaveLength(20);
    expectClose(f32s(payload, 4, 4), QUATERNION);
  });

  it('is the change over a period in modes 18 and 19', () => {
    const { payload, force } = first(18, MEDIUM);
    const turn = RATE.map((dps) => (dps * Math.PI) / 180 / 60);
    const angle = Math.hypot(...turn);
    const axes = turn.map((rad) => (rad / angle) * Math.sin(angle / 2));
    expectClose(f32s(payload, 4, 4), [Math.cos(angle / 2), ...axes]);
    expectClose(
      f32s(payload, 20, 3),
      force.map((mps2) => mps2 / 60),
    );
    expect([32, 34, 36].map((at) => payload.readInt16LE(at))).toEqual(FIELD);
    expect([payload.length, payload.readUInt16LE(38)]).toEqual([40, 0]);
    expect(first(19, MEDIUM).payload.subarray(32).toString('hex')).toBe('00'.repeat(8));
  });

  it('is acceleration and angular rate in modes 20 and 21, in m/s² and °/s', () => {
    const { payload, force } = first(20, MEDIUM);
    expectClose(f32s(payload, 4, 3), force);
    expectClose(f32s(payload, 16, 3), RATE);
    expect([28, 30, 32].map((at) => payload.readInt16LE(at))).toEqual(FIELD);
    expect([payload.length, payload.subarray(34).toString('hex')]).toEqual([40, '00'.repeat(6)]);
    const without = first(21, MEDIUM);
    expectClose(f32s(without.payload, 16, 3), RATE);
    expect(without.payload.subarray(28).toString('hex')).toBe('00'.repeat(12));
  });

  it('is quaternion, acceleration and angular rate in mode 26, in 63 bytes', () => {
    const { payload, force } = first(26, LONG);
    expectClose(f32s(payload, 4, 4), QUATERNION);
    expectClose(f32s(payload, 20, 3), force);
    expectClose(f32s(payload, 32, 3), RATE);
    expect([payload.length, payload.subarray(44).toString('hex')]).toEqual([63, '00'.repeat(19)]);
  });

  it('ends where a link with a small MTU ends', () => {
    const { client } = measuring(20, { maxMtu: LINK_MTU_23 });
    expect(client.heard(MEDIUM).map(({ length }) => length)).toContain(20);
    expect(client.heard(MEDIUM).every(({ length }) => length === 20)).toBe(true);
  });

  it('has a timestamp that begins anew after 2³² µs', () => {
    const deviceClock = { offsetUs: 2 ** 32 - 200_000, skewPpm: 0 };
    const { client } = measuring(21, { deviceClock });
    vi.advanceTimersByTime(500);
    const times = client.heard(MEDIUM).map((payload) => payload.readUInt32LE(0));
    const wraps = times.filter((time, i) => i > 0 && time < times[i - 1]!);
    expect(wraps).toHaveLength(1);
    const steps = times.map((time, i) => (time - (times[i - 1] ?? 0) + 2 ** 32) % 2 ** 32);
    for (const step of steps.slice(1)) expect(Math.abs(step - 1e6 / 60)).toBeLessThanOrEqual(1);
  });
});

describe('the measurement of a virtual DOT', () => {
  it('is told only to who subscribed to its characteristic', () => {
    const { client } = linkedTwin({ driver: 'movellaDot' });
    client.subscribe(SHORT);
    client.write(CONTROL, '010114');
    vi.advanceTimersByTime(500);
    expect([client.heard(SHORT), client.heard(MEDIUM)]).toEqual([[], []]);
    client.subscribe(MEDIUM);
    vi.advanceTimersByTime(1000);
    // 60 in a second, and one more for the round trip of the subscription.
    expect(Math.abs(client.heard(MEDIUM).length - 60)).toBeLessThanOrEqual(1);
  });

  it('goes on until it is stopped, and its control tells which', () => {
    const { client } = measuring(21);
    expect(client.read(CONTROL).toString('hex')).toBe('010115');
    expect(client.write(CONTROL, '010015')).toBe(0);
    expect(client.read(CONTROL).toString('hex')).toBe('010015');
    const before = client.heard(MEDIUM).length;
    expect(before).toBeGreaterThan(0);
    vi.advanceTimersByTime(500);
    expect(client.heard(MEDIUM)).toHaveLength(before);
  });

  it.each([1, 17, 25, 99])('does not begin in mode %i, which is proprietary or none', (mode) => {
    const { client, twin } = measuring(mode);
    expect([client.heard(LONG), client.heard(MEDIUM), client.heard(SHORT)]).toEqual([[], [], []]);
    expect(twin.streams).toEqual([]);
  });

  it('refuses what has another length', () => {
    const { client } = linkedTwin({ driver: 'movellaDot' });
    expect([client.write(CONTROL, '0101'), client.write(SETTINGS, '10')]).toEqual([0x0d, 0x0d]);
  });

  it('ends with the link', () => {
    const { client, twin, linkAgain } = measuring(21);
    client.link.close('central');
    vi.advanceTimersByTime(100);
    const again = linkAgain();
    again.subscribe(MEDIUM);
    vi.advanceTimersByTime(500);
    expect([again.heard(MEDIUM), twin.streams.length]).toEqual([[], 1]);
  });
});

describe('the settings of a virtual DOT', () => {
  const RATE = 0x10;

  it('change only where the visit bit says so, to a rate it can stream at', () => {
    const { client } = linkedTwin({ driver: 'movellaDot' });
    expect(rateOf(client.read(SETTINGS))).toBe(60);
    client.write(SETTINGS, settings({ visit: 0x20, rateHz: 20, filter: 1 }));
    const read = client.read(SETTINGS);
    expect([read.length, rateOf(read), read[26]]).toEqual([32, 60, 1]);
    client.write(SETTINGS, settings({ visit: RATE, rateHz: 20 }));
    expect(rateOf(client.read(SETTINGS))).toBe(20);
    expect(client.read(SETTINGS)[26]).toBe(1);
    client.write(SETTINGS, settings({ visit: RATE, rateHz: 50 }));
    expect(rateOf(client.read(SETTINGS))).toBe(20);
  });

  it('stay once a measurement has begun', () => {
    const { client } = measuring(21);
    client.write(SETTINGS, settings({ visit: RATE, rateHz: 20 }));
    expect(rateOf(client.read(SETTINGS))).toBe(60);
  });

  it('decide how often it measures, and are kept through a loss of power', () => {
    const { client, twin, linkAgain } = linkedTwin({ driver: 'movellaDot' });
    client.write(SETTINGS, settings({ visit: RATE, rateHz: 10 }));
    twin.reboot();
    const again = linkAgain();
    again.subscribe(MEDIUM);
    again.write(CONTROL, '010115');
    vi.advanceTimersByTime(1000);
    expect(Math.abs(again.heard(MEDIUM).length - 10)).toBeLessThanOrEqual(1);
  });

  it('let it show itself, and only with the visit bit', () => {
    const { client, twin } = linkedTwin({ driver: 'movellaDot' });
    client.write(SETTINGS, settings({ identify: 1 }));
    expect(twin.identified).toBe(0);
    client.write(SETTINGS, settings({ visit: 0x01, identify: 1 }));
    expect(twin.identified).toBe(1);
  });

  it('switch it off: it says so, then ends the link and is silent', () => {
    const { client, twin } = linkedTwin({ driver: 'movellaDot' });
    client.subscribe(REPORT);
    client.write(SETTINGS, settings({ visit: 0x02, power: 1 }));
    expect([client.open, twin.on]).toEqual([true, true]);
    vi.advanceTimersByTime(300);
    expect(client.heard(REPORT).map((report) => [report[0], report.length])).toEqual([[1, 36]]);
    expect([client.open, twin.on, twin.advertisement()]).toEqual([false, false, null]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a virtual DOT', () => {
  it('tells who it is', () => {
    const { client, twin } = linkedTwin({ driver: 'movellaDot' });
    const info = client.read(INFO);
    expect(info).toHaveLength(34);
    expect(info.subarray(0, 6).toString('hex')).toBe('010000cd22d4');
    expect(twin.address).toBe('d4:22:cd:00:00:01');
    expect(info.readBigUInt64LE(20)).toBe(BigInt(`0x${twin.serial}`));
    expect(info.subarray(28).toString()).toBe('XS-T02');
  });

  it('advertises its name and its company', () => {
    const { client, twin } = linkedTwin({ driver: 'movellaDot' });
    client.link.close('central');
    const { data, scanResponse } = twin.advertisement()!;
    expect(Buffer.from(data).toString('hex')).toBe('020106' + '09ff8608' + '010000cd22d4');
    const name = Buffer.from('Movella DOT');
    expect(Buffer.from(scanResponse)).toEqual(Buffer.of(12, 9, ...name));
  });

  it('tells changes of its battery by its own service', () => {
    const { client, twin } = linkedTwin({ driver: 'movellaDot' });
    client.subscribe(BATTERY);
    expect([...client.read(BATTERY)]).toEqual([80, 0]);
    twin.setBattery(79);
    vi.advanceTimersByTime(50);
    expect(client.heard(BATTERY).map((value) => [...value])).toEqual([[79, 0]]);
  });
});

describe('the synchronisation of virtual DOTs', () => {
  const ROOT = '010000cd22d4';
  const STATUS = '020108f5';
  const OK = '02020300f9';
  const [SYNCHRONISED, FREE] = ['02025104a7', '02025109a2'];

  /** A message to start, led by the DOT with the address `reversed`. */
  const start = (reversed: string) => {
    const body = Buffer.from(`020701${reversed}`, 'hex');
    const sum = body.reduce((total, byte) => total + byte, 0);
    return Buffer.of(...body, -sum & 0xff).toString('hex');
  };

  /** Two DOTs whose clocks have nothing in common; both are told to start, one leads. */
  function started({ leaveAfterMs = 100, root = ROOT } = {}) {
    const beacons = new SyncBeacons();
    const options = { beacons, deviceClock: { offsetUs: 1e9, skewPpm: 30 } };
    const worlds = [
      linkedTwin({ driver: 'movellaDot' }, options),
      linkedTwin(
        { driver: 'movellaDot' },
        { ...options, index: 1, deviceClock: { offsetUs: 5e6, skewPpm: -30 } },
      ),
    ];
    for (const { client } of worlds) expect(client.write(MESSAGE, start(root))).toBe(0);
    vi.advanceTimersByTime(leaveAfterMs);
    for (const { client } of worlds) client.link.close('central');
    return worlds;
  }

  const acknowledgements = (worlds: ReturnType<typeof started>) =>
    worlds.map(({ linkAgain }) => linkAgain().read(ACKNOWLEDGEMENT).toString('hex'));

  it('has its result 14 s later, not before', () => {
    const worlds = started();
    vi.advanceTimersByTime(12_000);
    const early = worlds.map(({ linkAgain }) => linkAgain());
    for (const client of early) {
      expect(client.read(ACKNOWLEDGEMENT).toString('hex')).toBe('02020309f0');
    }
    vi.advanceTimersByTime(2000);
    for (const client of early) expect(client.read(ACKNOWLEDGEMENT).toString('hex')).toBe(OK);
  });

  it('gives all of them the clock of the one that leads', () => {
    const worlds = started();
    vi.advanceTimersByTime(14_000);
    const ahead = worlds.map(({ linkAgain, twin }) => {
      const client = linkAgain();
      client.subscribe(TOLD);
      client.write(MESSAGE, STATUS);
      expect(client.heard(TOLD).map((told) => told.toString('hex'))).toEqual([SYNCHRONISED]);
      client.subscribe(MEDIUM);
      client.write(CONTROL, '010115');
      vi.advanceTimersByTime(200);
      const timestampUs = client.heard(MEDIUM)[0]!.readUInt32LE(0);
      return timestampUs - twin.streams[0]!.sampleUs(0);
    });
    // Half a microsecond of rounding each, and 30 ppm of the fraction of a second between them.
    expect(Math.abs(ahead[0]! - ahead[1]!)).toBeLessThan(1 + 30);
  });

  it.each([
    ['their links were not closed soon enough', { leaveAfterMs: 900 }, '02020308f1'],
    ['the DOT that should lead is not there', { root: 'ccbbaacd22d4' }, '02020305f4'],
  ])('fails when %s', (_, how, result) => {
    const worlds = started(how);
    vi.advanceTimersByTime(14_000);
    expect(acknowledgements(worlds)).toEqual([result, result]);
  });

  it('lasts until it is stopped', () => {
    const worlds = started();
    vi.advanceTimersByTime(14_000);
    const client = worlds[0]!.linkAgain();
    client.subscribe(TOLD);
    for (const message of [STATUS, '020102fb', STATUS]) client.write(MESSAGE, message);
    expect(client.heard(TOLD).map((told) => told.toString('hex'))).toEqual([
      SYNCHRONISED,
      '02025000ac',
      FREE,
    ]);
  });

  it('locks the rate from its start on', () => {
    const { client } = linkedTwin({ driver: 'movellaDot' });
    client.write(MESSAGE, start(ROOT));
    client.write(SETTINGS, settings({ visit: 0x10, rateHz: 20 }));
    expect(rateOf(client.read(SETTINGS))).toBe(60);
  });

  it('takes as long as it is told to', () => {
    const { client, linkAgain } = linkedTwin({ driver: 'movellaDot', syncDurationMs: 300 });
    client.write(MESSAGE, start(ROOT));
    client.link.close('central');
    vi.advanceTimersByTime(300);
    expect(linkAgain().read(ACKNOWLEDGEMENT).toString('hex')).toBe(OK);
  });

  it('is not what a message with a wrong checksum or length asks for', () => {
    const { client } = linkedTwin({ driver: 'movellaDot' });
    client.subscribe(TOLD);
    for (const message of ['020108f6', '020208f4', '0201', '', '010102fc']) {
      client.write(MESSAGE, message);
    }
    expect(client.heard(TOLD)).toEqual([]);
    client.write(MESSAGE, STATUS);
    expect(client.heard(TOLD).map((told) => told.toString('hex'))).toEqual([FREE]);
  });
});
