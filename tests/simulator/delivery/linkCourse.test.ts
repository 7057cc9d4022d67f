import { describe, expect, it } from 'vitest';
import { LinkCourse } from '../../../src/simulator/delivery/linkCourse.ts';
import type {
  LinkDelivery,
  SamplesDelivery,
} from '../../../src/simulator/delivery/linkDelivery.ts';
import { Sampling } from '../../../src/simulator/delivery/sampling.ts';
import {
  IDEAL_CONDITIONS,
  NOMINAL_CONDITIONS,
  type RadioConditions,
  ROUGH_CONDITIONS,
} from '../../../src/simulator/radio/radioConditions.ts';

const START_US = 1_000_000_000;
const RATE_HZ = 100;
const INTERVAL_MS = 15;
const SAMPLES = 2;
const DEVICE_START_US = 7_000_000;
const SAMPLING = new Sampling({ skewPpm: 0, offsetUs: DEVICE_START_US }, START_US, RATE_HZ);

function deliveries(conditions: RadioConditions, seconds: number, address = 'a'): LinkDelivery[] {
  const course = new LinkCourse({
    address,
    sampling: SAMPLING,
    conditions,
    connectionIntervalMs: INTERVAL_MS,
    samplesPerPacket: SAMPLES,
    packetFrom: (firstIndex) => Uint8Array.of(firstIndex % 256),
    exchanges: true,
    startUs: START_US,
  });
  const all: LinkDelivery[] = [];
  for (const each of course.deliveries()) {
    if (each.atUs > START_US + seconds * 1e6) break;
    all.push(each);
  }
  return all;
}

function of<T extends LinkDelivery['type']>(
  type: T,
  all: readonly LinkDelivery[],
): Extract<LinkDelivery, { type: T }>[] {
  return all.filter((each): each is Extract<LinkDelivery, { type: T }> => each.type === type);
}

/** From the newest sample to the arrival, ms. */
function delayMs({ atUs, firstIndex, count }: SamplesDelivery): number {
  return (atUs - SAMPLING.sampledUs(firstIndex + count - 1)) / 1000;
}

describe('the course of a link on simulated time', () => {
  it('delivers all at the next connection event of an ideal radio', () => {
    const packets = of('samples', deliveries(IDEAL_CONDITIONS, 60));
    expect(packets.map(({ firstIndex }) => firstIndex)).toEqual(
      packets.map((_, i) => packets[0].firstIndex + SAMPLES * i),
    );
    // Rounded to whole microseconds.
    expect(Math.min(...packets.map(delayMs))).toBeGreaterThan(-0.001);
    expect(Math.max(...packets.map(delayMs))).toBeLessThanOrEqual(INTERVAL_MS + 0.001);
  });

  it('asks eight times at once, 50 ms apart at least, and then every ten seconds', () => {
    const exchanges = of('exchange', deliveries(IDEAL_CONDITIONS, 61)).map((e) => e.exchange);
    const gapsMs = exchanges
      .slice(1)
      .map(({ askedUs }, i) => (askedUs - exchanges[i].askedUs) / 1000);
    expect(Math.min(...gapsMs.slice(0, 7))).toBeGreaterThanOrEqual(50);
    expect(Math.max(...gapsMs.slice(0, 7))).toBeLessThanOrEqual(100);
    expect(gapsMs.slice(7).every((ms) => ms >= 10_000 && ms <= 10_050)).toBe(true);
    expect(gapsMs).toHaveLength(13);
  });

  it('lets the request wait for an event and the answer for the next', () => {
    for (const { exchange } of of('exchange', deliveries(IDEAL_CONDITIONS, 600))) {
      const { askedUs, heardUs, receivedUs } = exchange;
      const receivedAtUs = receivedUs - DEVICE_START_US + START_US;
      expect(receivedAtUs).toBeGreaterThanOrEqual(askedUs);
      // A microsecond for the rounding of each clock.
      expect(receivedAtUs - askedUs).toBeLessThanOrEqual(1000 * INTERVAL_MS + 1);
      expect(Math.abs(heardUs - receivedAtUs - 1000 * INTERVAL_MS)).toBeLessThanOrEqual(1);
    }
  });

  it('never lets anything arrive before what came before it', () => {
    const all = deliveries(ROUGH_CONDITIONS, 600);
    expect(all.every(({ atUs }, i) => i === 0 || atUs >= all[i - 1].atUs)).toBe(true);
    expect(all.every(({ atUs }) => Number.isInteger(atUs))).toBe(true);
  });

  it('takes what the air is said to take', () => {
    const seconds = 3600;
    const all = deliveries(NOMINAL_CONDITIONS, seconds);
    const packets = of('samples', all);
    const indices = new Set(packets.map(({ firstIndex }) => firstIndex));
    const expected = (seconds * RATE_HZ) / SAMPLES;
    // A burst in 1000 packets, of 5 packets, half of them lost: 180 bursts, known to 4 · √180 of them;
    // and 3 absences of up to 4 s and the search for the link, likewise.
    const missing = expected - indices.size;
    expect(missing).toBeGreaterThan(expected * 0.0025 * (1 - 4 / Math.sqrt(180)));
    expect(missing).toBeLessThan(expected * 0.0025 * (1 + 4 / Math.sqrt(180)) + 10 * 4.1 * 50);
    // 18 duplicates and as many overtaken.
    expect(packets.length - indices.size).toBeGreaterThan(0);
    expect(packets.length - indices.size).toBeLessThan(18 + 4 * Math.sqrt(18));
    const overtaken = packets.filter(
      ({ firstIndex }, i) => i > 0 && firstIndex < packets[i - 1].firstIndex,
    );
    expect(overtaken.length).toBeGreaterThan(0);
    expect(overtaken.length).toBeLessThan(18 + 4 * Math.sqrt(18));
    // Stalls of up to 400 ms, two of which may meet, and a host that is slow at worst.
    expect(packets.every((packet) => delayMs(packet) < 1000)).toBe(true);
    expect(packets.filter((packet) => delayMs(packet) > 100).length).toBeGreaterThan(10);
  });

  it('loses the link for a while and takes it up again with the next sample taken', () => {
    const all = deliveries(ROUGH_CONDITIONS, 1200);
    const lost = of('lost', all);
    expect(lost.length).toBeGreaterThan(3);
    expect(of('linked', all).length).toBeGreaterThanOrEqual(lost.length);
    for (const { atUs } of lost) {
      const linked = of('linked', all).find((each) => each.atUs > atUs);
      const next = of('samples', all).find((each) => each.atUs > atUs);
      if (!linked || !next) continue;
      // Of absences of 1 to 4 s some may have begun before they were noticed.
      expect(linked.atUs - atUs).toBeLessThan(4_200_000);
      expect(next.atUs).toBeGreaterThan(linked.atUs);
      expect(SAMPLING.sampledUs(next.firstIndex)).toBeGreaterThan(linked.atUs - 1);
    }
  });

  it('stalls all links together, and one alone at other times', () => {
    const slow = ['a', 'b'].map(
      (address) =>
        new Set(
          of(
            'samples',
            deliveries(
              { ...IDEAL_CONDITIONS, sharedStalls: ROUGH_CONDITIONS.sharedStalls },
              600,
              address,
            ),
          )
            .filter((packet) => delayMs(packet) > 90)
            .map(({ atUs }) => Math.round((atUs - START_US) / 1e6)),
        ),
    );
    expect(slow[0].size).toBeGreaterThan(1);
    expect(slow[0]).toEqual(slow[1]);
  });

  it('is the same again for the same seed', () => {
    expect(deliveries(ROUGH_CONDITIONS, 60)).toEqual(deliveries(ROUGH_CONDITIONS, 60));
    const other = { ...ROUGH_CONDITIONS, seed: 2 };
    expect(deliveries(other, 60)).not.toEqual(deliveries(ROUGH_CONDITIONS, 60));
  });
});
