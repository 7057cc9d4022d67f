import { describe, expect, it } from 'vitest';
import {
  BODY_MODES,
  decodePayload,
  PAYLOAD_MODES,
  type PayloadMode,
  payloadBytes,
  payloadMode,
  payloadMtu,
  STATUS_FLAG,
} from '../../../src/protocols/movellaDot/index.ts';
import { WireError } from '../../../src/protocols/wireError.ts';
import { payloadOf } from './payloadBytes.ts';
import { PAYLOAD_BYTES } from './vectors.ts';

/** All are exact in 32 bits. */
const QUATERNION = [0.5, -0.5, 0.5, 0.5];
const FREE = [0.25, -1.5, 3];
const FORCE = [1.5, -9.75, 0.125];
const RATE = [-100.5, 2, 0.75];

describe('the payloads of a Movella DOT', () => {
  it.each(PAYLOAD_BYTES)('have in mode %d the %d bytes of the specification', (mode, bytes) => {
    expect(payloadBytes(mode)).toBe(bytes);
  });

  it('are all that the specification publishes', () => {
    expect(PAYLOAD_MODES).toEqual(PAYLOAD_BYTES.map(([mode]) => mode));
  });

  it.each([
    [5, 23],
    [20, 43],
    [26, 66],
  ] as const)('of mode %d need an MTU of %d for their characteristic', (mode, mtu) => {
    expect(payloadMtu(mode)).toBe(mtu);
  });

  it.each([1, 17, 25])('are refused in mode %d, which only the vendor reads', (mode) => {
    expect(() => payloadMode(mode)).toThrow(WireError);
    expect(() => payloadMode(mode)).toThrow(
      `payload.mode: expected one of ${PAYLOAD_MODES.join(', ')}, found ${mode}, which is proprietary`,
    );
  });

  it.each([0, 27, 2.5, Number.NaN])('are refused in mode %d, which there is not', (mode) => {
    expect(() => payloadMode(mode)).toThrow(/^payload.mode: expected one of 2, .*26, found [^,]+$/);
  });

  it('feed a body in five modes', () => {
    expect(BODY_MODES).toEqual([18, 19, 20, 21, 26]);
  });

  it('hold in mode 2 orientation, free acceleration, and the status as it is', () => {
    const bytes = payloadOf({
      timestampUs: 4_294_967_295,
      floats: [...QUATERNION, ...FREE],
      int16s: [0x209],
      uint8s: [3, 4],
      notificationBytes: 40,
    });
    const payload = decodePayload(2, bytes);
    // Not shifted as the export files of the vendor's server have it.
    expect(payload).toEqual({
      timestampUs: 4_294_967_295,
      quaternion: QUATERNION,
      freeAcceleration: FREE,
      status: { flags: 0x209, clippedAccelerations: 3, clippedAngularRates: 4 },
    });
    const flags = payload.status!.flags;
    expect(flags & STATUS_FLAG.accelerationClipped).toBe(1);
    expect(flags & STATUS_FLAG.angularRateClipped).toBe(8);
    expect(flags & STATUS_FLAG.magneticFieldClipped).toBe(0);
    expect(flags & STATUS_FLAG.magneticFieldNew).not.toBe(0);
  });

  it('are read in mode 3 from a notification of 40 bytes, of which 32 mean something', () => {
    const floats = [...QUATERNION, ...FREE];
    const padded = payloadOf({ timestampUs: 7, floats, notificationBytes: 40 });
    const bare = payloadOf({ timestampUs: 7, floats });
    expect([padded.length, bare.length]).toEqual([40, 32]);
    expect(decodePayload(3, padded)).toEqual(decodePayload(3, bare));
    expect(decodePayload(3, padded).freeAcceleration).toEqual(FREE);
  });

  const layouts: [PayloadMode, Parameters<typeof payloadOf>[0], object][] = [
    [4, { timestampUs: 1, floats: RATE }, { eulerAngles: RATE }],
    [5, { timestampUs: 1, floats: QUATERNION }, { quaternion: QUATERNION }],
    [6, { timestampUs: 1, floats: FREE }, { freeAcceleration: FREE }],
    [
      7,
      { timestampUs: 1, floats: [...RATE, ...FREE], int16s: [0x40], uint8s: [1, 2] },
      {
        eulerAngles: RATE,
        freeAcceleration: FREE,
        status: { flags: 0x40, clippedAccelerations: 1, clippedAngularRates: 2 },
      },
    ],
    [
      16,
      { timestampUs: 1, floats: [...RATE, ...FREE] },
      { eulerAngles: RATE, freeAcceleration: FREE },
    ],
    [
      18,
      { timestampUs: 1, floats: [...QUATERNION, ...FORCE], int16s: [4096, -2048, 1024] },
      { deltaQuaternion: QUATERNION, deltaVelocity: FORCE, magneticField: [1, -0.5, 0.25] },
    ],
    [
      19,
      { timestampUs: 1, floats: [...QUATERNION, ...FORCE] },
      { deltaQuaternion: QUATERNION, deltaVelocity: FORCE },
    ],
    [
      20,
      { timestampUs: 1, floats: [...FORCE, ...RATE], int16s: [4096, -2048, 1024] },
      { acceleration: FORCE, angularRate: RATE, magneticField: [1, -0.5, 0.25] },
    ],
    [
      21,
      { timestampUs: 1, floats: [...FORCE, ...RATE] },
      { acceleration: FORCE, angularRate: RATE },
    ],
    [
      22,
      { timestampUs: 1, floats: [...RATE, ...FREE, ...FORCE] },
      { eulerAngles: RATE, freeAcceleration: FREE, angularRate: FORCE },
    ],
    [
      23,
      { timestampUs: 1, floats: [...RATE, ...FREE], int16s: [4096, -2048, 1024] },
      { eulerAngles: RATE, freeAcceleration: FREE, magneticField: [1, -0.5, 0.25] },
    ],
    [
      24,
      { timestampUs: 1, floats: [...QUATERNION, ...RATE] },
      { quaternion: QUATERNION, angularRate: RATE },
    ],
    [
      26,
      { timestampUs: 1, floats: [...QUATERNION, ...FORCE, ...RATE], notificationBytes: 63 },
      { quaternion: QUATERNION, acceleration: FORCE, angularRate: RATE },
    ],
  ];
  it.each(layouts)(
    'hold in mode %d what the specification says, in its order',
    (mode, parts, held) => {
      expect(decodePayload(mode, payloadOf(parts))).toEqual({ timestampUs: 1, ...held });
    },
  );

  it('say that bytes are missing, as a small MTU leaves them', () => {
    const cut = payloadOf({ timestampUs: 1, floats: [...FORCE, ...RATE] }).subarray(0, 20);
    expect(() => decodePayload(21, cut)).toThrow(
      'payload.length: expected 28 to 40 bytes of mode 21, found 20, as a small MTU leaves',
    );
  });

  it('are refused when they are of a longer mode than the sensor was told', () => {
    const longer = payloadOf({ timestampUs: 1, floats: [...FORCE, ...RATE], int16s: [1, 2, 3] });
    expect(() => decodePayload(21, longer)).toThrow('expected zeros after the 28 bytes of mode 21');
  });

  it('are refused when they are longer than their characteristic', () => {
    const bytes = payloadOf({ timestampUs: 1, notificationBytes: 41 });
    expect(() => decodePayload(20, bytes)).toThrow(/34 to 40 bytes of mode 20, found 41/);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('are refused with a value of %d', (value) => {
    const bytes = payloadOf({ timestampUs: 1, floats: [...FORCE, 1, value, 3] });
    expect(() => decodePayload(21, bytes)).toThrow(/payload.angularRate: expected a finite number/);
  });
});
