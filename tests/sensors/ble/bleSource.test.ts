import { describe, expect, it } from 'vitest';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import { ownedWorld } from './faultWorld.ts';
import { countingFeed, sleep, until } from './radioWorld.ts';

describe.concurrent.each(NOBLE_STACKS)('BleSource over the virtual air, @%s/noble', (stack) => {
  it('streams four sensors at 100 Hz without losing a sample', async ({ onTestFinished }) => {
    const serials = ['RT', 'RS', 'LT', 'LS'];
    const { radio, source, heard } = ownedWorld(
      { stack, onTestFinished },
      serials.map((serial) => countingFeed(serial)),
    );
    radio.start();
    await source.start();
    await until('four sensors', () => heard.linked.length === 4);
    const samplesOf = (serial: string) =>
      (heard.blocks.get(serial) ?? []).reduce((sum, { count }) => sum + count, 0);
    await until('300 samples of each', () => serials.every((s) => samplesOf(s) >= 300));
    await source.stop();
    expect(heard.faults).toEqual([]);
    for (const serial of serials) {
      const blocks = heard.blocks.get(serial) ?? [];
      let expected = blocks[0]!.firstIndex;
      for (const block of blocks) {
        expect(block.firstIndex).toBe(expected);
        expect(block.deviceTimeUs).toBe(expected * 10_000);
        expect(block.acceleration[0]).toBe(((6 * expected) % 30_000) / 256);
        expect(block.angularRate[5]).toBe(((6 * expected + 11) % 30_000) / 1024);
        expected += block.count;
      }
      expect(heard.batteries.get(serial)).toBeGreaterThan(0);
    }
    const arrivals = heard.packets.map(({ arrivalUs }) => arrivalUs);
    expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b));
    expect(heard.lost.map(({ reason }) => reason)).toEqual(Array(4).fill('closedByHub'));
    for (const { sensorId, arrivalUs, bytes } of heard.packets) {
      const block = heard.blocks.get(sensorId)![0]!;
      const last = new DataView(bytes.buffer).getUint32(4, true) + block.count - 1;
      expect(arrivalUs).toBeGreaterThanOrEqual(radio.epochUs + last * 10_000 - 1);
    }
  });

  it('refuses a link whose MTU cannot carry a sample, and says so', async ({ onTestFinished }) => {
    const { radio, source, heard } = ownedWorld(
      { stack, onTestFinished },
      [countingFeed('A'), countingFeed('B')],
      {
        radio: { maxMtu: (index) => (index === 0 ? 23 : 247) },
      },
    );
    radio.start();
    await source.start();
    await until('B streams', () => heard.blocks.has('B'));
    await until('A is refused', () => heard.faults.length > 0);
    expect(heard.faults[0]).toBe(
      'Sensor A cannot be used: its link carries messages of 23 bytes (MTU), its samples need 27.',
    );
    expect(heard.linked.map(({ id }) => id)).toEqual(['B']);
  });

  it('packs one sample per packet where the MTU holds no more', async ({ onTestFinished }) => {
    const { radio, source, heard } = ownedWorld({ stack, onTestFinished }, [countingFeed('A')], {
      radio: { maxMtu: () => 27 },
    });
    radio.start();
    await source.start();
    await until('ten packets', () => (heard.blocks.get('A')?.length ?? 0) >= 10);
    expect(heard.blocks.get('A')!.every(({ count }) => count === 1)).toBe(true);
  });

  it('takes only the first of two devices with one serial', async ({ onTestFinished }) => {
    const { radio, source, heard } = ownedWorld({ stack, onTestFinished }, [
      countingFeed('A'),
      countingFeed('A'),
    ]);
    radio.start();
    await source.start();
    await until('both are sorted out', () => heard.faults.length * heard.linked.length > 0);
    expect(heard.faults[0]).toMatch(
      /^Sensor Plumbline A cannot be used: it tells the serial A of another linked device; it is \w+\.$/,
    );
    expect(heard.faultCodes[0]).toBe('duplicateSerial');
    // The honest one is not blamed.
    expect(heard.changes.filter(({ state }) => state === 'resting')).toMatchObject([
      { sensorId: null, reason: 'duplicateSerial' },
    ]);
    await sleep(100);
    expect(heard.order).toEqual(['linked A']);
  });

  it('makes a sensor blink, and names the linked ones when asked for another', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = ownedWorld({ stack, onTestFinished }, [countingFeed('A')]);
    radio.start();
    await source.start();
    await until('A streams', () => heard.blocks.has('A'));
    const { id } = radio.sensors[0]!.feed.sensor;
    await source.identify(id);
    expect(radio.sensors[0]!.identified).toBe(1);
    await expect(source.identify(countingFeed('Z').sensor.id)).rejects.toThrow(
      'Sensor Z is not linked; linked now: A',
    );
  });
});
