import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStreamPacket, type StreamPacket } from '../../../firmware-protocol/index.ts';
import { sensorId } from '../../../src/model/sensor.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import { Sampler } from '../../../src/simulator/radio/sampler.ts';
import { sensorClock } from '../../../src/simulator/radio/sensorClock.ts';

const START_US = 1_000_000_000;
const EXACT = { skewPpm: 0, offsetUs: 0 };

function feedOf(reads: number[] = []): ImuFeed {
  return {
    sensor: {
      id: sensorId('A'),
      driver: 'plumbline',
      name: 'A',
      firmware: '1',
      rateHz: 100,
      accelerationScaleMps2: 1,
      angularRateScaleRadps: 1,
    },
    placement: 'right_thigh',
    read(index, out) {
      reads.push(index);
      out.fill(index % 1000);
    },
  };
}

function samplerOf({
  clock = EXACT,
  ring = 3000,
  reads = [] as number[],
  sent = { sequence: 0, skipped: 0 },
} = {}) {
  return new Sampler({
    feed: feedOf(reads),
    clock: sensorClock(clock, START_US),
    startUs: START_US,
    ringDepth: ring,
    sent,
  });
}

function pumped(sampler: Sampler, nowUs: number): StreamPacket[] {
  const packets: StreamPacket[] = [];
  sampler.pump(nowUs, (bytes) => packets.push(decodeStreamPacket(bytes)) > 0);
  return packets;
}

describe('Sampler', () => {
  it('has nothing before the motion starts, then a packet at the instant of its last sample', () => {
    const sampler = samplerOf();
    sampler.begin(START_US - 5_000_000, 2);
    expect(pumped(sampler, START_US - 1)).toEqual([]);
    expect(sampler.dueUs()).toBe(START_US + 10_000);
    expect(pumped(sampler, START_US + 9_999)).toEqual([]);
    expect(pumped(sampler, START_US + 10_000)).toMatchObject([{ firstIndex: 0, sequence: 0 }]);
  });

  it('delivers every sample once and in order, however irregularly it is called', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2_000_000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 8 }),
        (pauses, perPacket) => {
          const sampler = samplerOf();
          sampler.begin(START_US - 1, perPacket);
          let nowUs = START_US;
          let next = 0;
          for (const pause of pauses) {
            nowUs += pause;
            for (const { firstIndex, counts } of pumped(sampler, nowUs)) {
              expect(firstIndex).toBe(next);
              expect(counts[0]).toBe(next % 1000);
              next += perPacket;
            }
            const taken = Math.floor((nowUs - START_US) / 10_000) + 1;
            expect(next).toBe(taken - (taken % perPacket));
          }
        },
      ),
    );
  });

  it('offers a refused packet again without reading the sensor twice', () => {
    const reads: number[] = [];
    const sampler = samplerOf({ reads });
    sampler.begin(START_US - 1, 2);
    sampler.pump(START_US + 30_000, () => false);
    sampler.pump(START_US + 40_000, () => false);
    expect(pumped(sampler, START_US + 40_000)).toMatchObject([
      { firstIndex: 0, sequence: 0 },
      { firstIndex: 2, sequence: 1 },
    ]);
    expect(reads).toEqual([0, 1, 2, 3, 4]);
  });

  it.each([
    ['the ring buffer is full of samples that wait', 100, 1_000_000],
    ['the oldest sample that waits has waited for 5 s', 3000, 5_010_000],
  ])('skips all that wait where %s, and goes on with the next one taken', (...row) => {
    const [, ring, laterUs] = row;
    const sent = { sequence: 0, skipped: 0 };
    const sampler = samplerOf({ ring, sent });
    sampler.begin(START_US - 1, 1);
    expect(pumped(sampler, START_US)).toHaveLength(1);
    const refused: number[] = [];
    sampler.pump(START_US + laterUs - 1, (bytes) => {
      refused.push(decodeStreamPacket(bytes).firstIndex);
      return false;
    });
    expect(refused).toEqual([1]);
    expect(sent.skipped).toBe(0);

    expect(pumped(sampler, START_US + laterUs)).toEqual([]);
    const taken = laterUs / 10_000 + 1;
    expect(sent.skipped).toBe(taken - 1);
    const packets = pumped(sampler, START_US + laterUs + 10_000);
    expect(packets).toMatchObject([{ firstIndex: taken, sequence: 1 }]);
  });

  it('stamps with its own clock: skewed, offset and wrapping at 32 bits', () => {
    const sampler = samplerOf({ clock: { skewPpm: 100, offsetUs: 2 ** 32 - 500_000 } });
    sampler.begin(START_US - 1, 1);
    const packets = pumped(sampler, START_US + 1_000_000);
    expect(packets[0]?.deviceTimeUs).toBe(2 ** 32 - 500_000);
    expect(packets[100]?.deviceTimeUs).toBe(500_000 + 100);
  });

  it('begins with the next sample to be taken, never with the past', () => {
    const sampler = samplerOf();
    sampler.begin(START_US + 123_456, 1);
    expect(pumped(sampler, START_US + 130_000)).toMatchObject([{ firstIndex: 13 }]);
  });

  it('takes samples at the true rate of the unit, which its clock readings tell', () => {
    const takenAtS: number[] = [];
    const feed: ImuFeed = {
      ...feedOf(),
      read: (_, __, atS = Number.NaN) => {
        takenAtS.push(atS);
      },
    };
    const sampler = new Sampler({
      feed,
      clock: sensorClock(EXACT, START_US),
      startUs: START_US,
      rateErrorPpm: 10_000,
      ringDepth: 3000,
      sent: { sequence: 0, skipped: 0 },
    });
    sampler.begin(START_US - 1, 1);
    const packets = pumped(sampler, START_US + 4_000_000);
    // 101 Hz and not 100.
    expect(packets).toHaveLength(4 * 101 + 1);
    expect(sampler.taken(START_US + 4_000_000)).toBe(4 * 101 + 1);
    for (const [n, { deviceTimeUs }] of packets.entries()) {
      expect(Math.abs(deviceTimeUs - (n * 1e6) / 101)).toBeLessThanOrEqual(0.5);
      expect(takenAtS[n]).toBeCloseTo(n / 101, 12);
    }
  });
});
