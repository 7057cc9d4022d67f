import { describe, expect, it } from 'vitest';
import {
  BATTERY_LEVEL,
  CONTROL_UUID,
  INFO_UUID,
  SERVICE_UUID,
  STREAM_UUID,
} from '../../../firmware-protocol/index.ts';
import { ATT_ERROR, ATT_REQUEST } from '../../../src/simulator/radio/att.ts';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import { faultWorld, linked, transportWorld } from './faultWorld.ts';
import { countingFeed, until } from './radioWorld.ts';
import { strangePeripheral } from './strangePeripheral.ts';

const CONTROL = { service: SERVICE_UUID, characteristic: CONTROL_UUID };
const INFO = { service: SERVICE_UUID, characteristic: INFO_UUID };

describe.concurrent.each(NOBLE_STACKS)('requests that fail, over @%s/noble', (stack) => {
  it.for([
    [
      'row 11: an error in answer to a write',
      { opcode: ATT_REQUEST.write, value: CONTROL_UUID, answer: ATT_ERROR.writeNotPermitted },
      /^Sensor A cannot be used: .* took longer than [\d.]+ s\.$/,
    ],
    [
      'row 11: an error in answer to a subscription',
      {
        opcode: ATT_REQUEST.write,
        configuration: STREAM_UUID,
        answer: ATT_ERROR.writeNotPermitted,
      },
      /^Sensor A cannot be used: A subscription took longer than 2 s\.$/,
    ],
    [
      'row 12: an error in answer to the read of what the sensor is, which noble calls empty',
      { opcode: ATT_REQUEST.read, value: INFO_UUID, answer: ATT_ERROR.readNotPermitted },
      /^Sensor Plumbline A cannot be used: .+\.$/,
    ],
    [
      'row 14: INVALID_PDU to the MTU request, after which noble asks nothing more',
      { opcode: ATT_REQUEST.mtu, answer: ATT_ERROR.invalidPdu },
      /^Sensor Plumbline A cannot be used: Discovery took longer than 3 s\.$/,
    ],
    [
      'row 14: INVALID_PDU to a read, after which noble asks nothing more',
      { opcode: ATT_REQUEST.read, value: INFO_UUID, answer: ATT_ERROR.invalidPdu },
      /^Sensor Plumbline A cannot be used: A read took longer than 2 s\.$/,
    ],
    [
      'an answer to discovery that never comes',
      { opcode: ATT_REQUEST.readByGroup, answer: 'silence' },
      /^Sensor Plumbline A cannot be used: Discovery took longer than 3 s\.$/,
    ],
    [
      'an answer to a write that never comes',
      { opcode: ATT_REQUEST.write, value: CONTROL_UUID, answer: 'silence' },
      /^Sensor A cannot be used: .* took longer than [\d.]+ s\.$/,
    ],
  ] as const)(
    '%s is told in a sentence, and the sensor linked anew',
    async ([, fault, sentence], { onTestFinished }) => {
      const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
      const injected = radio.sensors[0]!.faults.add({ ...fault, times: 1 });
      radio.start();
      await source.start();
      await until('A streams', () => heard.packets.length > 5);
      expect(injected.count).toBe(1);
      expect(heard.faults).toEqual([expect.stringMatching(sentence)]);
      expect(heard.linked.map(({ id }) => id)).toEqual(['A']);
    },
  );

  it('row 12: an error in answer to the read of the battery costs neither the stream nor a false charge', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    const { faults } = radio.sensors[0]!;
    const answer = ATT_ERROR.readNotPermitted;
    const injected = faults.add({ opcode: ATT_REQUEST.read, value: BATTERY_LEVEL, answer });
    radio.start();
    await source.start();
    await until('the battery is read', () => injected.count > 0);
    const before = heard.packets.length;
    await until('A streams', () => heard.packets.length > before + 10);
    expect(heard.batteries.size).toBe(0);
    expect(heard.faults).toEqual([]);
  });

  it('row 13: a write longer than the link carries is refused, not left to a device that cannot join it', async ({
    onTestFinished,
  }) => {
    const { radio, transport } = await transportWorld({ stack, onTestFinished }, [
      countingFeed('A'),
    ]);
    const { faults } = radio.sensors[0]!;
    const prepared = faults.add({ opcode: ATT_REQUEST.prepareWrite, answer: 'silence' });
    const link = await linked(transport);
    await link.discover();
    await expect(link.write(CONTROL, new Uint8Array(link.mtu - 2))).rejects.toThrow(
      "A write of 245 bytes does not fit the link's 244",
    );
    expect(prepared.count).toBe(0);
    expect((await link.read(INFO)).length).toBeGreaterThan(0);
    await link.close();
  });

  it('row 15: an MTU answer of 517 is not believed beyond what was offered', async ({
    onTestFinished,
  }) => {
    const { radio, transport, noble } = await transportWorld(
      { stack, onTestFinished },
      [countingFeed('A')],
      {
        radio: { maxMtu: () => 517 },
      },
    );
    const link = await linked(transport);
    await link.discover();
    const id = radio.sensors[0]!.address.replaceAll(':', '');
    expect(noble._bindings._gatts[id]._mtu).toBe(517);
    expect(link.mtu).toBe(256);
    await expect(link.write(CONTROL, new Uint8Array(400))).rejects.toThrow('does not fit');
    await link.close();
  });

  it('row 15: a sensor that answers 517 streams, in packets of the MTU that was offered', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')], {
      radio: { maxMtu: () => 517 },
    });
    radio.start();
    await source.start();
    await until('A streams', () => heard.packets.length > 10);
    expect(Math.max(...heard.packets.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(253);
    expect(heard.faults).toEqual([]);
  });

  it('row 26: a device that has none of the service it advertises is named, and holds nobody up', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, [countingFeed('A')]);
    const battery = { uuid: 0x2a19, properties: ['read'], read: () => Uint8Array.of(50) } as const;
    radio.air.add(
      strangePeripheral('Stranger', SERVICE_UUID, [{ uuid: 0x180f, characteristics: [battery] }]),
    );
    radio.start();
    await source.start();
    await until('A streams', () => heard.packets.length > 5);
    await until('the stranger is told', () => heard.faults.length > 0);
    expect(heard.faults[0]).toBe(
      'Sensor Stranger cannot be used: it advertises the Plumbline service and has not got all of it.',
    );
    expect(heard.faultCodes[0]).toBe('notOurs');
    expect(heard.linked.map(({ id }) => id)).toEqual(['A']);
  });

  it('row 26: a device with no service at all is named too', async ({ onTestFinished }) => {
    const { radio, source, heard } = faultWorld({ stack, onTestFinished }, []);
    radio.air.add(strangePeripheral('Empty', SERVICE_UUID, []));
    await source.start();
    await until('it is told', () => heard.faults.length > 0);
    expect(heard.faults[0]).toMatch(/^Sensor Empty cannot be used: .+\.$/);
  });
});
