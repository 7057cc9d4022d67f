import { describe, expect, it, vi } from 'vitest';
import { CONTROL_UUID, INFO_UUID, SERVICE_UUID } from '../../../firmware-protocol/index.ts';
import { LinkClosedError } from '../../../src/sensors/ble/bleTransport.ts';
import { ATT_REQUEST } from '../../../src/simulator/radio/att.ts';
import { disconnectionComplete, STATUS } from '../../../src/simulator/radio/hci.ts';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import { faultWorld, linked, transportWorld } from './faultWorld.ts';
import { countingFeed, until } from './radioWorld.ts';

const INFO = { service: SERVICE_UUID, characteristic: INFO_UUID };
const CONTROL = { service: SERVICE_UUID, characteristic: CONTROL_UUID };
const FIRST_HANDLE = 0x40;
const IDENTIFY = Uint8Array.of(4, 1, 5);

/** So long that only the end of the link can have ended an operation. */
const PATIENT = { transport: { operationTimeoutMs: 60_000, discoveryTimeoutMs: 60_000 } };

describe.concurrent.each(NOBLE_STACKS)('links that end, over @%s/noble', (stack) => {
  it('row 16: a read, a write, a subscription and a discovery end with their link', async ({
    onTestFinished,
  }) => {
    const owner = { stack, onTestFinished };
    const { radio, transport } = await transportWorld(owner, [countingFeed('A')], PATIENT);
    const [sensor] = radio.sensors;
    const link = await linked(transport);
    await link.discover();
    const silent = sensor!.faults.add({ opcode: ATT_REQUEST.read, answer: 'silence' });
    const pending = [
      link.read(INFO),
      link.write(CONTROL, IDENTIFY),
      link.subscribe(CONTROL, () => {}),
      link.discover(),
    ];
    await until('the read is pending', () => silent.count === 1);
    sensor!.dropLink();
    const outcomes = await Promise.allSettled(pending);
    const errors = outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason);
    expect(errors.map((error) => error instanceof LinkClosedError)).toEqual(Array(4).fill(true));
    expect(await link.closed).toBe('closedBySensor');
  });

  it('row 17: nothing is asked of noble on a link that is gone', async ({ onTestFinished }) => {
    const owner = { stack, onTestFinished };
    const { radio, noble, transport } = await transportWorld(owner, [countingFeed('A')], PATIENT);
    const link = await linked(transport);
    await link.discover();
    const asked = vi.spyOn(noble._bindings, 'write');
    radio.sensors[0]!.dropLink();
    await link.closed;
    await expect(link.write(CONTROL, IDENTIFY)).rejects.toBeInstanceOf(LinkClosedError);
    await expect(link.read(INFO)).rejects.toBeInstanceOf(LinkClosedError);
    await expect(link.subscribe(CONTROL, () => {})).rejects.toBeInstanceOf(LinkClosedError);
    await expect(link.discover()).rejects.toBeInstanceOf(LinkClosedError);
    expect(asked).not.toHaveBeenCalled();
  });

  it('row 19: a write in the very moment its link closes is cut off, and the next link is whole', async ({
    onTestFinished,
  }) => {
    const owner = { stack, onTestFinished };
    const { radio, transport } = await transportWorld(owner, [countingFeed('A')], PATIENT);
    const link = await linked(transport);
    await link.discover();
    const writing = link.write(CONTROL, IDENTIFY);
    radio.controller.inject(disconnectionComplete(FIRST_HANDLE, STATUS.connectionTimeout));
    await expect(writing).rejects.toBeInstanceOf(LinkClosedError);
    expect(await link.closed).toBe('outOfRange');
    // The sensor does not know yet.
    radio.sensors[0]!.dropLink();
    const next = await linked(transport);
    await next.discover();
    expect((await next.read(INFO)).length).toBeGreaterThan(0);
    await next.close();
  });

  it('row 20: every new link finds its own characteristics, and no packet comes twice', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    radio.start();
    await source.start();
    for (let link = 1; link <= 4; link++) {
      await until(`link ${link}`, () => heard.linked.length === link);
      const before = heard.packets.length;
      await until('packets flow', () => heard.packets.length > before + 5);
      if (link < 4) radio.sensors[0]!.dropLink();
    }
    const indices = heard.blocks.get('A')!.map(({ firstIndex }) => firstIndex);
    expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
    expect(heard.faults).toEqual([]);
  });

  it('row 20: a discovery that a link cut off does not answer in the next one’s place', async ({
    onTestFinished,
  }) => {
    const owner = { stack, onTestFinished };
    const { radio, transport } = await transportWorld(owner, [countingFeed('A')]);
    const [sensor] = radio.sensors;
    const fault = { opcode: ATT_REQUEST.readByGroup, answer: 'silence', times: 1 } as const;
    const silent = sensor!.faults.add(fault);
    const first = await linked(transport);
    await expect(first.discover()).rejects.toThrow('Discovery took longer than');
    expect(silent.count).toBe(1);
    await first.close();
    const next = await linked(transport);
    await next.discover();
    expect((await next.read(INFO)).length).toBeGreaterThan(0);
    await next.close();
  });

  it('a sensor that leaves during its set-up is linked when it is back', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')], {
      source: { supervisionTimeoutMs: 500 },
    });
    const [sensor] = radio.sensors;
    const fault = { opcode: ATT_REQUEST.read, value: INFO_UUID, answer: 'silence' } as const;
    const silent = sensor!.faults.add({ ...fault, times: 1 });
    radio.start();
    await source.start();
    await until('it is read', () => silent.count === 1);
    sensor!.setInRange(false);
    await until('it is told', () => heard.faults.length > 0);
    expect(heard.faults).toEqual([
      'Sensor Plumbline A cannot be used: A read was cut off because the link closed.',
    ]);
    sensor!.setInRange(true);
    await until('A streams', () => heard.packets.length > 5);
  });
});
