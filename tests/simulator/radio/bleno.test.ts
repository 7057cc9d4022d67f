import { afterEach, describe, expect, it } from 'vitest';
import type { SampleBlock, SensorDescription } from '../../../src/model/sensor.ts';
import { decodePacket } from '../../../src/protocols/plumbline/decodePacket.ts';
import { createBleSource } from '../../../src/sensors/ble/index.ts';
import { Air } from '../../../src/simulator/radio/air.ts';
import { loadNobleOver } from '../../../src/simulator/radio/loadNobleOver.ts';
import {
  IDEAL_CONDITIONS,
  NOMINAL_CONDITIONS,
} from '../../../src/simulator/radio/radioConditions.ts';
import { VirtualController } from '../../../src/simulator/radio/virtualController.ts';
import { clock, countingFeed, until } from '../../sensors/ble/radioWorld.ts';
import { BlenoSensor } from './blenoSensor.ts';
import { loadBlenoOver } from './loadBlenoOver.ts';
import { PeripheralController } from './peripheralController.ts';

const endings: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function worldWithBleno({
  conditions = IDEAL_CONDITIONS,
  buffers = { bytes: 251, count: 8 },
}) {
  const air = new Air({ clock, advertisingIntervalMs: 20, conditions });
  const peripheral = new PeripheralController({ address: 'c0:ff:ee:00:00:01', buffers });
  const { bleno, unload } = await loadBlenoOver(peripheral);
  endings.push(unload);
  const sensor = new BlenoSensor(bleno, countingFeed('BLENO'));
  air.add(peripheral);
  sensor.start();
  endings.push(() => sensor.stop());
  const controller = new VirtualController(air, buffers);
  endings.push(() => controller.setPowered(false));
  const source = createBleSource({
    clock,
    nobleFactory: async () => loadNobleOver(controller),
    connectionIntervalMs: [7.5, 7.5],
  });
  endings.push(() => source.stop());
  const linked: SensorDescription[] = [];
  const lost: string[] = [];
  const faults: string[] = [];
  const batteries: number[] = [];
  const blocks: SampleBlock[] = [];
  source.on('sensorLinked', (description) => linked.push(description));
  source.on('sensorLost', (_, reason) => lost.push(reason));
  source.on('fault', ({ sentence }) => faults.push(sentence));
  source.on('battery', (_, percent) => batteries.push(percent));
  source.on('packet', (packet) => blocks.push(decodePacket(linked[0]!, packet)));
  await source.start();
  return { sensor, source, linked, lost, faults, batteries, blocks };
}

// On macOS bleno leaves the HCI socket aside and talks to the system.
describe.skipIf(process.platform === 'darwin')('a sensor whose Bluetooth is bleno', () => {
  it.each([
    ['whole messages', { bytes: 251, count: 8 }],
    ['parts of 27 bytes on both sides', { bytes: 27, count: 2 }],
  ])('is linked, described, started and heard without a loss, in %s', async (_, buffers) => {
    const { sensor, source, linked, faults, batteries, blocks } = await worldWithBleno({ buffers });
    await until('packets flow', () => blocks.length >= 50 && batteries.length > 0);
    await source.stop();
    expect(faults).toEqual([]);
    const sensorOfOurs = countingFeed('BLENO').sensor;
    expect(linked).toMatchObject([{ ...sensorOfOurs, run: 1, abilities: [] }]);
    expect(batteries).toEqual([77]);
    let expected = 0;
    for (const { firstIndex, count, deviceTimeUs, acceleration, angularRate } of blocks) {
      expect(firstIndex).toBe(expected);
      expect(deviceTimeUs).toBe(expected * 10_000);
      expect(acceleration[0]).toBe(((6 * expected) % 30_000) / 256);
      expect(angularRate[5]).toBe(((6 * expected + 11) % 30_000) / 1024);
      expected += count;
    }
    expect(sensor.sent - expected).toBeLessThanOrEqual(4);
  });

  it('is linked again after it dropped the link', async () => {
    const { sensor, linked, lost, faults, blocks } = await worldWithBleno({});
    await until('packets flow', () => blocks.length >= 10);
    sensor.dropLink();
    await until('it is back', () => linked.length === 2);
    const before = blocks.length;
    await until('packets flow again', () => blocks.length >= before + 10);
    expect(lost).toEqual(['closedBySensor']);
    expect(faults).toEqual([]);
  });

  it('is heard in order on a radio that repeats and delays', async () => {
    const { blocks, faults, source } = await worldWithBleno({
      conditions: { ...NOMINAL_CONDITIONS, repeatProbability: 0.15 },
    });
    await until('packets flow', () => blocks.length >= 50);
    await source.stop();
    expect(faults).toEqual([]);
    const indices = blocks.map(({ firstIndex }) => firstIndex);
    expect(indices).toEqual(Array.from(indices, (_, i) => 2 * i));
  });
});
