import { describe, expect, it } from 'vitest';
import {
  type Command,
  decodeInfo,
  decodeResponse,
  decodeStreamPacket,
  encodeRequest,
  type StreamPacket,
} from '../../../firmware-protocol/index.ts';
import { sensorId } from '../../../src/model/sensor.ts';
import type { ImuFeed, UnitConfiguration } from '../../../src/simulator/imuFeed.ts';
import { SensorFirmware } from '../../../src/simulator/radio/sensorFirmware.ts';

const ON_US = 1_000_000_000;
const REFILLED = 0x10;

/** Every count is the index of its sample; any rate and range can be had but 77 Hz. */
function feedOf(unit: UnitConfiguration): ImuFeed {
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
    read: (index, out) => {
      out.fill(index % 30_000);
    },
    configured: (wanted) => (wanted.rateHz === 77 ? null : feedOf(wanted)),
  };
}

const UNIT = { rateHz: 100, accelerationRangeG: 16, angularRateRangeDps: 2000 };
const CONFIGURE = { kind: 'configure', ...UNIT, magnetometer: false } as const;

function sensor({
  mtu = 247,
  streamSubscribed = true,
  batteryPercent = 80,
  rateErrorPpm = 0,
} = {}) {
  const radio = { mtu, streamSubscribed };
  const firmware = new SensorFirmware({
    feed: feedOf(UNIT),
    clock: { skewPpm: 0, offsetUs: 2 ** 32 - 1000, rateErrorPpm },
    motionUs: ON_US,
    onUs: ON_US,
    run: 7,
    radio,
    batteryPercent,
    keep: () => {},
  });
  firmware.connected();
  const answerTo = (command: Command, atS = 0, handedOverS = atS) => {
    const response = firmware.answer(encodeRequest({ tag: 9, command }), ON_US + atS * 1e6);
    return decodeResponse(response(ON_US + handedOverS * 1e6));
  };
  return {
    firmware,
    radio,
    answerTo,
    statusOf: (command: Command, atS = 0) => answerTo(command, atS).status,
    pumped: (atS: number) => {
      const packets: StreamPacket[] = [];
      firmware.pump(ON_US + atS * 1e6, (bytes) => packets.push(decodeStreamPacket(bytes)) > 0);
      return packets;
    },
  };
}

function indicesOf(packets: readonly StreamPacket[]): number[] {
  return packets.flatMap(({ firstIndex, counts }) =>
    Array.from({ length: counts.length / 6 }, (_, i) => firstIndex + i),
  );
}

function range(from: number, end: number): number[] {
  return Array.from({ length: end - from }, (_, i) => from + i);
}

describe('the firmware of a virtual sensor', () => {
  it('says in Info what it measures, can and keeps', () => {
    expect(decodeInfo(sensor().firmware.info)).toMatchObject({
      ...UNIT,
      ringDepthSamples: 3000,
      capabilities: 0b1110,
      run: 7,
    });
  });

  it('streams from start to stop, and both are harmless twice', () => {
    const { statusOf, pumped } = sensor();
    expect(pumped(1)).toEqual([]);
    expect(statusOf({ kind: 'start' }, 1)).toBe('ok');
    expect(statusOf({ kind: 'start' }, 1)).toBe('ok');
    expect(indicesOf(pumped(1.5))).toEqual(range(101, 151));
    expect(statusOf({ kind: 'stop' }, 1.5)).toBe('ok');
    expect(statusOf({ kind: 'stop' }, 1.5)).toBe('ok');
    expect(pumped(2)).toEqual([]);
  });

  it('starts neither where one sample does not fit nor where nobody listens', () => {
    expect(sensor({ mtu: 26 }).statusOf({ kind: 'start' })).toBe('notNow');
    expect(sensor({ streamSubscribed: false }).statusOf({ kind: 'start' })).toBe('notNow');
  });

  it('measures as configured from index 0 of a new run, its clock going on', () => {
    const { firmware, statusOf, pumped } = sensor();
    const command = { ...CONFIGURE, rateHz: 200, accelerationRangeG: 8 };
    expect(statusOf(command, 3)).toBe('ok');
    expect(decodeInfo(firmware.info)).toMatchObject({ rateHz: 200, accelerationRangeG: 8, run: 8 });
    expect(statusOf({ kind: 'start' }, 3.002)).toBe('ok');
    const packets = pumped(3.1);
    expect(packets[0]).toMatchObject({ firstIndex: 1, deviceTimeUs: 3_000_000 - 1000 + 5000 });
    expect(indicesOf(packets)).toEqual(range(1, 21));
  });

  it('has samples at the rate of its own unit, before and after it is configured', () => {
    const { answerTo, statusOf } = sensor({ rateErrorPpm: -10_000 });
    const nextIndexAt = (atS: number) => answerTo({ kind: 'status' }, atS).answer;
    expect(nextIndexAt(100)).toMatchObject({ nextIndex: 9901 });
    statusOf({ ...CONFIGURE, rateHz: 200 }, 100);
    expect(nextIndexAt(200)).toMatchObject({ nextIndex: 19_801 });
  });

  it('refuses a configuration it cannot have before it asks whether it may', () => {
    const { firmware, statusOf } = sensor();
    statusOf({ kind: 'start' });
    expect(statusOf({ ...CONFIGURE, rateHz: 77 })).toBe('unsupported');
    expect(statusOf({ ...CONFIGURE, magnetometer: true })).toBe('unsupported');
    expect(statusOf(CONFIGURE)).toBe('notNow');
    expect(decodeInfo(firmware.info).run).toBe(7);
  });

  it('sends again what is asked for, behind live samples, in one numbering', () => {
    const { answerTo, pumped } = sensor();
    answerTo({ kind: 'start' }, 1);
    pumped(2);
    const { status, answer } = answerTo({ kind: 'resend', firstIndex: 120, count: 5 }, 2);
    expect([status, answer]).toEqual(['ok', { kind: 'resend', firstIndex: 120, count: 5 }]);
    const packets = pumped(2.02);
    expect(packets.map(({ flags, firstIndex }) => [flags, firstIndex])).toEqual([
      [0, 201],
      [REFILLED, 120],
      [REFILLED, 122],
      [REFILLED, 124],
    ]);
    expect(packets.map(({ sequence }) => sequence)).toEqual(range(50, 54));
    expect(packets[1]).toMatchObject({ deviceTimeUs: 1_200_000 - 1000 });
    expect(packets[1]?.counts[0]).toBe(120);
  });

  it('gives of a range what it has: not before index 0, not what is overwritten or to come', () => {
    const { answerTo } = sensor();
    const resend = (firstIndex: number, count: number, atS: number) => {
      const { status, answer } = answerTo({ kind: 'resend', firstIndex, count }, atS);
      return status === 'ok' ? answer : status;
    };
    const part = (firstIndex: number, count: number) => ({ kind: 'resend', firstIndex, count });
    expect(resend(4_294_967_291, 10, 1)).toEqual(part(0, 5));
    const { answerTo: late } = sensor();
    expect(late({ kind: 'resend', firstIndex: 0, count: 100 }, 40).status).toBe('gone');
    expect(late({ kind: 'resend', firstIndex: 4001, count: 1 }, 40).status).toBe('gone');
    expect(late({ kind: 'resend', firstIndex: 990, count: 20 }, 40).answer).toEqual(part(1001, 9));
  });

  it('has one resend under way at a time, which keeps it from being configured', () => {
    const { firmware, statusOf, pumped } = sensor();
    const resend = { kind: 'resend', firstIndex: 0, count: 50 } as const;
    expect(statusOf(resend, 1)).toBe('ok');
    expect(statusOf(resend, 1)).toBe('notNow');
    expect(statusOf(CONFIGURE, 1)).toBe('notNow');
    expect(indicesOf(pumped(1))).toEqual(range(0, 50));
    expect(statusOf(resend, 1)).toBe('ok');
    firmware.quiet();
    expect(statusOf(resend, 1)).toBe('ok');
  });

  it('moves its motor, blinks, tells its clock and how it is', () => {
    const { firmware, answerTo } = sensor({ batteryPercent: 9 });
    const cue = { kind: 'cue', pattern: 'double', strengthPercent: 40 } as const;
    expect(answerTo(cue, 2).answer).toEqual({ kind: 'cue', startedUs: 1_999_000 });
    expect(firmware.cues).toEqual([
      { pattern: 'double', strengthPercent: 40, atUs: ON_US + 2_000_000 },
    ]);
    answerTo({ kind: 'identify', durationS: 5 });
    expect(firmware.identified).toBe(1);
    expect(answerTo({ kind: 'sync' }, 2, 2.03).answer).toEqual({
      kind: 'sync',
      receivedUs: 1_999_000,
      answeredUs: 2_029_000,
    });
    expect(answerTo({ kind: 'status' }, 40).answer).toMatchObject({
      streaming: false,
      batteryPercent: 9,
      nextIndex: 4001,
      oldestIndex: 1001,
      skippedSamples: 0,
      faults: 16,
    });
    expect(answerTo({ kind: 'powerOff' }).status).toBe('ok');
    expect(firmware.off).toBe(true);
  });

  it('counts notifications from 0 with each connection alone, skipped samples since power-on', () => {
    const { firmware, answerTo, statusOf, pumped } = sensor();
    const skipped = (atS: number) => answerTo({ kind: 'status' }, atS).answer;
    statusOf({ kind: 'start' }, 1);
    expect(pumped(1.1).map(({ sequence }) => sequence)).toEqual(range(0, 5));
    expect(pumped(9)).toEqual([]);
    expect(skipped(9)).toMatchObject({ skippedSamples: 790 });
    statusOf({ kind: 'stop' }, 9);
    expect(statusOf(CONFIGURE, 9)).toBe('ok');
    statusOf({ kind: 'start' }, 9);
    expect(pumped(9.05)).toMatchObject([
      { firstIndex: 1, sequence: 5 },
      { firstIndex: 3, sequence: 6 },
    ]);
    expect(skipped(9.05)).toMatchObject({ skippedSamples: 790 });
    firmware.quiet();
    firmware.connected();
    statusOf({ kind: 'start' }, 9.05);
    expect(pumped(9.1)[0]).toMatchObject({ firstIndex: 6, sequence: 0 });
  });

  it('has a low battery from below 10 % until 12 %', () => {
    const { firmware, answerTo } = sensor({ batteryPercent: 11 });
    const faultsAt = (percent: number) => {
      firmware.setBattery(percent);
      const { answer } = answerTo({ kind: 'status' });
      return answer?.kind === 'status' ? answer.faults : null;
    };
    expect([11, 10, 9, 10, 11, 12, 11].map(faultsAt)).toEqual([0, 0, 16, 16, 16, 0, 0]);
  });

  it('refuses what it cannot read with the fitting status, and does nothing', () => {
    const { firmware } = sensor();
    const statusOf = (hex: string) =>
      decodeResponse(firmware.answer(Buffer.from(hex, 'hex'), ON_US)(ON_US)).status;
    expect(['0a01', '010100', '04011f'].map(statusOf)).toEqual([
      'unknownCommand',
      'malformed',
      'outOfRange',
    ]);
    expect(firmware.identified).toBe(0);
  });
});
