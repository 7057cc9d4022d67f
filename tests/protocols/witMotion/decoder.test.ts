import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import { PacketError, packetDecoder, timingOf } from '../../../src/protocols/index.ts';
import {
  COMMAND,
  describeWitMotion,
  FrameStream,
  SERVICE,
  STREAM,
} from '../../../src/protocols/witMotion/index.ts';
import {
  bytesOf,
  decodeAt,
  expectHostileBytesAreRead,
  expectNear,
  SENSOR_ID,
  vectorAt,
} from '../wireHelpers.ts';
import { chunksOf, joined, motionFrame, registerFrame } from './frameBytes.ts';
import { CUT_OFF, FOUR_FRAMES, TWO_FRAMES } from './vectors.ts';

const SENSOR = describeWitMotion({ address: 'e4:1f:00:aa:bb:cc', name: 'WT901BLE68', rateHz: 100 });
const BATTERY_ANSWER = registerFrame(0x64, [397, 0, 0, 0, 0, 0, 0, 0]);

const decoderOf = () => packetDecoder(SENSOR);

/** x of the specific force of every sample, as counts, in order. */
function countsOfX(notifications: readonly Uint8Array[], decoder = decoderOf()): number[] {
  return notifications.flatMap((bytes) =>
    decodeAt(decoder, bytes).flatMap(({ acceleration, count }) =>
      Array.from({ length: count }, (_, sample) =>
        Math.round(acceleration[3 * sample] / SENSOR.accelerationScaleMps2),
      ),
    ),
  );
}

/** Frames whose specific force in x is their number; no byte of theirs looks like a header. */
function numbered(from: number, to: number): Uint8Array[] {
  return Array.from({ length: to - from }, (_, i) =>
    motionFrame([from + i, 2, 2048, -4, 5, -6, 7, 8, 9]),
  );
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('the packets of a WitMotion', () => {
  it('have no clock and no index', () => {
    expect(timingOf('witMotion')).toEqual({ kind: 'arrivals' });
  });

  it.each([FOUR_FRAMES, TWO_FRAMES])(
    'are the samples of the capture: $name ($source)',
    (capture) => {
      const [block, ...others] = decodeAt(decoderOf(), bytesOf(capture.hex));
      expect(others).toEqual([]);
      expect(block.count).toBe(capture.frames);
      const firstG = vectorAt(block.acceleration).map((force) => force / STANDARD_GRAVITY);
      expectNear(firstG, capture.firstG, capture.roundingG + 1e-15);
      expect(block.angularRate).toEqual(new Float64Array(3 * capture.frames));
    },
  );

  it('are SI units: one count is 16 g or 2000 °/s in 32768', () => {
    const [block] = decodeAt(decoderOf(), motionFrame([2048, -2048, 0, 16384, -8192, 0, 1, 2, 3]));
    expect(block).toMatchObject({
      sensorId: SENSOR_ID,
      firstIndex: null,
      count: 1,
      deviceTimeUs: null,
      clipped: false,
    });
    // Doubles, rounded twice.
    expectNear(block.acceleration, [STANDARD_GRAVITY, -STANDARD_GRAVITY, 0], 1e-14);
    expectNear(block.angularRate, [1000 * RAD_PER_DEG, -500 * RAD_PER_DEG, 0], 1e-14);
  });

  it.each([32767, -32767, -32768])(
    'are clipped at a count of %d in any axis, not in an angle',
    (end) => {
      for (const axis of range(0, 9)) {
        const counts = Array(9).fill(0).with(axis, end);
        expect(decodeAt(decoderOf(), motionFrame(counts))[0].clipped).toBe(axis < 6);
      }
    },
  );

  it.each(range(1, 20))('are the same over notifications of %d bytes', (size) => {
    expect(countsOfX(chunksOf(joined(...numbered(0, 20)), size))).toEqual(range(0, 20));
  });

  it.each(range(1, 121))(
    'are the same where the stream is split every %d bytes off the frames',
    (size) => {
      const stream = joined(...numbered(0, 40));
      const notifications = [stream.subarray(0, 7), ...chunksOf(stream.subarray(7), size)];
      expect(countsOfX(notifications)).toEqual(range(0, 40));
    },
  );

  it('are found where the first byte of a frame comes alone', () => {
    const stream = joined(...numbered(0, 4));
    expect(
      countsOfX([stream.subarray(0, 21), stream.subarray(21, 41), stream.subarray(41)]),
    ).toEqual(range(0, 4));
  });

  it('begin at a frame when the stream is joined in the middle of one', () => {
    const stream = joined(...numbered(0, 6));
    for (const missing of range(1, 20)) {
      expect(countsOfX(chunksOf(stream.subarray(missing), 40))).toEqual(range(1, 6));
    }
  });

  it.each(range(1, 60))('go on at the next frame after %d lost bytes', (lost) => {
    const stream = joined(...numbered(0, 12));
    const from = 47;
    const found = countsOfX([
      stream.subarray(0, from),
      ...chunksOf(stream.subarray(from + lost), 33),
    ]);
    const after = Math.ceil((from + lost) / 20);
    expect(found.slice(0, 2)).toEqual([0, 1]);
    expect(found.slice(-(12 - after))).toEqual(range(after, 12));
    // Frame 2 was begun before the loss; its end cannot be told from that of the next.
    expect(found.length).toBeLessThanOrEqual(2 + 1 + 12 - after);
  });

  it('are read from answers between them as well, which hold none', () => {
    const stream = joined(...numbered(0, 3), BATTERY_ANSWER, ...numbered(3, 5), BATTERY_ANSWER);
    expect(countsOfX([stream])).toEqual(range(0, 5));
    expect(countsOfX([stream.subarray(0, 7), ...chunksOf(stream.subarray(7), 20)])).toEqual(
      range(0, 5),
    );
    expect(decodeAt(decoderOf(), BATTERY_ANSWER)).toEqual([]);
  });

  it('are used where a small MTU cut them off behind their rates: the 16 bytes of a capture', () => {
    const decoder = decoderOf();
    // That nothing more comes is told by the next.
    expect(decodeAt(decoder, bytesOf(CUT_OFF.hex))).toEqual([]);
    const [block] = decodeAt(decoder, bytesOf(CUT_OFF.hex));
    expect(block.count).toBe(1);
    const firstG = vectorAt(block.acceleration).map((force) => force / STANDARD_GRAVITY);
    expectNear(firstG, CUT_OFF.firstG, CUT_OFF.roundingG);
  });

  it.each(range(1, 20))('are used or dropped where every frame is cut to %d bytes', (bytes) => {
    const cut = numbered(0, 10).map((frame) => frame.subarray(0, bytes));
    expect(countsOfX(cut)).toEqual(bytes >= 14 ? range(0, 9) : []);
  });

  it('are none in an answer that was cut off', () => {
    const notifications = [BATTERY_ANSWER.subarray(0, 16), ...numbered(0, 2)];
    expect(countsOfX(notifications)).toEqual([0, 1]);
  });

  it('keep a frame together whose end looks like a beginning', () => {
    // Its yaw begins with 55 61: at 0x6155 counts of an angle, at the seam of two notifications.
    const looksLikeOne = motionFrame([1, 0, 2048, 0, 0, 0, 0, 0x6155, 0]);
    const stream = joined(looksLikeOne, ...numbered(2, 4));
    expect(countsOfX([stream.subarray(0, 16), stream.subarray(16)])).toEqual([1, 2, 3]);
  });

  it('are refused where nothing begins like a frame, and what comes next is read', () => {
    const decoder = decoderOf();
    const decode = () => decodeAt(decoder, bytesOf('55 51 00 01 02 03 04 05 06 07'));
    expect(decode).toThrow(PacketError);
    expect(decode).toThrow(
      'stream: expected a frame that begins with 55 61 or 55 71, found 55 51 00 01 02 03 04 05 ….',
    );
    expect(() => decodeAt(decoder, new Uint8Array(0))).toThrow('found no bytes');
    expect(countsOfX(numbered(0, 2), decoder)).toEqual([0, 1]);
  });

  it('are samples or a PacketError, whatever the bytes are', () => {
    const frame = fc
      .array(fc.integer({ min: -32768, max: 32767 }), { maxLength: 9 })
      .map(motionFrame);
    const damaged = fc
      .tuple(fc.array(frame, { maxLength: 5 }), fc.nat(100), fc.nat(100))
      .map(([frames, from, cut]) => joined(...frames).subarray(from % 25, 100 - (cut % 25)));
    expectHostileBytesAreRead(decoderOf, damaged);
  });

  it('leave less than a frame behind, whatever the bytes are', () => {
    const header = fc.constantFrom(...['55', '55 61', '55 71', '55 61 55 61'].map(bytesOf));
    fc.assert(
      fc.property(fc.array(fc.oneof(header, fc.uint8Array({ maxLength: 90 }))), (notifications) => {
        const stream = new FrameStream();
        let pushed = 0;
        let read = 0;
        for (const bytes of notifications) {
          pushed += bytes.length;
          for (const _ of stream.push(bytes)) read++;
          expect(stream.begunBytes).toBeLessThan(20);
        }
        // Every byte is in a frame, skipped, or waits; a frame that was cut off is 14 bytes or more.
        const kept = pushed - stream.skippedBytes - stream.begunBytes;
        expect(kept).toBeLessThanOrEqual(20 * read);
        expect(kept).toBeGreaterThanOrEqual(14 * read);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a WitMotion', () => {
  it('has services of its own, which only look like those of the Bluetooth SIG', () => {
    for (const uuid of [SERVICE, STREAM, COMMAND]) {
      expect(uuid).toMatch(/^0000ffe[459]-0000-1000-8000-00805f9a34fb$/);
      expect(uuid).not.toMatch(/5f9b34fb$/);
    }
  });

  it('is known by its radio address, for it tells no serial', () => {
    expect(SENSOR).toEqual({
      id: 'E41F00AABBCC',
      driver: 'witMotion',
      name: 'WT901BLE68',
      firmware: '',
      rateHz: 100,
      accelerationScaleMps2: (16 * STANDARD_GRAVITY) / 32768,
      angularRateScaleRadps: (2000 * RAD_PER_DEG) / 32768,
    });
    expect(() => describeWitMotion({ address: '', name: '', rateHz: 100 })).toThrow(/1 to 32 of/);
  });
});
