import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BATTERY,
  decodeBattery,
  decodeDeviceControl,
  decodeDeviceInfo,
  decodeMeasurementControl,
  decodeMessage,
  decodeSyncMessage,
  encodeGetSyncStatus,
  encodeIdentify,
  encodeMessage,
  encodeOutputRate,
  encodePowerOff,
  encodeStart,
  encodeStartSync,
  encodeStop,
  encodeStopSync,
  MEDIUM_PAYLOAD,
} from '../../../src/protocols/movellaDot/index.ts';
import { WireError } from '../../../src/protocols/wireError.ts';
import { bytesOf } from '../wireHelpers.ts';
import { MESSAGES, WRONG_CHECKSUM } from './vectors.ts';

describe('the messages of a Movella DOT', () => {
  it.each(MESSAGES)('are framed as in the source: $name ($source)', ({ hex }) => {
    const bytes = bytesOf(hex);
    const message = decodeMessage(bytes);
    expect(message).toEqual({ id: bytes[0], data: bytes.slice(2, -1) });
    expect(encodeMessage(message)).toEqual(bytes);
  });

  it('are refused where their sum is wrong, as in the example of the specification', () => {
    expect(() => decodeMessage(bytesOf(WRONG_CHECKSUM))).toThrow(
      'message.checksum: expected a sum of all bytes of 0 modulo 256, found 252',
    );
    expect(decodeMessage(bytesOf(WRONG_CHECKSUM).with(9, 0xe4)).id).toBe(1);
  });

  it('are read from a value of fixed length, with zeros after them', () => {
    const padded = new Uint8Array(160);
    padded.set(bytesOf('02 02 03 00 F9'));
    expect(decodeSyncMessage(padded)).toEqual({ kind: 'result', result: 'synchronized' });
  });

  it('come back as they were, whatever their data', () => {
    const data = fc.uint8Array({ maxLength: 157 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), data, (id, given) => {
        expect(decodeMessage(encodeMessage({ id, data: given }))).toEqual({ id, data: given });
      }),
    );
    expect(() => encodeMessage({ id: 1, data: new Uint8Array(158) })).toThrow('at most 157 bytes');
  });

  it('are read or refused as a WireError, whatever the bytes are', () => {
    const framed = fc.uint8Array({ maxLength: 4 }).map((data) => encodeMessage({ id: 2, data }));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), framed), (bytes) => {
        try {
          expect(['status', 'result', 'stopped']).toContain(decodeSyncMessage(bytes).kind);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }),
    );
  });
});

describe('the synchronisation of Movella DOTs', () => {
  it('is asked for, begun and ended with the bytes of the sources', () => {
    expect(encodeGetSyncStatus()).toEqual(bytesOf('02 01 08 F5'));
    expect(encodeStartSync('D4:22:CD:AA:BB:CC')).toEqual(bytesOf('02 07 01 CC BB AA CD 22 D4 02'));
    expect(encodeStartSync('db:f0:3f:28:7a:c9')).toEqual(bytesOf('02 07 01 C9 7A 28 3F F0 DB 81'));
    expect(encodeStopSync()).toEqual(bytesOf('02 01 02 FB'));
  });

  it.each(['D4:22:CD:AA:BB', 'D422CDAABBCC', 'D4:22:CD:AA:BB:CG', ''])(
    'has no root at %j',
    (address) => {
      expect(() => encodeStartSync(address)).toThrow(/six bytes such as D4:22:CD:00:01:02, found/);
    },
  );

  it.each([
    ['02 02 51 09 A2', { kind: 'status', status: 'notSynchronized' }],
    ['02 02 51 04 A7', { kind: 'status', status: 'synchronized' }],
    ['02 02 03 00 F9', { kind: 'result', result: 'synchronized' }],
    ['02 02 03 05 F4', { kind: 'result', result: 'tooFewSamples' }],
    ['02 02 03 07 F2', { kind: 'result', result: 'skewTooLarge' }],
    ['02 02 03 08 F1', { kind: 'result', result: 'startFailed' }],
    ['02 02 03 09 F0', { kind: 'result', result: 'notStarted' }],
    ['02 02 50 00 AC', { kind: 'stopped' }],
  ])('says in %s how it stands', (hex, meaning) => {
    expect(decodeSyncMessage(bytesOf(hex))).toEqual(meaning);
  });

  it('names what is valid where a word is not known', () => {
    expect(() => decodeSyncMessage(bytesOf('02 02 03 06 F3'))).toThrow(
      /sync.result: expected 0 \(synchronized\), 5 \(tooFewSamples\), .*, found 6/,
    );
    expect(() => decodeSyncMessage(bytesOf('02 02 60 00 9C'))).toThrow(/81 \(status\), found 96/);
    expect(() => decodeSyncMessage(bytesOf('01 03 01 06 02 F3'))).toThrow(
      /sync: expected message 2/,
    );
  });
});

describe('the other characteristics of a Movella DOT', () => {
  it('are named on its own 128-bit base', () => {
    expect(MEDIUM_PAYLOAD).toBe('15172003-4947-11e9-8646-d663bd873d93');
    expect(BATTERY).toBe('15173001-4947-11e9-8646-d663bd873d93');
  });

  it('tell who it is', () => {
    const bytes = bytesOf(
      'CC BB AA CD 22 D4  01 03 02  E7 07 07 0F 0A 1E 00  00 00 00 00' +
        'F2 01 0B 80 FC 5B 19 40  58 53 2D 54 30 32',
    );
    expect(decodeDeviceInfo(bytes)).toEqual({
      address: 'D4:22:CD:AA:BB:CC',
      firmware: '1.3.2',
      serial: '40195BFC800B01F2',
      productCode: 'XS-T02',
    });
    expect(() => decodeDeviceInfo(bytes.subarray(1))).toThrow('expected 34 bytes, found 33');
  });

  it('change the output rate, and visit nothing else', () => {
    const bytes = encodeOutputRate(60);
    expect(bytes).toEqual(new Uint8Array(32).with(0, 0x10).with(24, 60));
    expect(() => encodeOutputRate(120)).toThrow(
      'one of 1, 4, 10, 12, 15, 20, 30, 60 Hz, found 120',
    );
  });

  it('make it blink, and switch it off without changing what its charger does', () => {
    expect(encodeIdentify()).toEqual(new Uint8Array(32).with(0, 0x01).with(1, 1));
    expect(encodePowerOff({ onByUsb: false })).toEqual(new Uint8Array(32).with(0, 0x02).with(2, 1));
    expect(encodePowerOff({ onByUsb: true })).toEqual(new Uint8Array(32).with(0, 0x02).with(2, 3));
  });

  it('tell how it is set', () => {
    const bytes = new Uint8Array(32).with(2, 2).with(24, 30).with(26, 1);
    const settings = { outputRateHz: 30, filterProfile: 'dynamic', onByUsb: true };
    expect(decodeDeviceControl(bytes)).toEqual(settings);
    expect(() => decodeDeviceControl(bytes.with(26, 2))).toThrow(
      'filter: expected 0 or 1, found 2',
    );
  });

  it('start and stop a measurement, and tell whether one goes on', () => {
    expect(encodeStart(20)).toEqual(Uint8Array.of(1, 1, 20));
    expect(encodeStop(20)).toEqual(Uint8Array.of(1, 0, 20));
    expect(decodeMeasurementControl(encodeStart(5))).toEqual({ measuring: true, mode: 5 });
    expect(decodeMeasurementControl(encodeStop(5))).toEqual({ measuring: false, mode: 5 });
    expect(() => decodeMeasurementControl(Uint8Array.of(1, 2, 5))).toThrow('found 2');
  });

  it('tell its battery', () => {
    expect(decodeBattery(Uint8Array.of(87, 0))).toEqual({ percent: 87, charging: false });
    expect(decodeBattery(Uint8Array.of(100, 1))).toEqual({ percent: 100, charging: true });
    expect(() => decodeBattery(Uint8Array.of(101, 0))).toThrow('0 to 100 %, found 101');
    expect(() => decodeBattery(Uint8Array.of())).toThrow(WireError);
  });
});
