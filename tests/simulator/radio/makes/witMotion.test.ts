import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MakeChoice } from '../../../../src/simulator/radio/makes/makeOf.ts';
import { IDEAL_CONDITIONS } from '../../../../src/simulator/radio/radioConditions.ts';
import { linkedTwin, QUARTER_TURN, type TwinClient, type TwinWorldOptions } from './linkedTwin.ts';

const STREAM = '0000ffe4-0000-1000-8000-00805f9a34fb';
const COMMAND = '0000ffe9-0000-1000-8000-00805f9a34fb';

const UNLOCK = 'ffaa6988b5';
const SAVE = 'ffaa000000';
const RATE_10_HZ = 'ffaa030600';
const RATE_50_HZ = 'ffaa030800';
const RATE_100_HZ = 'ffaa030900';
const RATE_200_HZ = 'ffaa030b00';

const FRAME = 20;

function world(choice: Omit<MakeChoice & { driver: 'witMotion' }, 'driver'> = {}, options = {}) {
  return linkedTwin({ driver: 'witMotion', ...choice }, options as TwinWorldOptions);
}

function commands(client: TwinClient, ...hexes: readonly string[]): void {
  for (const hex of hexes) client.command(COMMAND, hex);
}

/** A twin that streams at a rate from its first frame on. */
function streaming(rate: string, ...parameters: Parameters<typeof world>) {
  const made = world(...parameters);
  commands(made.client, UNLOCK, rate);
  made.client.subscribe(STREAM);
  return made;
}

/** Frames of samples in a stream of bytes that holds nothing else. */
function framesOf(notifications: readonly Buffer[]): Buffer[] {
  const bytes = Buffer.concat(notifications);
  const count = Math.floor(bytes.length / FRAME);
  const frames = Array.from({ length: count }, (_, i) =>
    bytes.subarray(FRAME * i, FRAME * (i + 1)),
  );
  for (const frame of frames) expect(frame.readUInt16BE(0)).toBe(0x5561);
  return frames;
}

const words = (frame: Buffer) => Array.from({ length: 9 }, (_, i) => frame.readInt16LE(2 + 2 * i));

function expectConsecutive(frames: readonly Buffer[]): void {
  const indices = frames.map((frame) => frame.readInt16LE(2));
  expect(indices).toEqual(indices.map((_, i) => (indices[0]! + i) % 1000));
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the stream of a virtual WitMotion', () => {
  it('begins with the subscription, at 10 Hz as it is bought, and ends with it', () => {
    const { client } = world();
    vi.advanceTimersByTime(1000);
    expect(client.heard(STREAM)).toEqual([]);
    client.subscribe(STREAM);
    vi.advanceTimersByTime(2000);
    const frames = framesOf(client.heard(STREAM));
    expect(Math.abs(frames.length - 20)).toBeLessThanOrEqual(1);
    expectConsecutive(frames);
    client.unsubscribe(STREAM);
    const before = client.heard(STREAM).length;
    vi.advanceTimersByTime(1000);
    expect(client.heard(STREAM)).toHaveLength(before);
  });

  it('holds acceleration, angular rate and angles of 16, 2000 °/s and 180° over 32768', () => {
    const { client } = world();
    client.subscribe(STREAM);
    vi.advanceTimersByTime(300);
    // The feed counts in the same ranges; a quarter turn about the vertical is yaw of 90°.
    expect(words(framesOf(client.heard(STREAM))[0]!).slice(1)).toEqual([
      1000, 2000, 3000, 4000, 5000, 0, 0, 16384,
    ]);
  });

  it.each([
    ['10 Hz', RATE_10_HZ, 10, 1],
    ['50 Hz', RATE_50_HZ, 50, 2],
    ['100 Hz', RATE_100_HZ, 100, 4],
    ['200 Hz', RATE_200_HZ, 200, 4],
  ])(
    'at %s comes in notifications of as many frames as in the captures',
    (_, rate, rateHz, many) => {
      const { client } = streaming(rate);
      vi.advanceTimersByTime(2000);
      const heard = client.heard(STREAM);
      expect(heard.every(({ length }) => length === many * FRAME)).toBe(true);
      const frames = framesOf(heard);
      // What a full notification still waits for, and the round trip of the subscription.
      expect(Math.abs(frames.length - 2 * rateHz)).toBeLessThanOrEqual(many + 1 + 0.016 * rateHz);
      expectConsecutive(frames);
    },
  );

  it.each([
    [23, 1],
    [43, 2],
    [82, 3],
    [83, 4],
  ])('over an MTU of %i has %i whole frames in a notification', (maxMtu, many) => {
    const { client } = streaming(RATE_200_HZ, {}, { maxMtu });
    vi.advanceTimersByTime(200);
    expect(client.heard(STREAM).length).toBeGreaterThan(3);
    expect(client.heard(STREAM).every(({ length }) => length === many * FRAME)).toBe(true);
  });

  it('is cut at 16 bytes by a stack that carries no more', () => {
    const { client } = streaming(RATE_100_HZ, {}, { maxMtu: 19 });
    vi.advanceTimersByTime(200);
    const heard = client.heard(STREAM);
    expect(heard.length).toBeGreaterThan(10);
    for (const frame of heard) {
      expect([frame.length, frame.readUInt16BE(0)]).toEqual([16, 0x5561]);
    }
    expectConsecutive(heard);
  });

  it('lets frames straddle notifications where it is asked to', () => {
    const { client, twin } = streaming(RATE_100_HZ, { notificationBytes: 33 });
    vi.advanceTimersByTime(1000);
    const heard = client.heard(STREAM);
    expect(heard.every(({ length }) => length === 33)).toBe(true);
    const frames = framesOf(heard);
    expect(frames.length).toBeGreaterThan(90);
    expectConsecutive(frames);
    expect(twin.air.delivered.of(0).ranges).toEqual([{ first: 0, end: frames.length }]);
  });
});

describe('the registers of a virtual WitMotion', () => {
  /** The frame that answers the reading of a register, among those of samples. */
  function reading(client: TwinClient, register: string): Buffer {
    commands(client, `ffaa27${register}00`);
    vi.advanceTimersByTime(500);
    const bytes = Buffer.concat(client.heard(STREAM));
    const answers = Array.from({ length: bytes.length / FRAME }, (_, i) =>
      bytes.subarray(FRAME * i, FRAME * (i + 1)),
    ).filter((frame) => frame.readUInt16BE(0) === 0x5571);
    const answer = answers.at(-1)!;
    expect(answer.subarray(2, 4).toString('hex')).toBe(`${register}00`);
    return answer;
  }

  const wordsOf = (answer: Buffer, count: number) =>
    Array.from({ length: count }, (_, i) => answer.readInt16LE(4 + 2 * i));

  it('are read among the frames, eight at a time', () => {
    const { client } = world();
    client.subscribe(STREAM);
    expect(reading(client, '64').readInt16LE(4)).toBe(390);
    expect(reading(client, '40').readInt16LE(4)).toBe(2900);
    expect(wordsOf(reading(client, '51'), 4)).toEqual(
      QUARTER_TURN.map((q) => Math.round(q * 32768)),
    );
    // µT · 120: north is sensor −y.
    expect(wordsOf(reading(client, '3a'), 3)).toEqual([0, -20 * 120, -44 * 120]);
    expect(reading(client, '03').readInt16LE(4)).toBe(0x06);
  });

  it.each([
    [100, 396],
    [90, 393],
    [50, 379],
    [5, 340],
  ])(
    'tell a battery of %i %% by a little more than %i hundredths of a volt',
    (percent, centivolts) => {
      const { client, twin } = world();
      client.subscribe(STREAM);
      twin.setBattery(percent);
      expect(reading(client, '64').readInt16LE(4)).toBe(centivolts + 1);
    },
  );

  it('change only when it is unlocked', () => {
    const { client } = world();
    client.subscribe(STREAM);
    commands(client, RATE_100_HZ, 'ffaa6988b4', RATE_100_HZ);
    expect(reading(client, '03').readInt16LE(4)).toBe(0x06);
    commands(client, UNLOCK, 'ffaa030a00');
    expect(reading(client, '03').readInt16LE(4)).toBe(0x06);
    commands(client, RATE_100_HZ);
    expect(reading(client, '03').readInt16LE(4)).toBe(0x09);
  });

  it.each([
    ['kept through a loss of power when they are saved', [SAVE], 0x09],
    ['lost with the power when they are not', [], 0x06],
  ])('are %s', (_, saving, rate) => {
    const { client, twin, linkAgain } = streaming(RATE_100_HZ);
    commands(client, ...saving);
    twin.reboot();
    const again = linkAgain();
    again.subscribe(STREAM);
    expect(reading(again, '03').readInt16LE(4)).toBe(rate);
  });

  it('are not read by who does not listen, nor by what is no command', () => {
    const { client } = world();
    commands(client, 'ffaa276400');
    client.subscribe(STREAM);
    commands(client, 'ffab276400', 'ffaa2764', 'ffaa27640000', '');
    vi.advanceTimersByTime(1000);
    expect(framesOf(client.heard(STREAM)).length).toBeGreaterThan(5);
  });
});

describe('a virtual WitMotion', () => {
  it('advertises nothing but its name, and tells no serial number', () => {
    const { client, twin } = world();
    expect(twin.serial).toBe(twin.address);
    client.link.close('central');
    const { data, scanResponse } = twin.advertisement()!;
    expect(Buffer.from(data).toString('latin1')).toBe('\x02\x01\x06\x0b\x09WT901BLE68');
    expect(scanResponse).toHaveLength(0);
  });

  it('throws away what waits longer than it can keep, and tells which', () => {
    const linkStalls = { perSecond: 0.05, shortestMs: 6000, longestMs: 6000 };
    const conditions = { ...IDEAL_CONDITIONS, linkStalls };
    const { twin } = streaming(RATE_200_HZ, {}, { conditions });
    vi.advanceTimersByTime(120_000);
    const { delivered, withheld, stalls } = twin.air;
    expect(stalls).toBeGreaterThan(0);
    expect(withheld.size).toBeGreaterThan(0);
    // Nothing is both, nothing is neither, but for what still waits: 64 notifications and 64 frames.
    const waiting = 24_000 - delivered.size - withheld.size;
    expect(waiting).toBeGreaterThan(-20);
    expect(waiting).toBeLessThan(64 * 4 + 64 + 20);
  });
});
