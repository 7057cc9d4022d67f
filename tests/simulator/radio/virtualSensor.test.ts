import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeInfo, decodeStreamPacket } from '../../../firmware-protocol/index.ts';
import { sensorId } from '../../../src/model/sensor.ts';
import { IndexRanges } from '../../../src/signal/indexRanges.ts';
import type { ImuFeed, UnitConfiguration } from '../../../src/simulator/imuFeed.ts';
import { Air } from '../../../src/simulator/radio/air.ts';
import { Link } from '../../../src/simulator/radio/link.ts';
import { IDEAL_CONDITIONS } from '../../../src/simulator/radio/radioConditions.ts';
import { VirtualSensor } from '../../../src/simulator/radio/virtualSensor.ts';

const clock = () => performance.now() * 1000;

/** Attribute messages to the handles of Control and its client configuration. */
const SUBSCRIBE = '1209000200';
const SUBSCRIBE_STREAM = '1206000100';
const MTU_247 = '02f700';
const POWER_OFF = '1208000905';
/** 3000 samples from index 0 on. */
const RESEND = '120800080700000000b80b';
const STATUS = '1208000708';
/** 200 Hz, ± 8 g, ± 1000 °/s. */
const CONFIGURE = '1208000305c8000800e80300';
const READ_INFO = '0a0300';
const START = '1208000101';
const SUBSCRIBE_BATTERY = '120d000100';
const STOP = '1208000202';
const SYNC = '1208000606';
const CONFIRMATION = '1e';
const ANSWER = '1d0800090500';

/** Tells in its first count how many seconds of the motion went before its sample 0. */
function feedOf(unit: UnitConfiguration, startS = 0): ImuFeed {
  return {
    sensor: {
      id: sensorId('A'),
      driver: 'plumbline',
      name: 'A',
      firmware: '1',
      rateHz: unit.rateHz,
      accelerationScaleMps2: (unit.accelerationRangeG * 9.80665) / 32768,
      angularRateScaleRadps: (unit.angularRateRangeDps * Math.PI) / 180 / 32768,
    },
    placement: 'right_thigh',
    read: (_, out) => {
      out.fill(Math.round(startS));
    },
    configured: feedOf,
  };
}

/** A sensor of 100 Hz that was switched on `onForS` seconds before it was linked. */
function linkedSensor({ onForS = 0, name = 'A', conditions = IDEAL_CONDITIONS } = {}) {
  const fate = new Air({ clock, advertisingIntervalMs: 20, conditions }).fateOf('a');
  const feed = feedOf({ rateHz: 100, accelerationRangeG: 16, angularRateRangeDps: 2000 });
  const sensor = new VirtualSensor({
    feed: { ...feed, sensor: { ...feed.sensor, name } },
    clock,
    address: 'a',
    fate,
    deviceClock: { offsetUs: 0, skewPpm: 0 },
    maxMtu: 247,
    batteryPercent: 80,
    batteryIntervalMs: 10_000,
  });
  const received: string[] = [];
  const central = {
    received: (message: Uint8Array) => received.push(Buffer.from(message).toString('hex')),
    delivered: () => {},
    closed: () => received.push('closed'),
  };
  const timing = { clock, intervalUs: 15_000, supervisionTimeoutUs: 2_000_000, fate };
  sensor.start(clock() - onForS * 1e6);
  const linkAgain = () => {
    const link = new Link(timing, central, sensor.linkEnd());
    sensor.linked(link);
    const write = (hex: string) => link.send('central', Buffer.from(hex, 'hex'));
    return { link, write };
  };
  return { sensor, received, linkAgain, ...linkAgain() };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a virtual sensor that is told to switch itself off', () => {
  it('ends the link when its answer is confirmed', () => {
    const { sensor, received, write } = linkedSensor();
    write(SUBSCRIBE);
    write(POWER_OFF);
    vi.advanceTimersByTime(100);
    expect([received, sensor.on]).toEqual([['13', '13', ANSWER], true]);
    write(CONFIRMATION);
    vi.advanceTimersByTime(30);
    expect([received.at(-1), sensor.on]).toEqual(['closed', false]);
    expect(sensor.advertisement()).toBeNull();
  });

  it('ends the link within half a second although nobody confirms', () => {
    const { sensor, received, write } = linkedSensor();
    write(SUBSCRIBE);
    write(POWER_OFF);
    vi.advanceTimersByTime(400);
    expect([received.at(-1), sensor.on]).toEqual([ANSWER, true]);
    vi.advanceTimersByTime(200);
    expect([received.at(-1), sensor.on]).toEqual(['closed', false]);
  });

  it.each([
    [
      'the hub closes the link',
      ({ link }: ReturnType<typeof linkedSensor>) => link.close('central'),
    ],
    ['the link breaks', ({ link }: ReturnType<typeof linkedSensor>) => link.loseRange()],
  ])('is off although %s before the answer is confirmed', (_, end) => {
    const linked = linkedSensor();
    linked.write(SUBSCRIBE);
    linked.write(POWER_OFF);
    vi.advanceTimersByTime(100);
    end(linked);
    vi.advanceTimersByTime(2500);
    expect([linked.sensor.on, linked.sensor.advertisement()]).toEqual([false, null]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stays on when it is switched on again at once, whatever else it was asked', () => {
    const { sensor, write } = linkedSensor();
    for (const request of [SUBSCRIBE, POWER_OFF, STATUS]) write(request);
    vi.advanceTimersByTime(100);
    write(CONFIRMATION);
    vi.advanceTimersByTime(50);
    expect(sensor.on).toBe(false);
    sensor.start(clock());
    vi.advanceTimersByTime(1000);
    expect(sensor.on).toBe(true);
  });

  it('stays on when it lost its power before that', () => {
    const { sensor, write } = linkedSensor();
    write(SUBSCRIBE);
    write(POWER_OFF);
    vi.advanceTimersByTime(100);
    sensor.reboot();
    vi.advanceTimersByTime(2500);
    expect(sensor.on).toBe(true);
    expect(sensor.advertisement()).not.toBeNull();
  });
});

describe('a virtual sensor that is asked for more than its radio holds', () => {
  it('answers, sends every sample that it promised, and answers on', () => {
    const { received, write } = linkedSensor({ onForS: 29.8 });
    for (const request of [MTU_247, SUBSCRIBE, SUBSCRIBE_STREAM]) write(request);
    vi.advanceTimersByTime(100);
    received.length = 0;
    write(RESEND);
    vi.advanceTimersByTime(20);
    write(STATUS);
    vi.advanceTimersByTime(2000);
    // After the response to the write comes the answer: so many samples from index 0 on.
    expect(received[0]).toBe('13');
    expect(received[1]).toMatch(/^1d080008070000000000/);
    const promised = Buffer.from(received[1] ?? '', 'hex').readUInt16LE(10);
    expect(promised).toBeGreaterThan(2980);
    const samples = received
      .filter((message) => message.startsWith('1b0500'))
      .flatMap((message) => {
        const { firstIndex, counts } = decodeStreamPacket(Buffer.from(message.slice(6), 'hex'));
        return Array.from({ length: counts.length / 6 }, (_, i) => firstIndex + i);
      });
    expect(samples).toEqual(Array.from({ length: promised }, (_, i) => i));
    write(CONFIRMATION);
    vi.advanceTimersByTime(100);
    expect(received.at(-1)).toMatch(/^1d0800070800/);
  });
});

describe('the clock readings of a virtual sensor', () => {
  it('are those at the arrival of a request and at the leaving of its answer', () => {
    const { received, write } = linkedSensor();
    write(SUBSCRIBE);
    write(STATUS);
    vi.advanceTimersByTime(20);
    write(SYNC);
    vi.advanceTimersByTime(200);
    write(CONFIRMATION);
    vi.advanceTimersByTime(50);
    const answer = Buffer.from(received.at(-1) ?? '', 'hex');
    expect(answer.subarray(0, 6).toString('hex')).toBe('1d0800060600');
    // Written at 20 ms and confirmed at 220 ms; there is a connection event every 15 ms.
    expect([answer.readUInt32LE(6), answer.readUInt32LE(10)]).toEqual([30_000, 225_000]);
  });
});

describe('the configuration of a virtual sensor', () => {
  it.each([
    ['a reboot', (sensor: VirtualSensor) => sensor.reboot()],
    [
      'being switched off and on',
      (sensor: VirtualSensor) => {
        sensor.stop();
        sensor.start(clock());
      },
    ],
  ])('is kept through %s', (_, loseAndRegainPower) => {
    const { sensor, received, write, linkAgain } = linkedSensor();
    write(SUBSCRIBE);
    write(CONFIGURE);
    vi.advanceTimersByTime(50);
    loseAndRegainPower(sensor);
    vi.advanceTimersByTime(2500);
    const { write: writeAgain } = linkAgain();
    received.length = 0;
    writeAgain(MTU_247);
    writeAgain(READ_INFO);
    vi.advanceTimersByTime(50);
    const info = Buffer.from(received.at(-1) ?? '', 'hex').subarray(1);
    expect(decodeInfo(info)).toMatchObject({
      rateHz: 200,
      accelerationRangeG: 8,
      angularRateRangeDps: 1000,
    });
  });

  it('changes nothing in the course of the motion, whenever it is given', () => {
    const { sensor, received, linkAgain } = linkedSensor();
    vi.advanceTimersByTime(20_000);
    sensor.reboot();
    vi.advanceTimersByTime(10_000);
    const { write } = linkAgain();
    for (const request of [MTU_247, SUBSCRIBE, SUBSCRIBE_STREAM, CONFIGURE, START]) write(request);
    vi.advanceTimersByTime(30);
    write(CONFIRMATION);
    vi.advanceTimersByTime(100);
    const packet = received.find((message) => message.startsWith('1b')) ?? '';
    expect(decodeStreamPacket(Buffer.from(packet.slice(6), 'hex')).counts[0]).toBe(30);
  });
});

describe('the battery level of a virtual sensor', () => {
  const batteryOf = (received: readonly string[]) =>
    received.filter((message) => message.startsWith('1b0c00'));

  it('is notified at a change, and the next change ten seconds later', () => {
    const { sensor, received, write } = linkedSensor();
    write(SUBSCRIBE_BATTERY);
    vi.advanceTimersByTime(50);
    for (const percent of [80, 79, 78, 77]) sensor.setBattery(percent);
    vi.advanceTimersByTime(9900);
    expect(batteryOf(received)).toEqual(['1b0c00' + '4f']);
    vi.advanceTimersByTime(200);
    expect(batteryOf(received)).toEqual(['1b0c00' + '4f', '1b0c00' + '4d']);
    vi.advanceTimersByTime(60_000);
    expect(batteryOf(received)).toHaveLength(2);
    sensor.setBattery(76);
    sensor.setBattery(75);
    sensor.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is offered again when the radio had no room for it', () => {
    const { sensor, received, write } = linkedSensor({ onForS: 29.8 });
    for (const request of [MTU_247, SUBSCRIBE, SUBSCRIBE_STREAM, SUBSCRIBE_BATTERY]) write(request);
    vi.advanceTimersByTime(100);
    write(RESEND);
    vi.advanceTimersByTime(20);
    sensor.setBattery(60);
    vi.advanceTimersByTime(100);
    expect(batteryOf(received)).toEqual(['1b0c00' + '3c']);
  });
});

describe('a virtual sensor', () => {
  it('calls itself by one name on the air and in its table', () => {
    const { sensor, link, received, write } = linkedSensor({
      name: 'Left knee, outer side, é-é-é-é',
    });
    write(MTU_247);
    // Read by type: the device name.
    write('080100ffff002a');
    vi.advanceTimersByTime(50);
    const name = Buffer.from(received.at(-1) ?? '', 'hex').subarray(4);
    expect(name.toString()).toBe('Left knee, outer side, é-é-');
    link.close('central');
    expect(sensor.advertisement()?.scanResponse.subarray(2)).toEqual(Uint8Array.from(name));
  });

  it('refuses requests too short or too long to be one, whoever listens', () => {
    const { received, write } = linkedSensor();
    write(MTU_247);
    const request = (length: number) => write(`120800${'07'.repeat(length)}`);
    for (const length of [0, 1, 2, 20, 21, 60]) request(length);
    vi.advanceTimersByTime(50);
    const refusal = (code: string) => `01120800${code}`;
    expect(received.slice(1)).toEqual(
      ['0d', '0d', 'fd', 'fd', '0d', '0d'].map((code) => refusal(code)),
    );
  });
});

describe('the full queue of a virtual sensor', () => {
  it('throws away a packet when it is new, not each time it is offered again', () => {
    // Every second packet is lost, and the radio is silent most of the time.
    const overflow = { onset: 1, end: 0, lossWithin: 0.5 };
    const linkStalls = { perSecond: 2, shortestMs: 6000, longestMs: 6000 };
    const conditions = { ...IDEAL_CONDITIONS, overflow, linkStalls };
    const { sensor, write } = linkedSensor({ conditions });
    for (const request of [MTU_247, SUBSCRIBE, SUBSCRIBE_STREAM, START]) write(request);
    vi.advanceTimersByTime(60_000);
    const { withheld, delivered, stalls } = sensor.air;
    expect(stalls).toBeGreaterThan(5);
    const packets = (withheld.size + delivered.size) / 2;
    expect(packets).toBeGreaterThan(2000);
    // Those that still wait to be delivered are known not to be lost.
    const share = withheld.size / 2 / packets;
    expect(share).toBeGreaterThan(0.5 - 4 * Math.sqrt(0.25 / packets));
    expect(share).toBeLessThan(0.5 + 4 * Math.sqrt(0.25 / packets) + 64 / packets);
  });
});

describe('what the air did to a virtual sensor', () => {
  it('is told run by run', () => {
    const overflow = { onset: 0.2, end: 0.5, lossWithin: 1 };
    const conditions = { ...IDEAL_CONDITIONS, overflow };
    const { sensor, write } = linkedSensor({ conditions });
    for (const request of [MTU_247, SUBSCRIBE, SUBSCRIBE_STREAM, START]) write(request);
    vi.advanceTimersByTime(3000);
    for (const request of [CONFIRMATION, STOP, CONFIRMATION, CONFIGURE, CONFIRMATION, START]) {
      write(request);
    }
    vi.advanceTimersByTime(1000);
    write(STOP);
    vi.advanceTimersByTime(100);
    const { delivered, withheld } = sensor.air;
    expect([delivered.runs, withheld.runs]).toEqual([
      [0, 1],
      [0, 1],
    ]);
    for (const run of [0, 1]) {
      const all = new IndexRanges();
      for (const { first, end } of [...delivered.of(run).ranges, ...withheld.of(run).ranges]) {
        all.add(first, end - first);
      }
      expect(all.ranges).toHaveLength(1);
      expect(all.size).toBe(delivered.of(run).size + withheld.of(run).size);
    }
    expect(delivered.size).toBe(delivered.of(0).size + delivered.of(1).size);
  });
});
