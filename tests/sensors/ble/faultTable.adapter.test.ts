import { describe, expect, it, vi } from 'vitest';
import { isSensor } from '../../../src/sensors/ble/makes/drivers.ts';
import { COMMAND, commandComplete, STATUS } from '../../../src/simulator/radio/hci.ts';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import { advertisers, faultWorld, linked, transportWorld } from './faultWorld.ts';
import { countingFeed, sleep, until } from './radioWorld.ts';

const SCAN_OFF = Buffer.from([0x01, 0x0c, 0x20, 0x02, 0x00, 0x00]);
const never = new AbortController().signal;

describe.concurrent.each(NOBLE_STACKS)('an adapter that fails, over @%s/noble', (stack) => {
  it('row 2: no adapter is an error at the start, and one that is plugged in later is used', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    radio.controller.setPlugged(false);
    radio.start();
    await expect(source.start()).rejects.toThrow('No Bluetooth adapter could be opened');
    await expect(source.start()).rejects.toThrow('No Bluetooth adapter could be opened');
    radio.controller.setPlugged(true);
    await source.start();
    await until('A streams', () => heard.packets.length > 5);
    expect(heard.faults).toEqual([]);
  });

  it('row 2: an adapter that never answers is an error at the start', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    const silent = radio.controller.faults.add({ answer: 'silence' });
    radio.start();
    await expect(source.start()).rejects.toThrow('No Bluetooth adapter answered');
    expect(silent.count).toBeGreaterThan(0);
    silent.remove();
    await source.start();
    await until('A streams', () => heard.packets.length > 5);
  });

  it('row 2: an adapter that is unplugged and plugged in again is opened anew, by itself', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld(
      { stack, onTestFinished },
      [countingFeed('A'), countingFeed('B')],
      { source: { adapterUnusableMs: 300, adapterPauseMs: [200, 800] } },
    );
    const opened = vi.spyOn(radio.controller, 'openSocket');
    radio.start();
    await source.start();
    await until('both stream', () => heard.blocks.size === 2);
    expect(opened).toHaveBeenCalledTimes(1);
    radio.controller.setPlugged(false);
    await until('both are lost', () => heard.lost.length === 2);
    // While it is away it is looked for in vain.
    await until('it is looked for', () => opened.mock.calls.length > 2);
    radio.controller.setPlugged(true);
    await until('both are back', () => heard.linked.length === 4);
    const before = heard.packets.length;
    await until('packets flow', () => heard.packets.length > before + 10);
    expect(heard.lost.map(({ reason }) => reason)).toEqual(['adapterLost', 'adapterLost']);
    expect(heard.faults).toEqual([expect.stringMatching(/^The Bluetooth adapter is off or gone/)]);
  });

  it('row 3: an adapter that is down at the start is waited for', async ({ onTestFinished }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    radio.controller.setPowered(false);
    radio.start();
    await source.start();
    expect(heard.faults).toEqual([expect.stringMatching(/off or gone \(poweredOff\)/)]);
    await sleep(100);
    radio.controller.setPowered(true);
    await until('A streams', () => heard.packets.length > 5);
    expect(heard.faults).toHaveLength(1);
  });

  it('row 21: links that went with the power are told lost, and linked when it is back', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [
      countingFeed('A'),
      countingFeed('B'),
    ]);
    radio.start();
    await source.start();
    for (let outage = 1; outage <= 2; outage++) {
      await until('both are linked', () => heard.linked.length === 2 * outage);
      const before = heard.packets.length;
      await until('packets flow', () => heard.packets.length > before + 10);
      radio.controller.setPowered(false);
      await until('both are lost', () => heard.lost.length === 2 * outage);
      radio.controller.setPowered(true);
    }
    await until('both are back', () => heard.linked.length === 6);
    expect(new Set(heard.lost.map(({ reason }) => reason))).toEqual(new Set(['adapterLost']));
    expect(heard.faults).toHaveLength(2);
  });

  it('row 21: noble is told of the links that went, so that they burden no later one', async ({
    onTestFinished,
  }) => {
    const { radio, noble, transport } = await transportWorld({ stack, onTestFinished }, [
      countingFeed('A'),
    ]);
    const link = await linked(transport);
    radio.controller.setPowered(false);
    expect(await link.closed).toBe('adapterLost');
    const { _hci: hci, _aclStreams: streams } = noble._bindings;
    expect([hci._aclConnections.size, Object.keys(streams).length]).toEqual([0, 0]);
    radio.controller.setPowered(true);
    await until('it is on', () => transport.adapterState === 'poweredOn');
    await (await linked(transport)).discover();
  });

  it('row 21: a connection that is being made when the power goes fails at once', async ({
    onTestFinished,
  }) => {
    const { radio, transport } = await transportWorld(
      { stack, onTestFinished },
      [countingFeed('A'), countingFeed('B')],
      { transport: { connectTimeoutMs: 60_000 } },
    );
    const [absent, present] = await advertisers(transport, 2);
    radio.sensors[0]!.setInRange(false);
    const pending = transport.connect(absent!, never);
    radio.controller.setPowered(false);
    await expect(pending).rejects.toThrow('Connecting was cut off because the adapter is off');
    radio.controller.setPowered(true);
    await until('it is on', () => transport.adapterState === 'poweredOn');
    await expect(transport.connect(present!, never)).rejects.toThrow('has advertised');
    await (await transport.connect((await advertisers(transport, 1))[0]!, never)).discover();
  });

  it('row 22: a search that the adapter refuses is told, and begun when it lets it', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    const opcode = COMMAND.leSetScanEnable;
    const refused = radio.controller.faults.add({ opcode, answer: STATUS.commandDisallowed });
    radio.start();
    await source.start();
    await until('it is told', () => heard.faults.length > 0);
    expect(refused.count).toBeGreaterThan(0);
    expect(heard.faults[0]).toBe(
      'Sensors cannot be looked for now: the adapter refused (status 0x0c). Trying again.',
    );
    refused.remove();
    await until('A streams', () => heard.packets.length > 5);
  });

  it('row 22: a search is not believed begun when only the end of the one before was granted', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    const refused = radio.controller.faults.add({
      opcode: COMMAND.leSetScanEnable,
      when: (parameters) => parameters[0] === 1,
      answer: STATUS.commandDisallowed,
      times: 2,
    });
    radio.start();
    await source.start();
    await until('A streams', () => heard.packets.length > 5);
    expect(refused.count).toBe(2);
  });

  it('row 22: a search whose beginning is never answered ends with its timeout', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    const opcode = COMMAND.leSetScanEnable;
    const when = (parameters: Buffer) => parameters[0] === 1;
    const silent = radio.controller.faults.add({ opcode, when, answer: 'silence', times: 1 });
    radio.start();
    await source.start();
    await until('A streams', () => heard.packets.length > 5);
    expect(silent.count).toBe(1);
  });

  it('row 22: a search that is refused after it was believed begun is begun anew', async ({
    onTestFinished,
  }) => {
    const owner = { stack, onTestFinished };
    const { radio, transport } = await transportWorld(owner, [countingFeed('A')]);
    const opcode = COMMAND.leSetScanEnable;
    const when = (parameters: Buffer) => parameters[0] === 1;
    const answer = STATUS.commandDisallowed;
    const refused = radio.controller.faults.add({ opcode, when, answer, times: 1 });
    const starting = transport.startScan(isSensor);
    // The answer to a command that noble gave before, as while it sets the adapter up.
    radio.controller.inject(commandComplete(opcode, STATUS.ok));
    await starting;
    await until('it searches', () => radio.controller.scanning);
    expect(refused.count).toBe(1);
  });

  it('a search that another program ended is begun anew', async ({ onTestFinished }) => {
    const quietScanMs = 300;
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')], {
      source: { quietScanMs },
    });
    await source.start();
    await until('it searches', () => radio.controller.scanning);
    radio.controller.receive(SCAN_OFF);
    expect(radio.controller.scanning).toBe(false);
    radio.start();
    await until('A streams', () => heard.packets.length > 5);
    expect(heard.faults).toEqual([]);
  });
});
