import { describe, expect, it } from 'vitest';
import { INFO_UUID, SERVICE_UUID } from '../../../firmware-protocol/index.ts';
import { isSensor } from '../../../src/sensors/ble/makes/drivers.ts';
import { advertisementOf } from '../../../src/simulator/radio/advertisementOf.ts';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import type { VirtualController } from '../../../src/simulator/radio/virtualController.ts';
import { advertisers, transportWorld } from './faultWorld.ts';
import { countingFeed, until } from './radioWorld.ts';
import { strangePeripheral } from './strangePeripheral.ts';

const INFO = { service: SERVICE_UUID, characteristic: INFO_UUID };
const FOREIGN_UUID = '0000fe95-0000-1000-8000-00805f9b34fb';
const ADDRESSES = 20_000;
const PER_TURN = 200;
/** What a bounded memory may hold; 20 000 addresses would show in any of them. */
const BOUND = 1400;

/** As many phones as pass a busy place in a day, each under an address of its own. */
async function crowd(controller: VirtualController, service: string, kind: string): Promise<void> {
  const advertisement = advertisementOf('Passer-by', service);
  const passerBy = strangePeripheral('Passer-by', service, []);
  for (let i = 0; i < ADDRESSES; i++) {
    const hex = i.toString(16).padStart(6, '0');
    const address = `${kind}:00:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`;
    controller.heard({ ...passerBy, address }, advertisement);
    if (i % PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await new Promise((resolve) => setImmediate(resolve));
}

describe.each(NOBLE_STACKS)('the memory of @%s/noble', (stack) => {
  it('stays bounded through 20 000 advertisers of our service and 20 000 others, and keeps what is linked', async ({
    onTestFinished,
  }) => {
    const owner = { stack, onTestFinished };
    const { radio, noble, transport } = await transportWorld(owner, [
      countingFeed('A'),
      countingFeed('B'),
    ]);
    const [first] = await advertisers(transport, 2);
    const link = await transport.connect(first!, new AbortController().signal);
    await link.discover();
    let ours = 0;
    transport.onAdvertisement(() => ours++);
    await transport.startScan(isSensor);
    await crowd(radio.controller, SERVICE_UUID, 'c1');
    await crowd(radio.controller, FOREIGN_UUID, 'c2');
    await until('all were heard', () => ours >= ADDRESSES);
    const { _bindings: bindings } = noble;
    const tables = {
      peripherals: Reflect.get(noble, '_peripherals'),
      services: Reflect.get(noble, '_services'),
      characteristics: Reflect.get(noble, '_characteristics'),
      descriptors: Reflect.get(noble, '_descriptors'),
      discovered: Reflect.get(noble, '_discoveredPeripheralUUids'),
      discoveredSet: Reflect.get(noble, '_discoveredPeripherals'),
      addresses: bindings._addresses,
      addressTypes: bindings._addresseTypes,
      connectable: bindings._connectable,
      scannable: bindings.scannable,
      discoveries: bindings._gap._discoveries,
    };
    const sizes = Object.entries(tables).map(([name, table]) => [name, sizeOf(table)]);
    expect(sizes.filter(([, size]) => Number(size) > BOUND)).toEqual([]);
    // The fork has most of them, so the count above counted something.
    expect(sizes.filter(([, size]) => Number(size) > 0).length).toBeGreaterThan(8);
    await transport.stopScan();
    expect((await link.read(INFO)).length).toBeGreaterThan(0);
    await link.close();
  });
});

function sizeOf(table: unknown): number {
  if (table instanceof Map || table instanceof Set) return table.size;
  return typeof table === 'object' && table !== null ? Object.keys(table).length : 0;
}
