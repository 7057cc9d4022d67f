import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  COUNTS_PER_SAMPLE,
  type Command,
  STREAM_FLAG,
  samplesPerNotification,
} from '../../../firmware-protocol/index.ts';
import { compile } from './compile.ts';
import { ExampleSensor, type ReceivedPacket } from './exampleSensor.ts';

const TWO_32 = 2 ** 32;
const SECOND = 'run 1000000';
const AS_SOLD: Extract<Command, { kind: 'configure' }> = {
  kind: 'configure',
  rateHz: 100,
  accelerationRangeG: 16,
  angularRateRangeDps: 2000,
  magnetometer: false,
};

interface Sample {
  readonly index: number;
  readonly counts: readonly number[];
}

function samplesOf(packets: readonly ReceivedPacket[]): Sample[] {
  return packets.flatMap(({ firstIndex, counts }) =>
    Array.from({ length: counts.length / COUNTS_PER_SAMPLE }, (_, i) => ({
      index: (firstIndex + i) % TWO_32,
      counts: [...counts.subarray(COUNTS_PER_SAMPLE * i, COUNTS_PER_SAMPLE * (i + 1))],
    })),
  );
}

function indicesOf(packets: readonly ReceivedPacket[]): number[] {
  return samplesOf(packets).map(({ index }) => index);
}

/** `count` indices from `first` on, modulo 2³². */
function indices(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (first + i) % TWO_32);
}

/** What inertial_unit.c reads as its nth sample; subtracted from 0, for `-0` would not equal 0. */
function countsOfSample(n: number): number[] {
  return [n, n + 1, n + 2, 0 - n, 0 - (n + 1), 0 - (n + 2)];
}

function isRefilled({ flags }: ReceivedPacket): boolean {
  return (flags & STREAM_FLAG.refilled) !== 0;
}

describe('the example of a sensor', () => {
  let program: string;
  let sensor: ExampleSensor;

  beforeAll(async () => {
    program = await compile('sensor');
  });
  afterEach(() => sensor.stop());

  async function linked(options: { mtu?: number; clockUs?: number } = {}): Promise<void> {
    sensor = new ExampleSensor(program, options);
    await sensor.tell('power 1');
    await sensor.link(options);
  }

  async function streaming(options: { mtu?: number; clockUs?: number } = {}): Promise<void> {
    await linked(options);
    await sensor.request({ kind: 'start' });
  }

  it.each([
    [60, 247],
    [100, 247],
    [120, 23 + 4],
    [200, 247],
    [400, 100],
    [400, 517],
  ])('at %d Hz streams every sample once, packed for an MTU of %d', async (rateHz, mtu) => {
    await linked({ mtu });
    await sensor.request({ ...AS_SOLD, rateHz });
    await sensor.request({ kind: 'start' });
    await sensor.tellAll(SECOND, SECOND);
    const packets = sensor.takePackets();

    const packed = samplesPerNotification(rateHz, mtu);
    const sent = Math.floor((2 * rateHz) / packed);
    expect(packets.map(({ counts }) => counts.length / COUNTS_PER_SAMPLE)).toEqual(
      Array(sent).fill(packed),
    );
    expect(packets.map(({ sequence }) => sequence)).toEqual(indices(0, sent));
    expect(indicesOf(packets)).toEqual(indices(0, sent * packed));
    for (const { index, counts } of samplesOf(packets)) {
      expect(counts).toEqual(countsOfSample(index));
    }
    for (const { firstIndex, deviceTimeUs, sentUs } of packets) {
      const timeOf = (index: number) => Math.floor(((index + 1) * 1e6) / rateHz);
      expect(deviceTimeUs).toBe(timeOf(firstIndex));
      expect(sentUs - timeOf(firstIndex + packed - 1)).toBeLessThan(5000);
    }
  });

  it('loses nothing when the radio has no memory, live or refilled', async () => {
    await streaming();
    await sensor.tellAll('refuse 30', SECOND);
    await sensor.tellAll('refuse 20', 'write 0800000000000a00', SECOND);
    const packets = sensor.takePackets();
    expect(packets.map(({ sequence }) => sequence)).toEqual(indices(0, 105));
    expect(indicesOf(packets.filter((packet) => !isRefilled(packet)))).toEqual(indices(0, 200));
    expect(indicesOf(packets.filter(isRefilled))).toEqual(indices(0, 10));
  });

  it('goes on over the wraps of index, clock and sequence number', async () => {
    await linked({ mtu: 27, clockUs: TWO_32 - 1_000_000 });
    await sensor.tell(`index ${TWO_32 - 150}`);
    await sensor.request({ kind: 'start' });
    await sensor.tellAll(SECOND, SECOND);
    const packets = sensor.takePackets();
    expect(indicesOf(packets)).toEqual(indices(TWO_32 - 150, 200));
    const times = packets.map(({ deviceTimeUs }) => deviceTimeUs);
    expect(times).toEqual(packets.map((_, i) => (TWO_32 - 1e6 + 10_000 * (i + 1)) % TWO_32));

    const resend = { kind: 'resend', firstIndex: TWO_32 - 3, count: 6 } as const;
    expect((await sensor.request(resend)).answer).toMatchObject({
      firstIndex: TWO_32 - 3,
      count: 6,
    });
    const again = sensor.takePackets();
    expect(samplesOf(again)).toEqual(
      samplesOf(packets).filter(({ index }) => index >= TWO_32 - 3 || index < 3),
    );

    for (let minute = 0; minute < 11; minute++) await sensor.tell('run 60000000');
    const sequences = [...packets, ...again, ...sensor.takePackets()].map((p) => p.sequence);
    expect(sequences).toEqual(sequences.map((_, i) => i % 2 ** 16));
    expect(sequences.length).toBeGreaterThan(2 ** 16);
  });

  it('sends the magnetometer block in every notification while configured so', async () => {
    await linked();
    await sensor.request({ ...AS_SOLD, magnetometer: true });
    await sensor.request({ kind: 'start' });
    await sensor.tell(SECOND);
    const packets = sensor.takePackets();
    expect(packets).toHaveLength(50);
    for (const { flags, firstIndex, magneticCounts } of packets) {
      expect(flags).toBe(STREAM_FLAG.magnetometer);
      const none = [-32768, -32768, -32768];
      expect([...magneticCounts]).toEqual([firstIndex, firstIndex + 1, firstIndex + 2, ...none]);
    }
  });

  it('drops the block where the MTU holds a sample without it alone', async () => {
    await linked({ mtu: 32 });
    await sensor.request({ ...AS_SOLD, magnetometer: true });
    await sensor.request({ kind: 'start' });
    await sensor.tell(SECOND);
    const packets = sensor.takePackets();
    expect(packets).toHaveLength(100);
    expect(packets.every(({ flags }) => flags === 0)).toBe(true);
  });

  it('sends what waited for a slow radio in order, and skips nothing within 5 s', async () => {
    await streaming();
    await sensor.tellAll(SECOND, 'radio 0', ...Array(4).fill(SECOND), 'radio 1000', SECOND);
    expect(indicesOf(sensor.takePackets())).toEqual(indices(0, 600));
    expect((await sensor.status()).skippedSamples).toBe(0);
  });

  it('skips all that waits when the oldest has waited for 5 s, and goes on with the next taken', async () => {
    await streaming();
    // Sample 100 is taken at 1.01 s, so 501 wait at 6.01 s.
    await sensor.tellAll(SECOND, 'radio 0', ...Array(5).fill(SECOND), 'run 9000');
    expect((await sensor.status()).skippedSamples).toBe(0);
    await sensor.tell('run 1000');
    const { skippedSamples, nextIndex } = await sensor.status();
    expect([skippedSamples, nextIndex]).toEqual([501, 601]);
    await sensor.tellAll('radio 1000', 'run 990000');
    expect(indicesOf(sensor.takePackets())).toEqual([...indices(0, 100), ...indices(601, 98)]);

    const resend = { kind: 'resend', firstIndex: 100, count: skippedSamples } as const;
    await sensor.request(resend);
    const refilled = sensor.takePackets().filter(isRefilled);
    expect(indicesOf(refilled)).toEqual(indices(100, skippedSamples));
  });

  it('resends lost samples as they would have come live, with the next sequence numbers', async () => {
    await streaming();
    await sensor.tellAll(SECOND, SECOND);
    const live = sensor.takePackets();
    const { answer } = await sensor.request({ kind: 'resend', firstIndex: 41, count: 7 });
    expect(answer).toEqual({ kind: 'resend', firstIndex: 41, count: 7 });
    const refilled = sensor.takePackets();
    expect(refilled.every(isRefilled)).toBe(true);
    expect(refilled.map(({ sequence }) => sequence)).toEqual(indices(live.length, 4));
    expect(refilled.map(({ firstIndex }) => firstIndex)).toEqual([41, 43, 45, 47]);
    expect(refilled.map(({ deviceTimeUs }) => deviceTimeUs)).toEqual([42e4, 44e4, 46e4, 48e4]);
    expect(samplesOf(refilled)).toEqual(samplesOf(live).slice(41, 48));
  });

  it('hands a refilled notification to the radio only when no live one waits', async () => {
    await streaming();
    await sensor.tellAll(SECOND, 'radio 0', SECOND);
    sensor.takePackets();
    await sensor.request({ kind: 'resend', firstIndex: 0, count: 50 });
    await sensor.tellAll('radio 60');
    const packets = sensor.takePackets();
    expect(packets.map(isRefilled)).toEqual([...Array(50).fill(false), ...Array(10).fill(true)]);
    await sensor.tellAll('radio 1000', SECOND);
    const refilled = [...packets, ...sensor.takePackets()].filter(isRefilled);
    expect(indicesOf(refilled)).toEqual(indices(0, 50));
  });

  it('gives of a range that begins before the run the part from index 0 on', async () => {
    await linked();
    await sensor.tell(SECOND);
    const { answer } = await sensor.request({
      kind: 'resend',
      firstIndex: TWO_32 - 5,
      count: 10,
    });
    expect(answer).toEqual({ kind: 'resend', firstIndex: 0, count: 5 });
    expect(indicesOf(sensor.takePackets())).toEqual(indices(0, 5));
  });

  it('resends the part that is held and taken, and says `gone` when there is none', async () => {
    await linked();
    await sensor.tell('run 40000000');
    const { nextIndex, oldestIndex } = await sensor.status();
    expect([nextIndex, oldestIndex]).toEqual([4000, 1000]);
    const ask = async (firstIndex: number, count: number) => {
      const { status, answer } = await sensor.request({ kind: 'resend', firstIndex, count });
      const got = indicesOf(sensor.takePackets());
      if (answer?.kind !== 'resend') return [status, got.length];
      expect(got).toEqual(indices(answer.firstIndex, answer.count));
      return [answer.firstIndex, answer.count];
    };
    expect(await ask(990, 20)).toEqual([1000, 10]);
    expect(await ask(3990, 65535)).toEqual([3990, 10]);
    expect(await ask(0, 65535)).toEqual([1000, 3000]);
    expect(await ask(980, 20)).toEqual(['gone', 0]);
    expect(await ask(4000, 1)).toEqual(['gone', 0]);
    expect(await ask(TWO_32 - 5, 10)).toEqual(['gone', 0]);
  });

  it('has done with a resend of which all is overwritten, though the radio takes nothing', async () => {
    await linked();
    await sensor.tellAll('run 30000000', 'radio 0');
    await sensor.request({ kind: 'resend', firstIndex: 0, count: 500 });
    await sensor.tell('run 4990000');
    expect((await sensor.request(AS_SOLD)).status).toBe('notNow');
    await sensor.tell('run 10000');
    expect((await sensor.request(AS_SOLD)).status).toBe('ok');
  });

  it('leaves out of a resend what is overwritten meanwhile', async () => {
    await linked();
    await sensor.tellAll('run 30000000', 'radio 0');
    await sensor.request({ kind: 'resend', firstIndex: 0, count: 500 });
    await sensor.tellAll('run 2000000', 'radio 10000');
    expect(indicesOf(sensor.takePackets())).toEqual(indices(200, 300));
    expect((await sensor.request(AS_SOLD)).status).toBe('ok');
  });
});
