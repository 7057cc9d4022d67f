import { describe, expect, it, vi } from 'vitest';
import { INFO_UUID, SERVICE_UUID } from '../../../firmware-protocol/index.ts';
import { COMMAND, STATUS } from '../../../src/simulator/radio/hci.ts';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import {
  advertisers,
  commandsTo,
  faultWorld,
  linked,
  TIMEOUTS,
  transportWorld,
} from './faultWorld.ts';
import { countingFeed, sleep, until } from './radioWorld.ts';

const INFO = { service: SERVICE_UUID, characteristic: INFO_UUID };
const never = new AbortController().signal;
/** Until noble has heard that the adapter is free again, also on a busy machine. */
const FREED_WITHIN_MS = 400;

describe.concurrent.each(NOBLE_STACKS)('connections that fail, over @%s/noble', (stack) => {
  it('row 6: a connection to a sensor that is gone ends with its timeout, and row 7: costs the others no more', async ({
    onTestFinished,
  }) => {
    const feeds = [countingFeed('A'), countingFeed('B')];
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, feeds);
    const commands = commandsTo(radio.controller);
    // Heard once, then gone: the first connection is tried with nobody there.
    source.on('sensorFound', ({ name }) => {
      if (name.endsWith('A')) radio.sensors[0]!.setInRange(false);
    });
    radio.start();
    const startedMs = performance.now();
    await source.start();
    await until('B streams', () => heard.blocks.has('B'));
    expect(performance.now() - startedMs).toBeLessThan(TIMEOUTS.connectTimeoutMs + 5000);
    // One request each: the absent one is not asked for again before it is heard.
    expect(countOf(commands, COMMAND.leCreateConnection)).toBeLessThanOrEqual(2);
    await until('the absence is told', () => heard.faults.length > 0);
    expect(heard.faults).toEqual([
      'The sensor Plumbline A could not be reached: Connecting took longer than 2 s.',
    ]);
    expect(countOf(commands, COMMAND.leCancelConnection)).toBe(1);
  });

  it('row 8: a sensor whose connection was withdrawn is linked when it returns', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    const [sensor] = radio.sensors;
    const unlisten = source.on('sensorFound', () => sensor!.setInRange(false));
    radio.start();
    await source.start();
    await until('the absence is told', () => heard.faults.length > 0);
    unlisten();
    sensor!.setInRange(true);
    await until('A streams', () => heard.packets.length > 5);
    expect(heard.faults).toHaveLength(1);
  });

  it('row 8: a withdrawal that the adapter never answers blocks no later connection', async ({
    onTestFinished,
  }) => {
    const { radio, transport } = await transportWorld({ stack, onTestFinished }, [
      countingFeed('A'),
      countingFeed('B'),
    ]);
    const [absent, present] = await advertisers(transport, 2);
    radio.sensors[0]!.setInRange(false);
    const { faults } = radio.controller;
    const silent = faults.add({ opcode: COMMAND.leCancelConnection, answer: 'silence', times: 1 });
    await expect(transport.connect(absent!, never)).rejects.toThrow('took longer than');
    expect(silent.count).toBe(1);
    // The adapter is freed behind noble's back, as by a second withdrawal.
    radio.controller.receive(Buffer.from([0x01, 0x0e, 0x20, 0x00]));
    await sleep(FREED_WITHIN_MS);
    const link = await transport.connect(present!, never);
    await link.discover();
    await link.close();
  });

  it('row 9: a second connection is refused while one is made, so that nobody cancels another’s', async ({
    onTestFinished,
  }) => {
    const { radio, transport } = await transportWorld({ stack, onTestFinished }, [
      countingFeed('A'),
      countingFeed('B'),
    ]);
    const [first, second] = await advertisers(transport, 2);
    const commands = commandsTo(radio.controller);
    radio.sensors[0]!.setInRange(false);
    const pending = transport.connect(first!, never);
    await until('it is asked for', () => countOf(commands, COMMAND.leCreateConnection) === 1);
    await expect(transport.connect(second!, never)).rejects.toThrow(
      `One connection is made at a time; ${first} is being connected`,
    );
    radio.sensors[0]!.setInRange(true);
    const link = await pending;
    await link.discover();
    expect(countOf(commands, COMMAND.leCancelConnection)).toBe(0);
    await link.close();
  });

  it('row 10: connecting twice to one sensor is refused, and leaves the link as it is', async ({
    onTestFinished,
  }) => {
    const owner = { stack, onTestFinished };
    const { transport } = await transportWorld(owner, [countingFeed('A')]);
    const [address] = await advertisers(transport, 1);
    const pending = transport.connect(address!, never);
    await expect(transport.connect(address!, never)).rejects.toThrow('One connection is made');
    const link = await pending;
    await expect(transport.connect(address!, never)).rejects.toThrow('is connected already');
    await link.discover();
    expect((await link.read(INFO)).length).toBeGreaterThan(0);
    await link.close();
  });

  it('row 18: a link that is gone is disconnected by nobody, and one that is there once', async ({
    onTestFinished,
  }) => {
    const { radio, transport } = await transportWorld({ stack, onTestFinished }, [
      countingFeed('A'),
    ]);
    const dropped = await linked(transport);
    const commands = commandsTo(radio.controller);
    radio.sensors[0]!.dropLink();
    expect(await dropped.closed).toBe('closedBySensor');
    await dropped.close();
    expect(countOf(commands, COMMAND.disconnect)).toBe(0);
    const link = await linked(transport);
    await Promise.all([link.close(), link.close()]);
    await link.close();
    expect(await link.closed).toBe('closedByHub');
    const disconnects = commands.filter(({ opcode }) => opcode === COMMAND.disconnect);
    expect(disconnects.map(({ parameters }) => parameters.readUInt16LE(0))).toEqual([0x41]);
  });

  it('row 18: a disconnection that the adapter refuses is asked for again, so that no link is left behind', async ({
    onTestFinished,
  }) => {
    const owner = { stack, onTestFinished };
    const { radio, transport } = await transportWorld(owner, [countingFeed('A')]);
    const link = await linked(transport);
    const opcode = COMMAND.disconnect;
    const answer = STATUS.commandDisallowed;
    const refused = radio.controller.faults.add({ opcode, answer, times: 1 });
    await link.close();
    expect(refused.count).toBe(1);
    expect(await link.closed).toBe('closedByHub');
    // It advertises: it knows that it is free.
    await (await linked(transport)).close();
  });

  it('row 18: a link whose end is never confirmed is given up, by noble too', async ({
    onTestFinished,
  }) => {
    const owner = { stack, onTestFinished };
    const { radio, noble, transport } = await transportWorld(owner, [countingFeed('A')]);
    const link = await linked(transport);
    const silent = radio.controller.faults.add({ opcode: COMMAND.disconnect, answer: 'silence' });
    await link.close();
    expect(silent.count).toBe(3);
    expect(await link.closed).toBe('closedByHub');
    expect(Object.keys(noble._bindings._aclStreams)).toEqual([]);
    silent.remove();
    radio.sensors[0]!.dropLink();
    await (await linked(transport)).close();
  });

  it.for([STATUS.commandDisallowed, STATUS.memoryExceeded])(
    'row 23: an adapter that refuses a connection with status %i is told, and asked again',
    async (status, { onTestFinished }) => {
      const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
      const { faults } = radio.controller;
      const opcode = COMMAND.leCreateConnection;
      const refused = faults.add({ opcode, answer: status, times: 1 });
      radio.start();
      await source.start();
      await until('A streams', () => heard.packets.length > 5);
      expect(refused.count).toBe(1);
      expect(heard.faults).toEqual([
        expect.stringMatching(/^The sensor Plumbline A could not be reached: Connecting failed: /),
      ]);
    },
  );

  it('row 23: an adapter that never answers a connection request costs one timeout', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    const opcode = COMMAND.leCreateConnection;
    const silent = radio.controller.faults.add({ opcode, answer: 'silence', times: 1 });
    radio.start();
    await source.start();
    await until('A streams', () => heard.packets.length > 5);
    expect(silent.count).toBe(1);
    expect(heard.faults).toHaveLength(1);
  });

  it('row 24: a sensor without a scan response is found where the adapter filters duplicates', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    const [sensor] = radio.sensors;
    const advertise = sensor!.advertisement.bind(sensor);
    vi.spyOn(sensor!, 'advertisement').mockImplementation(() => {
      const advertisement = advertise();
      return advertisement && { ...advertisement, scanResponse: new Uint8Array() };
    });
    const commands = commandsTo(radio.controller);
    radio.start();
    await source.start();
    await until('it streams', () => heard.packets.length > 5);
    expect(heard.found[0]).toBe('');
    const scans = commands.filter(
      ({ opcode, parameters }) => opcode === COMMAND.leSetScanEnable && parameters[0] === 1,
    );
    expect(scans.map(({ parameters }) => parameters[1])).toEqual(scans.map(() => 0));
  });
});

function countOf(commands: readonly { readonly opcode: number }[], opcode: number): number {
  return commands.filter((command) => command.opcode === opcode).length;
}
