import { afterEach, describe, expect, it } from 'vitest';
import type { Noble, NoblePeripheral } from '../../../src/sensors/ble/noble/noble.ts';
import { Air } from '../../../src/simulator/radio/air.ts';
import { loadNobleOver } from '../../../src/simulator/radio/loadNobleOver.ts';
import { IDEAL_CONDITIONS } from '../../../src/simulator/radio/radioConditions.ts';
import { VirtualController } from '../../../src/simulator/radio/virtualController.ts';
import { clock, until } from '../../sensors/ble/radioWorld.ts';
import { AttPeripheral } from './attPeripheral.ts';

const SMALL = { bytes: 27, count: 2 };
const ACL = 0x02;
const COMPLETED_PACKETS = 0x13;

const controllers: VirtualController[] = [];

afterEach(() => {
  for (const controller of controllers.splice(0)) controller.setPowered(false);
});

/** A value whose every byte tells its place and which value it is. */
function value(length: number, salt: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, i) => (7 * i + salt) & 0xff));
}

/** Watches the buffers of a controller as the specification counts them. */
function watched(controller: VirtualController) {
  const seen = { sent: 0, completed: 0, mostAtOnce: 0, longest: 0, toHost: 0, longestToHost: 0 };
  const receive = controller.receive.bind(controller);
  controller.receive = (packet) => {
    if (packet[0] === ACL) {
      seen.sent++;
      seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.sent - seen.completed);
      seen.longest = Math.max(seen.longest, packet.length - 5);
    }
    receive(packet);
  };
  const socket = controller.openSocket('tells');
  socket.bindRaw();
  socket.start();
  socket.on('data', (packet: Buffer) => {
    if (packet[0] === ACL) {
      seen.toHost++;
      seen.longestToHost = Math.max(seen.longestToHost, packet.length - 5);
    } else if (packet[1] === COMPLETED_PACKETS) {
      seen.completed += packet.readUInt16LE(6);
    }
  });
  return seen;
}

async function connected(noble: Noble): Promise<NoblePeripheral> {
  // The first listener makes noble open its socket.
  await new Promise<void>((resolve) => {
    noble.on('stateChange', (state) => {
      if (state === 'poweredOn') resolve();
    });
  });
  const found = new Promise<NoblePeripheral>((resolve) => noble.on('discover', resolve));
  noble.startScanning([], true);
  const peripheral = await found;
  noble.stopScanning();
  await peripheral.connectAsync({ minInterval: 6, maxInterval: 6, latency: 0, timeout: 300 });
  return peripheral;
}

describe('a controller with two buffers of 27 bytes', () => {
  it('carries 180 bytes in parts both ways, and its buffers are counted honestly', async () => {
    const written: string[] = [];
    const peripheral = new AttPeripheral([
      {
        uuid: 0x180f,
        characteristics: [
          { uuid: 0x2a19, properties: ['notify'] },
          {
            uuid: 0x2a1a,
            properties: ['write'],
            write: (bytes) => {
              written.push(Buffer.from(bytes).toString('hex'));
              return 0;
            },
          },
        ],
      },
    ]);
    const air = new Air({ clock, advertisingIntervalMs: 20, conditions: IDEAL_CONDITIONS });
    air.add(peripheral);
    const controller = new VirtualController(air, SMALL);
    controllers.push(controller);
    const seen = watched(controller);
    const device = await connected(loadNobleOver(controller));
    const { characteristics } = await device.discoverAllServicesAndCharacteristicsAsync();
    const [notified, control] = characteristics;
    if (!notified || !control) throw new Error('noble found less than there is');
    const heard: string[] = [];
    notified.on('data', (data) => heard.push(data.toString('hex')));
    await notified.subscribeAsync();
    const before = { ...seen };
    for (let salt = 0; salt < 10; salt++) peripheral.server.notify(0x2a19, value(180, salt));
    for (let salt = 0; salt < 5; salt++) await control.writeAsync(value(180, salt), false);
    await until('all are heard', () => heard.length === 10);
    await until('every buffer is free', () => seen.completed === seen.sent);
    expect(heard).toEqual(Array.from({ length: 10 }, (_, i) => value(180, i).toString('hex')));
    expect(written).toEqual(Array.from({ length: 5 }, (_, i) => value(180, i).toString('hex')));
    // 180 bytes, 3 of ATT and 4 of L2CAP are 187: seven parts; the five answers to writes take one.
    expect(seen.sent - before.sent).toBe(5 * 7);
    expect(seen.toHost - before.toHost).toBe(10 * 7 + 5);
    expect([seen.longest, seen.longestToHost]).toEqual([27, 27]);
    expect(seen.mostAtOnce).toBe(2);
    device.disconnect();
    await until('the link is closed', () => peripheral.advertisement() !== null);
  });
});
