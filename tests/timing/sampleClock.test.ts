import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SampleBlock, sensorId } from '../../src/model/sensor.ts';
import { Random } from '../../src/simulator/random.ts';
import { SampleClock } from '../../src/timing/sampleClock.ts';
import { CRYSTAL_SKEW_PPM, SAMPLING_RATE_SKEW_PPM } from '../../src/timing/skewLimits.ts';

const RATE_HZ = 100;
const PERIOD_US = 1e6 / RATE_HZ;
const SAMPLES = 2;
const PACKETS_PER_S = RATE_HZ / SAMPLES;
const EPOCH_US = Date.UTC(2026, 0, 1) * 1000;
const WRAP_US = 2 ** 32;

const OF_CRYSTAL = { rateHz: RATE_HZ, wrapUs: WRAP_US, largestSkewPpm: CRYSTAL_SKEW_PPM };

interface Link {
  readonly skewPpm: number;
  readonly deviceStartUs: number;
  /** Time from the newest sample to its arrival, µs; never below the least delay. */
  readonly delayUs: (packet: number) => number;
  readonly packets: number;
  /** Packets that never come. */
  readonly isLost: (packet: number) => boolean;
}

const NOMINAL: Link = {
  skewPpm: 0,
  deviceStartUs: 1_234,
  delayUs: () => 5000,
  packets: 500,
  isLost: () => false,
};

interface Stamped {
  readonly clock: SampleClock;
  readonly timeUs: number[];
  /** Estimate less true instant of sampling, µs. */
  readonly errorUs: number[];
}

function blockAt(first: number, deviceUs: number): SampleBlock {
  return {
    sensorId: sensorId('S'),
    firstIndex: first,
    count: SAMPLES,
    deviceTimeUs: ((Math.round(deviceUs) % WRAP_US) + WRAP_US) % WRAP_US,
    acceleration: new Float64Array(3 * SAMPLES),
    angularRate: new Float64Array(3 * SAMPLES),
    clipped: false,
  };
}

/** The clock's estimates against the true instants of sampling, for a link with these properties. */
function stamp(given: Partial<Link>): Stamped {
  const link = { ...NOMINAL, ...given };
  const clock = new SampleClock(OF_CRYSTAL);
  const truePeriodUs = PERIOD_US / (1 + link.skewPpm * 1e-6);
  const timeUs: number[] = [];
  const errorUs: number[] = [];
  let arrivalUs = 0;
  for (let packet = 0; packet < link.packets; packet++) {
    if (link.isLost(packet)) continue;
    const first = packet * SAMPLES;
    const newestUs = EPOCH_US + (first + SAMPLES - 1) * truePeriodUs;
    arrivalUs = Math.max(arrivalUs, Math.round(newestUs + link.delayUs(packet)));
    const samples = clock.stamp(blockAt(first, link.deviceStartUs + first * PERIOD_US), arrivalUs);
    for (let i = 0; i < SAMPLES; i++) {
      timeUs.push(samples.timeUs[i]);
      errorUs.push(samples.timeUs[i] - (EPOCH_US + (first + i) * truePeriodUs));
    }
  }
  return { clock, timeUs, errorUs };
}

/** Least delay 2 ms, now and then up to 60 ms more, as radio retries make them. */
function jitter(seed: number): (packet: number) => number {
  const random = new Random(seed, 'jitter');
  return () =>
    2000 + (random.uniform(0, 1) < 0.1 ? random.uniform(0, 60_000) : random.uniform(0, 5000));
}

function largest(values: readonly number[]): number {
  return values.reduce((worst, value) => Math.max(worst, Math.abs(value)), 0);
}

describe('the clock of a sensor of which only arrivals tell', () => {
  it('dates samples with the constant delay of the link and nothing else', () => {
    const { clock, errorUs } = stamp({});
    expect(largest(errorUs.map((error) => error - 5000))).toBeLessThanOrEqual(1);
    expect(clock.state).toMatchObject({ basis: 'arrivals', boundUs: null });
    expect(clock.state.residualUs).toBeLessThanOrEqual(1);
  });

  it.each([-40, -20, 20, 40])('follows a crystal off by %i ppm for half an hour', (skewPpm) => {
    const packets = 1800 * PACKETS_PER_S;
    const { clock, errorUs } = stamp({ skewPpm, delayUs: jitter(3), packets });
    // The quickest of 200 packets is 25 µs late on the mean; a tenth of the 5 ms of the jitter is
    // far above that. Before a minute has passed, the skew is unknown: 40 ppm for 4 s and more.
    const settled = errorUs.slice(60 * RATE_HZ).map((error) => error - 2000);
    expect(largest(settled)).toBeLessThan(500);
    expect(largest(errorUs.map((error) => error - 2000))).toBeLessThan(5000);
    // 0.5 ms over the ten minutes of the window are 0.8 ppm.
    expect(clock.state.skewPpm).toBeCloseTo(skewPpm, 0);
  });

  it('is not moved by a burst of packets that waited', () => {
    const stalled = (packet: number): number =>
      packet >= 200 && packet < 250 ? 2000 + (250 - packet) * SAMPLES * PERIOD_US : 2000;
    const { errorUs } = stamp({ delayUs: stalled });
    expect(largest(errorUs.map((error) => error - 2000))).toBeLessThanOrEqual(1);
  });

  it('falls at once to the first packet that came quicker, for no sample is taken after it came', () => {
    const { errorUs } = stamp({ delayUs: (packet) => (packet < 100 ? 40_000 : 2000) });
    expect(errorUs[99 * SAMPLES]).toBeCloseTo(40_000, -1);
    // Times already given cannot be taken back: they stand still for the 38 ms, 1 µs per sample.
    expect(errorUs[104 * SAMPLES]).toBeLessThanOrEqual(2001);
  });

  it('goes on across wraps of the device clock, and over a pause of many of them', () => {
    const deviceStartUs = WRAP_US - 1_000_000;
    expect(largest(stamp({ deviceStartUs }).errorUs.map((error) => error - 5000))).toBeLessThan(2);
    // Six hours and a quarter hold five wraps; a right clock is right after them.
    const packets = 6.25 * 3600 * PACKETS_PER_S + 100;
    const isLost = (packet: number): boolean => packet > 100 && packet < packets - 100;
    const { errorUs } = stamp({ deviceStartUs, packets, isLost });
    expect(largest(errorUs.map((error) => error - 5000))).toBeLessThan(2);
  });

  it.each([1, 2, 3, 4])('gives strictly increasing whole microseconds, jitter %i', (seed) => {
    const { timeUs } = stamp({ skewPpm: -40, delayUs: jitter(seed), packets: 2000 });
    expect(timeUs.every(Number.isInteger)).toBe(true);
    expect(timeUs.every((time, i) => i === 0 || time > timeUs[i - 1])).toBe(true);
  });

  it('spaces samples as the unit takes them, not as it is named', () => {
    const clock = new SampleClock(OF_CRYSTAL);
    const unitUs = PERIOD_US / 1.01;
    const spacing: number[] = [];
    for (let first = 0; first < 1000; first += SAMPLES) {
      const deviceUs = first * unitUs;
      const { timeUs } = clock.stamp(blockAt(first, deviceUs), EPOCH_US + deviceUs + unitUs);
      if (first >= 200) spacing.push(timeUs[1] - timeUs[0]);
    }
    // Rounding of two times, and of the readings over the 100 samples that are measured.
    expect(largest(spacing.map((us) => us - unitUs))).toBeLessThanOrEqual(1.5);
  });

  it('begins anew when the hub was suspended: ten minutes passed on the device clock alone', () => {
    const clock = new SampleClock(OF_CRYSTAL);
    const sleptUs = 600e6;
    const errors: number[] = [];
    for (let packet = 0; packet < 1000; packet++) {
      const first = packet * SAMPLES;
      const awakeUs = first * PERIOD_US;
      const deviceUs = awakeUs + (packet < 500 ? 0 : sleptUs);
      const arrivalUs = EPOCH_US + awakeUs + PERIOD_US + 5000;
      const { timeUs } = clock.stamp(blockAt(first, deviceUs), arrivalUs);
      errors.push(timeUs[0] - (EPOCH_US + awakeUs));
    }
    // Half a second on all is as before.
    expect(largest(errors.slice(525).map((error) => error - 5000))).toBeLessThanOrEqual(1);
  });
});

describe('the clock of a sensor that answers exchanges', () => {
  /** Every packet takes 10 ms too long: in step with the connection interval, never quick. */
  const LATE_US = 10_000;

  interface Asked {
    readonly clock: SampleClock;
    readonly errorUs: number[];
    readonly timeUs: number[];
  }

  /** One exchange per `everyPackets`, the request `requestUs` on its way, the answer 30 ms. */
  function exchanged(
    packets: number,
    everyPackets: number,
    requestUs: (exchange: number) => number,
    skewPpm = 0,
  ): Asked {
    const clock = new SampleClock(OF_CRYSTAL);
    const deviceOf = (trueUs: number): number =>
      WRAP_US - 5e6 + (trueUs - EPOCH_US) * (1 + skewPpm * 1e-6);
    const readingOf = (trueUs: number): number => Math.round(deviceOf(trueUs)) % WRAP_US;
    const errorUs: number[] = [];
    const times: number[] = [];
    for (let packet = 0; packet < packets; packet++) {
      const first = packet * SAMPLES;
      const firstUs = EPOCH_US + (first * PERIOD_US) / (1 + skewPpm * 1e-6);
      const arrivalUs = Math.round(firstUs + PERIOD_US + LATE_US);
      const { timeUs } = clock.stamp(blockAt(first, deviceOf(firstUs)), arrivalUs);
      times.push(timeUs[0]);
      errorUs.push(timeUs[0] - firstUs);
      if (packet % everyPackets !== 0) continue;
      const receivedTrueUs = arrivalUs + requestUs(packet / everyPackets);
      clock.exchanged({
        askedUs: arrivalUs,
        receivedUs: readingOf(receivedTrueUs),
        answeredUs: readingOf(receivedTrueUs + 500),
        heardUs: Math.round(receivedTrueUs + 500 + 30_000),
      });
    }
    return { clock, errorUs, timeUs: times };
  }

  it.each([-40, 40])('finds what no arrival tells, and a skew of %i ppm', (skewPpm) => {
    const random = new Random(1, 'request');
    const request = (): number => random.uniform(0, 15_000);
    const { clock, errorUs } = exchanged(1200 * PACKETS_PER_S, 500, request, skewPpm);
    // 2 ms is what exchanges are for; 120 requests of 0 to 15 ms leave an eighth of it on the mean.
    expect(largest(errorUs.slice(-100 * PACKETS_PER_S))).toBeLessThan(2000);
    expect(clock.state.basis).toBe('exchanges');
    expect(Math.abs(clock.state.skewPpm - skewPpm)).toBeLessThan(2);
    expect(clock.state.boundUs).toBeGreaterThanOrEqual(largest(errorUs.slice(-1)));
  });

  it('moves onto what the exchanges tell without a jump', () => {
    const { errorUs, timeUs } = exchanged(60 * PACKETS_PER_S, 50, (i) => 1000 * ((7 * i) % 13));
    expect(largest(errorUs.slice(-100))).toBeLessThan(1000);
    const unevenUs = timeUs.slice(51).map((time, i) => time - timeUs[50 + i] - 20_000);
    // 10 ms within 3 s at most, over 20 ms, and rounding.
    expect(largest(unevenUs)).toBeLessThanOrEqual((LATE_US / 3) * 0.02 + 1);
  });

  it('leaves out an exchange that cannot be', () => {
    const good = exchanged(3000, 50, (i) => 1000 * ((7 * i) % 13)).clock;
    const { state } = good;
    const askedUs = EPOCH_US + 60e6;
    const readingUs = (WRAP_US - 5e6 + 60e6) % WRAP_US;
    // It held the answer for longer than the hub waited.
    good.exchanged({
      askedUs,
      heardUs: askedUs + 30_000,
      receivedUs: readingUs + 5000,
      answeredUs: readingUs + 45_000,
    });
    // By all others it came in 3 s later.
    good.exchanged({
      askedUs,
      heardUs: askedUs + 30_000,
      receivedUs: readingUs + 3e6,
      answeredUs: readingUs + 3e6,
    });
    expect(good.state).toEqual(state);
  });

  it('dates the first packet when exchanges came before it', () => {
    const clock = new SampleClock(OF_CRYSTAL);
    for (let i = 0; i < 8; i++) {
      const askedUs = EPOCH_US + 60_000 * i;
      const receivedUs = 60_000 * i + 1000 * i;
      clock.exchanged({ askedUs, receivedUs, answeredUs: receivedUs, heardUs: askedUs + 40_000 });
    }
    const { timeUs } = clock.stamp(blockAt(0, 500_000), EPOCH_US + 530_000);
    // Eight requests of 0 to 7 ms: 1.75 ms are left open, and so much is put on top.
    expect(timeUs[0] - (EPOCH_US + 500_000)).toBeGreaterThanOrEqual(0);
    expect(timeUs[0] - (EPOCH_US + 500_000)).toBeLessThan(3500);
  });
});

describe('the clock of a sensor that has none', () => {
  it.each([-20_000, 8000, 20_000])('finds a sampling rate off by %i ppm', (skewPpm) => {
    const clock = new SampleClock({
      rateHz: RATE_HZ,
      wrapUs: null,
      largestSkewPpm: SAMPLING_RATE_SKEW_PPM,
    });
    const delayUs = jitter(5);
    const errorUs: number[] = [];
    let arrivalUs = 0;
    for (let packet = 0; packet < 60 * PACKETS_PER_S; packet++) {
      const first = packet * SAMPLES;
      const trueUs = EPOCH_US + (first * PERIOD_US) / (1 + skewPpm * 1e-6);
      arrivalUs = Math.max(arrivalUs, Math.round(trueUs + PERIOD_US + delayUs(packet)));
      const { timeUs } = clock.stamp(blockAt(first, first * PERIOD_US), arrivalUs);
      errorUs.push(timeUs[0] - trueUs - 2000);
    }
    expect(clock.state.basis).toBe('reconstructed');
    // 25 packets in each bin: the quickest is 0.2 ms late on the mean.
    expect(largest(errorUs.slice(20 * PACKETS_PER_S))).toBeLessThan(2000);
    expect(Math.abs(clock.state.skewPpm - skewPpm)).toBeLessThan(50);
  });
});

describe('samples that were asked for again', () => {
  it('have no time before the first live ones', () => {
    expect(new SampleClock(OF_CRYSTAL).stampRefilled(blockAt(0, 0))).toBeNull();
  });

  it('get the times they would have had live, whichever way they lie, and change nothing', () => {
    const away = fc.integer({ min: -12 * 3600 * RATE_HZ, max: 12 * 3600 * RATE_HZ });
    const { clock } = stamp({ deviceStartUs: WRAP_US - 5e6, packets: 500 });
    const newest = 999;
    fc.assert(
      fc.property(away, (samples) => {
        const first = newest + samples;
        const block = { ...blockAt(first, WRAP_US - 5e6 + first * PERIOD_US), refilled: true };
        const timed = clock.stampRefilled(block as SampleBlock);
        expect(timed?.refilled).toBe(true);
        const dueUs = EPOCH_US + first * PERIOD_US + 5000;
        // The skew of 10 s of even arrivals is 0 but for its last digits: 1e-2 ppm, over half a day.
        const toleranceUs = 1 + 1e-8 * Math.abs(samples) * PERIOD_US;
        expect(Math.abs((timed?.timeUs[0] ?? 0) - dueUs)).toBeLessThanOrEqual(toleranceUs);
      }),
    );
    const next = clock.stamp(
      blockAt(1000, WRAP_US - 5e6 + 1000 * PERIOD_US),
      EPOCH_US + 10_015_000,
    );
    expect(next.timeUs[0]).toBe(EPOCH_US + 10_005_000);
  });
});
