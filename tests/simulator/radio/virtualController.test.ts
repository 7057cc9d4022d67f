import { describe, expect, it } from 'vitest';
import { advertisementOf } from '../../../src/simulator/radio/advertisementOf.ts';
import { Air, type Peripheral } from '../../../src/simulator/radio/air.ts';
import { COMMAND, STATUS } from '../../../src/simulator/radio/hci.ts';
import { IDEAL_CONDITIONS } from '../../../src/simulator/radio/radioConditions.ts';
import { VirtualController } from '../../../src/simulator/radio/virtualController.ts';
import type { VirtualSocket } from '../../../src/simulator/radio/virtualSocket.ts';

const clock = () => performance.now() * 1000;
const ADVERTISEMENT = advertisementOf('A', '0000fe95-0000-1000-8000-00805f9b34fb');

const peripheral: Peripheral = {
  address: 'c0:00:00:00:00:01',
  rssiDbm: -58,
  advertisement: () => ADVERTISEMENT,
  linkEnd: () => ({ received: () => {}, delivered: () => {}, closed: () => {} }),
  linked: () => {},
};

function command(opcode: number, ...parameters: number[]): Buffer {
  return Buffer.from([0x01, opcode & 0xff, opcode >> 8, parameters.length, ...parameters]);
}

/** Asks for a link to the peripheral: 7.5 ms, supervision timeout 3 s. */
function createConnection(): Buffer {
  const parameters = Buffer.alloc(25);
  Buffer.from('0100000000c0', 'hex').copy(parameters, 6);
  parameters.writeUInt16LE(6, 13);
  parameters.writeUInt16LE(300, 19);
  return command(COMMAND.leCreateConnection, ...parameters);
}

function opened() {
  const controller = new VirtualController(
    new Air({ clock, advertisingIntervalMs: 20, conditions: IDEAL_CONDITIONS }),
  );
  const socket = bound(controller);
  return { controller, socket, ...listenTo(socket) };
}

function bound(controller: VirtualController): VirtualSocket {
  const socket = controller.openSocket('throws');
  socket.bindRaw();
  socket.start();
  return socket;
}

/** What a socket receives, once everything due has been delivered. */
function listenTo(socket: VirtualSocket) {
  const packets: string[] = [];
  const errors: unknown[] = [];
  socket.on('data', (packet: Buffer) => packets.push(packet.toString('hex')));
  socket.on('error', (error: unknown) => errors.push(Reflect.get(Object(error), 'code')));
  const received = async () => {
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    return packets.splice(0);
  };
  return { received, errors };
}

describe('VirtualController', () => {
  it('reports an advertiser once per scan where duplicates are filtered, always where not', async () => {
    const { controller, socket, received } = opened();
    for (const [filtered, reports] of [
      [1, 2],
      [0, 6],
      [1, 2],
    ] as const) {
      socket.write(command(COMMAND.leSetScanEnable, 1, filtered));
      await received();
      for (let i = 0; i < 3; i++) controller.heard(peripheral, ADVERTISEMENT);
      expect(await received()).toHaveLength(reports);
    }
    controller.setPowered(false);
  });

  it('gives no scan response for an advertiser that has none', async () => {
    const { controller, socket, received } = opened();
    socket.write(command(COMMAND.leSetScanEnable, 1, 0));
    await received();
    controller.heard(peripheral, { ...ADVERTISEMENT, scanResponse: new Uint8Array() });
    const [report, ...others] = await received();
    // LE Meta, its length, advertising report, one report, of a connectable advertiser.
    expect(report).toMatch(/^043e..020100/);
    expect(others).toEqual([]);
    controller.setPowered(false);
  });

  it('reads the signal strength of a link, and refuses for any other handle', async () => {
    const { controller, socket, received } = opened();
    socket.write(createConnection());
    controller.heard(peripheral, ADVERTISEMENT);
    await received();
    socket.write(command(COMMAND.readRssi, 0x40, 0));
    socket.write(command(COMMAND.readRssi, 0x41, 0));
    expect(await received()).toEqual(['040e07010514004000c6', '040e07010514024100' + '00']);
    controller.setPowered(false);
  });

  it('numbers links up to 0x0eff and then anew, past those that are up', async () => {
    const { controller, socket, received } = opened();
    const connect = async () => {
      socket.write(createConnection());
      controller.heard(peripheral, ADVERTISEMENT);
      const packets = await received();
      const complete = packets.find((packet) => packet.startsWith('043e130100')) ?? '';
      return Buffer.from(complete, 'hex').readUInt16LE(5);
    };
    const first = await connect();
    const second = await connect();
    const disconnect = (handle: number) =>
      socket.write(command(COMMAND.disconnect, handle & 0xff, handle >> 8, 0x13));
    disconnect(second);
    let last = await connect();
    expect([first, second, last]).toEqual([0x40, 0x41, 0x42]);
    while (last < 0x0eff) {
      disconnect(last);
      const next = await connect();
      expect(next).toBe(last + 1);
      last = next;
    }
    // The first link is still up.
    expect(await connect()).toBe(second);
    controller.setPowered(false);
  });

  it('refuses or leaves unanswered what its faults say, and counts them', async () => {
    const { controller, socket, received } = opened();
    const scanOn = command(COMMAND.leSetScanEnable, 1, 0);
    const fault = { opcode: COMMAND.leSetScanEnable, times: 2 };
    const refused = controller.faults.add({ ...fault, answer: STATUS.commandDisallowed });
    socket.write(scanOn);
    socket.write(command(COMMAND.readAddress));
    expect(await received()).toEqual(['040e04010c200c', '040e0a010910000100' + '00dc1b00']);
    expect(controller.scanning).toBe(false);
    socket.write(scanOn);
    socket.write(scanOn);
    expect(await received()).toEqual(['040e04010c200c', '040e04010c2000']);
    expect([refused.count, controller.scanning]).toEqual([2, true]);
    const silent = controller.faults.add({ answer: 'silence' });
    socket.write(scanOn);
    expect(await received()).toEqual([]);
    silent.remove();
    socket.write(scanOn);
    expect(await received()).toHaveLength(1);
    expect(silent.count).toBe(1);
    controller.setPowered(false);
  });

  it('reaches only newly opened sockets after it was unplugged', async () => {
    const { controller, socket, received, errors } = opened();
    controller.setPlugged(false);
    expect(socket.isDevUp()).toBe(false);
    socket.write(command(COMMAND.readAddress));
    expect(() => bound(controller)).toThrow('No such device');
    controller.setPlugged(true);
    expect(socket.isDevUp()).toBe(false);
    socket.write(command(COMMAND.readAddress));
    expect(errors).toEqual(['ENODEV', 'ENODEV']);
    const next = bound(controller);
    const { received: nextReceived } = listenTo(next);
    next.write(command(COMMAND.readAddress));
    expect(next.isDevUp()).toBe(true);
    expect(await nextReceived()).toHaveLength(1);
    expect(await received()).toEqual([]);
  });

  it('fails writes while it is off, and takes them again when it is on', async () => {
    const { controller, socket, received, errors } = opened();
    controller.setPowered(false);
    socket.write(command(COMMAND.readAddress));
    expect(errors).toEqual(['ENETDOWN']);
    controller.setPowered(true);
    socket.write(command(COMMAND.readAddress));
    expect(await received()).toHaveLength(1);
  });

  it('cannot be reached from a kernel without Bluetooth', () => {
    const controller = new VirtualController(
      new Air({ clock, advertisingIntervalMs: 20, conditions: IDEAL_CONDITIONS }),
    );
    controller.setKnownToKernel(false);
    expect(() => controller.openSocket('throws')).toThrow('Address family not supported');
    const socket = controller.openSocket('tells');
    const { errors } = listenTo(socket);
    socket.bindRaw();
    expect(socket.isDevUp()).toBe(false);
    expect(errors).toEqual(['EAFNOSUPPORT', 'EAFNOSUPPORT']);
  });
});
