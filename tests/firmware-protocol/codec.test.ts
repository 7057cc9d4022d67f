import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeInfo,
  decodeRequest,
  decodeResponse,
  encodeInfo,
  encodeRequest,
  encodeStreamPacket,
  ProtocolError,
  refusalOf,
  samplesPerNotification,
} from '../../firmware-protocol/index.ts';

describe('samplesPerNotification', () => {
  it.each([
    [100, 247, 2],
    [60, 247, 1],
    [120, 247, 2],
    [400, 247, 8],
    [400, 100, 7],
    [400, 27, 1],
  ])('at %d Hz and an MTU of %d it is %d', (rateHz, mtu, expected) => {
    expect(samplesPerNotification(rateHz, mtu)).toBe(expected);
  });

  it('refuses an MTU that cannot hold one sample', () => {
    expect(() => samplesPerNotification(100, 26)).toThrow('mtu: expected at least 27, found 26');
  });
});

describe('the decoders', () => {
  it.each([
    ['Info', decodeInfo],
    ['request', decodeRequest],
    ['response', decodeResponse],
  ])('answer any %s bytes with a value or a ProtocolError', (_, decode) => {
    const bytes = fc.uint8Array({ maxLength: 80 }).map((noise) => {
      if (noise.length > 3 && noise[3]! % 2) noise[0] = 1;
      return noise;
    });
    fc.assert(
      fc.property(bytes, (noise) => {
        try {
          decode(noise);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the encoders', () => {
  const info = decodeInfo(
    encodeInfo({
      serial: 'PL-1',
      firmware: '1',
      rateHz: 100,
      accelerationScaleMps2: 0.5,
      angularRateScaleRadps: 0.5,
      accelerationRangeG: 16,
      angularRateRangeDps: 2000,
      ringDepthSamples: 0,
      capabilities: 0,
      magnetometerOn: false,
      magneticScaleUt: 0,
      run: 1,
    }),
  );

  it('refuse what the other side would refuse', () => {
    const zero = {
      flags: 0,
      sequence: 0,
      firstIndex: 0,
      deviceTimeUs: 0,
      magneticCounts: new Int16Array(0),
    };
    expect(() => encodeStreamPacket({ ...zero, counts: new Int16Array(7) })).toThrow('samples');
    expect(() => encodeStreamPacket({ ...zero, counts: new Int16Array(252) })).toThrow('samples');
    expect(() => encodeInfo({ ...info, serial: 'with space' })).toThrow('info.serial');
    expect(() => encodeInfo({ ...info, rateHz: 100.5 })).toThrow('info.rate');
    expect(() => encodeRequest({ tag: 256, command: { kind: 'start' } })).toThrow('control.tag');
    const identify = { kind: 'identify', durationS: 31 } as const;
    expect(() => encodeRequest({ tag: 0, command: identify })).toThrow('identify.duration');
  });
});

describe('refusalOf', () => {
  it.each([
    ['0a00', 'unknownCommand'],
    ['010000', 'malformed'],
    ['04001f', 'outOfRange'],
  ])('answers the request %s with %s', (hex, status) => {
    let refusal = 'none';
    try {
      decodeRequest(Buffer.from(hex, 'hex'));
    } catch (error) {
      if (error instanceof ProtocolError) refusal = refusalOf(error);
    }
    expect(refusal).toBe(status);
  });
});
