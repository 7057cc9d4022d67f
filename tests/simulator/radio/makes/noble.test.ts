import { describe, expect, it, type TestContext } from 'vitest';
import { NOBLE_STACKS } from '../../../../src/simulator/radio/loadNobleOver.ts';
import { until } from '../../../sensors/ble/radioWorld.ts';
import { nobleWorld } from './nobleWorld.ts';

async function world(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  ...parameters: Parameters<typeof nobleWorld>
) {
  const made = await nobleWorld(...parameters);
  onTestFinished(() => made.close());
  return made;
}

/** Characteristics, by what stands for xxxx. */
const dot = (group: string) => `1517${group}-4947-11e9-8646-d663bd873d93`;
const movesense = (group: string) => `${group}-7185-4d5d-b431-630e7050e8f0`;
const wit = (group: string) => `0000${group}-0000-1000-8000-00805f9a34fb`;
const meta = (group: string) => `326a${group}-85cb-9195-d9dd-464cfbbae75a`;

/** Every sample given to the host so far was its: those of one stream, from the first on. */
function allDelivered({ twin }: Awaited<ReturnType<typeof nobleWorld>>, stream = 0): number {
  const { ranges, size } = twin.air.delivered.of(stream);
  expect(ranges).toHaveLength(1);
  expect(ranges[0]!.first).toBe(0);
  return size;
}

describe.each(NOBLE_STACKS)('noble of @%s on a virtual Movella DOT', (stack) => {
  it('finds it by its company, reads who it is, and receives its samples', async (context) => {
    const made = await world(context, { driver: 'movellaDot' }, { stack });
    const { advertisement } = made.peripheral;
    expect(advertisement.localName).toBe('Movella DOT');
    expect(advertisement.manufacturerData.readUInt16LE(0)).toBe(2182);
    await made.connect();
    const info = await made.read(dot('1001'));
    expect(info).toHaveLength(34);
    expect(info.readBigUInt64LE(20)).toBe(BigInt(`0x${made.twin.serial}`));
    expect(info.subarray(28).toString()).toBe('XS-T02');
    const payloads = await made.notifications(dot('2003'));
    await made.write(dot('2001'), [1, 1, 20]);
    await until('half a second of samples', () => payloads.length >= 30);
    for (const payload of payloads) expect(payload).toHaveLength(40);
    // At rest, and nothing but rounding to counts of 0.0048 m/s²; f32 adds nothing to see.
    const force = Math.hypot(...[4, 8, 12].map((at) => payloads[0]!.readFloatLE(at)));
    expect(Math.abs(force - 9.80665)).toBeLessThan(0.05);
    expect(allDelivered(made)).toBeGreaterThanOrEqual(30);
    expect([...(await made.read(dot('3001')))]).toEqual([90, 0]);
  });
});

describe.each(NOBLE_STACKS)('noble of @%s on a virtual Movesense', (stack) => {
  it('finds it by its name, reads who it is, and receives what it subscribed to', async (context) => {
    const made = await world(context, { driver: 'movesense' }, { stack });
    expect(made.peripheral.advertisement.localName).toBe(`Movesense ${made.twin.serial}`);
    expect(made.peripheral.advertisement.serviceUuids).toEqual(['fdf3']);
    await made.connect();
    expect((await made.read(0x2a25)).toString()).toBe(made.twin.serial);
    expect([...(await made.read(0x2a19))]).toEqual([90]);
    const heard = await made.notifications(movesense('34800002'));
    await made.write(movesense('34800001'), [1, 6, ...Buffer.from('/Meas/IMU6/104')]);
    await until('half a second of samples', () => heard.length > 7);
    expect(heard[0]!.toString('hex')).toBe('0106c800');
    for (const data of heard.slice(1)) {
      expect([...data.subarray(0, 2), data.length]).toEqual([2, 6, 2 + 4 + 8 * 24]);
    }
    expect(allDelivered(made)).toBeGreaterThanOrEqual(56);
  });
});

describe.each(NOBLE_STACKS)('noble of @%s on a virtual WitMotion', (stack) => {
  it('finds it by its name, receives frames at once, and sets its rate without response', async (context) => {
    const made = await world(context, { driver: 'witMotion' }, { stack });
    expect(made.peripheral.advertisement.localName).toBe('WT901BLE68');
    expect(made.peripheral.advertisement.serviceUuids).toEqual([]);
    await made.connect();
    const heard = await made.notifications(wit('ffe4'));
    await until('frames at 10 Hz', () => heard.length >= 2);
    expect([heard[0]!.length, heard[0]!.readUInt16BE(0)]).toEqual([20, 0x5561]);
    await made.write(wit('ffe9'), [0xff, 0xaa, 0x69, 0x88, 0xb5], true);
    await made.write(wit('ffe9'), [0xff, 0xaa, 0x03, 0x09, 0x00], true);
    await until('frames at 100 Hz', () => made.twin.air.delivered.of(1).size >= 40);
    expect(heard.at(-1)).toHaveLength(80);
    expect(allDelivered(made, 1)).toBeGreaterThanOrEqual(40);
  });
});

describe.each(NOBLE_STACKS)('noble of @%s on a virtual MetaMotion', (stack) => {
  it('finds it by its service, probes it, and receives what it started', async (context) => {
    const made = await world(context, { driver: 'metaMotion' }, { stack });
    expect(made.peripheral.advertisement.localName).toBe('MetaWear');
    expect(made.peripheral.advertisement.serviceUuids).toEqual([meta('9000').replaceAll('-', '')]);
    await made.connect();
    expect((await made.read(0x2a25)).toString()).toBe(made.twin.serial);
    const heard = await made.notifications(meta('9006'));
    const tell = (hex: string) => made.write(meta('9001'), [...Buffer.from(hex, 'hex')], true);
    for (const probe of ['0380', '1380', '118c']) await tell(probe);
    await until('three answers', () => heard.length === 3);
    expect(heard.map((each) => each.subarray(0, 3).toString('hex'))).toEqual([
      '038001',
      '138000',
      '118c5a',
    ]);
    for (const hex of ['0303280c', '031c01', '03020100', '030101']) await tell(hex);
    for (const hex of ['13032800', '130701', '13020100', '130101']) await tell(hex);
    const received = (head: string) =>
      heard.filter((each) => each.toString('hex').startsWith(head));
    await until(
      'samples of both',
      () => received('031c').length > 5 && received('1307').length > 5,
    );
    expect(received('031c')[0]).toHaveLength(20);
    expect(allDelivered(made, 0)).toBeGreaterThan(15);
    expect(allDelivered(made, 1)).toBeGreaterThan(15);
  });
});

describe.each(NOBLE_STACKS)('noble of @%s on virtual DOTs', (stack) => {
  it('synchronises one: told, left alone, and asked for its result', async (context) => {
    const choice = { driver: 'movellaDot', syncDurationMs: 200 } as const;
    const made = await world(context, choice, { stack });
    await made.connect();
    // Led by itself: its own address, the lowest byte first.
    await made.write(dot('7001'), [...Buffer.from('020701010000cd22d432', 'hex')]);
    await made.peripheral.disconnectAsync();
    const result = async () => {
      await made.connect();
      const read = await made.read(dot('7002'));
      await made.peripheral.disconnectAsync();
      return read.toString('hex');
    };
    const results: string[] = [];
    for (let tries = 0; tries < 50 && results.at(-1) !== '02020300f9'; tries++) {
      results.push(await result());
    }
    expect(results.at(-1)).toBe('02020300f9');
  });
});
