import { describe, expect, it } from 'vitest';
import { layoutFor, leastMtu } from '../../../../src/sensors/ble/makes/movesense/layouts.ts';

/** Bytes of one message at 104 Hz: time, and 8 samples of 6 or 9 floats, or of 3 for one quantity. */
const IMU9_BYTES = 4 + 8 * 36;
const IMU6_BYTES = 4 + 8 * 24;
const ACC_BYTES = 4 + 8 * 12;
/** ATT and the protocol's own header, in each of the two notifications that may carry a message. */
const OVERHEAD = 3 + 2;

describe('the layout of a Movesense stream', () => {
  it('is the best that fits the link in two notifications', () => {
    expect(layoutFor(OVERHEAD + IMU9_BYTES / 2, 104, true)).toBe('IMU9');
    expect(layoutFor(OVERHEAD + IMU9_BYTES / 2 - 1, 104, true)).toBe('IMU6');
    expect(layoutFor(OVERHEAD + IMU6_BYTES / 2, 104, true)).toBe('IMU6');
    expect(layoutFor(OVERHEAD + IMU6_BYTES / 2 - 1, 104, true)).toBe('Acc+Gyro');
    expect(leastMtu(104)).toBe(OVERHEAD + ACC_BYTES / 2);
  });

  it('is without the magnetometer where nobody asked for it', () => {
    expect(layoutFor(247, 104, false)).toBe('IMU6');
  });

  it('needs less at a lower rate, whose messages are shorter', () => {
    expect(leastMtu(52)).toBeLessThan(leastMtu(104));
  });
});
