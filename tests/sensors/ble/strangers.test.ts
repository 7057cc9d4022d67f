import { describe, expect, it } from 'vitest';
import { isSensor } from '../../../src/sensors/ble/makes/drivers.ts';
import { flagsField, nameField } from '../../../src/simulator/radio/advertisingField.ts';
import type { Advertisement } from '../../../src/simulator/radio/air.ts';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import { advertisers, faultWorld, transportWorld } from './faultWorld.ts';
import { countingFeed, until } from './radioWorld.ts';
import { strangePeripheral } from './strangePeripheral.ts';

const STRANGERS = 5000;
const PER_TURN = 200;
const FOREIGN_UUID = '0000fe95-0000-1000-8000-00805f9a34fb';

/** A name that only a scan response tells. */
function namedLate(name: string): Advertisement {
  return { data: Uint8Array.from(flagsField()), scanResponse: Uint8Array.from(nameField(name)) };
}

describe.each(NOBLE_STACKS)('a scan that hears everybody, @%s/noble', (stack) => {
  it('tells of no stranger, and forgets no sensor because of them', async ({ onTestFinished }) => {
    const owner = { stack, onTestFinished };
    const { radio, noble, transport } = await transportWorld(owner, [countingFeed('A')]);
    const [address] = await advertisers(transport, 1);
    radio.sensors[0]!.setInRange(false);
    const told: string[] = [];
    transport.onAdvertisement(({ name }) => told.push(name));
    await transport.startScan(isSensor);
    const passerBy = strangePeripheral('Passer-by', FOREIGN_UUID, []);
    for (let i = 0; i < STRANGERS; i++) {
      const hex = i.toString(16).padStart(4, '0');
      const at = `c3:00:00:00:${hex.slice(0, 2)}:${hex.slice(2)}`;
      const advertisement = passerBy.advertisement();
      if (advertisement) radio.controller.heard({ ...passerBy, address: at }, advertisement);
      if (i % PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await new Promise((resolve) => setImmediate(resolve));
    await transport.stopScan();
    expect(told).toEqual([]);
    const peripherals: unknown = Reflect.get(noble, '_peripherals');
    // Only the sensor is left of all that noble made an object for.
    expect(sizeOf(peripherals)).toBe(1);
    radio.sensors[0]!.setInRange(true);
    const link = await transport.connect(address!, new AbortController().signal);
    await link.close();
  });

  it('recognises a sensor whose name comes with the scan response, and by that alone', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, []);
    const late = strangePeripheral('', FOREIGN_UUID, []);
    radio.air.add({
      ...late,
      advertisement: () => late.advertisement() && namedLate('WT901BLE68'),
    });
    radio.start();
    await source.start();
    await until('it is found', () => heard.found.length > 0);
    expect(heard.found[0]).toBe('WT901BLE68');
  });
});

function sizeOf(table: unknown): number {
  if (table instanceof Map) return table.size;
  return typeof table === 'object' && table !== null ? Object.keys(table).length : 0;
}
