import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createBleSource } from '../../../../src/sensors/ble/index.ts';
import { createVirtualRadio } from '../../../../src/simulator/radio/createVirtualRadio.ts';
import { loadNobleOver } from '../../../../src/simulator/radio/loadNobleOver.ts';
import { AirServer } from '../../../../src/simulator/radio/remote/airServer.ts';
import { HciPackets } from '../../../../src/simulator/radio/remote/hciPackets.ts';
import { RemoteController } from '../../../../src/simulator/radio/remote/remoteController.ts';
import { clock, countingFeed, until } from '../../../sensors/ble/radioWorld.ts';

async function served() {
  const folder = await mkdtemp(join(tmpdir(), 'air-'));
  const radio = createVirtualRadio([countingFeed('RS'), countingFeed('RT')], {
    clock,
    advertisingIntervalMs: 20,
  });
  const path = join(folder, 'air.sock');
  const server = new AirServer(radio.controller, path);
  radio.start();
  await server.start();
  onTestFinished(async () => {
    await server.stop();
    radio.stop();
    await rm(folder, { recursive: true });
  });
  return { radio, path };
}

async function listening(path: string) {
  const controller = new RemoteController(path);
  const source = createBleSource({
    clock,
    nobleFactory: async () => {
      await controller.open();
      return loadNobleOver(controller);
    },
    connectionIntervalMs: [7.5, 7.5],
  });
  const packets = new Map<string, number>();
  source.on('packet', ({ sensorId }) => packets.set(sensorId, (packets.get(sensorId) ?? 0) + 1));
  onTestFinished(async () => {
    await source.stop();
    controller.close();
  });
  await source.start();
  return { controller, source, packets };
}

it('sensors in the air of a local socket stream, and again to the host that comes after', async () => {
  const { radio, path } = await served();
  const first = await listening(path);
  await until('both stream', () => first.packets.size === 2);
  // As a hub that is killed: nothing is said to the sensors.
  first.controller.close();
  const later = await listening(path);
  await until('both stream again', () => later.packets.size === 2);
  expect(radio.sensors.every(({ air }) => air.delivered.size > 0)).toBe(true);
});

it('says where no air is served', async () => {
  await expect(new RemoteController('/nowhere/air.sock').open()).rejects.toThrow(
    'no simulated air is served at /nowhere/air.sock: start the process that serves it first',
  );
});

it('cuts bytes into packets wherever they were broken, and refuses what H4 has not', () => {
  const packets = [
    Buffer.from([0x01, 0x03, 0x0c, 0x00]),
    Buffer.from([0x02, 0x40, 0x00, 0x03, 0x00, 1, 2, 3]),
    Buffer.from([0x04, 0x0e, 0x01, 9]),
  ];
  const all = Buffer.concat(packets);
  for (let at = 0; at <= all.length; at++) {
    const cut = new HciPackets();
    expect([...cut.push(all.subarray(0, at)), ...cut.push(all.subarray(at))]).toEqual(packets);
  }
  expect(() => new HciPackets().push(Buffer.from([7]))).toThrow(
    'an HCI packet of type 7; valid are 1, 2, 4',
  );
});
