import { describe, expect, it } from 'vitest';
import { RAD_PER_DEG } from '../../src/geometry/angles.ts';
import { quatConjugate, quatRotate } from '../../src/geometry/quaternion.ts';
import { norm } from '../../src/geometry/vector.ts';
import { isbToEarth } from '../../src/geometry/worlds.ts';
import { packetDecoder } from '../../src/protocols/index.ts';
import { magneticWorld } from '../../src/simulator/magneticWorld.ts';
import { MagnetometerErrors } from '../../src/simulator/magnetometerErrors.ts';
import { Random } from '../../src/simulator/random.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';

describe('the magnetic field', () => {
  it('is 48 µT, dips by 65° and points north, + to the right', () => {
    const [x, y, z] = magneticWorld(30, 0, 1)([0, 1, 0]);
    expect(Math.hypot(x, y, z)).toBeCloseTo(48, 9);
    expect(Math.asin(-y / 48) / RAD_PER_DEG).toBeCloseTo(65, 9);
    expect(Math.atan2(z, x) / RAD_PER_DEG).toBeCloseTo(30, 9);
  });

  it('is disturbed near the floor by what was asked, and not from 1 m on', () => {
    const clean = magneticWorld(0, 0, 3)([0, 0, 0]);
    const room = magneticWorld(0, 20, 3);
    const off = (heightM: number) => {
      const field = room([0.2, heightM, -0.1]);
      return norm([field[0] - clean[0], field[1] - clean[1], field[2] - clean[2]]);
    };
    expect(off(0)).toBeCloseTo(20, 9);
    expect(off(0.5)).toBeCloseTo(10, 9);
    expect(off(1)).toBe(0);
  });
});

describe('a simulated magnetometer', () => {
  it('turns with the sensor as the field does: within half a count at any attitude', () => {
    const session = simulateSquatSession({ magnetometer: true, noise: 'none', seed: 9 });
    const field = isbToEarth(magneticWorld(0, 0, 9)([0, 0, 0]));
    const out = new Int16Array(3);
    for (const feed of session.feeds) {
      const scale = feed.sensor.magneticScaleUt ?? Number.NaN;
      for (const t of [1, 7.1, session.reps[0].bottomS, session.reps[1].startS + 0.7]) {
        feed.readMagnetic?.(out, t);
        const attitude = feed.attitudeAt?.(t) ?? [1, 0, 0, 0];
        const expected = quatRotate(quatConjugate(attitude), field);
        for (const axis of [0, 1, 2]) {
          // O5: exact but for the rounding to counts.
          expect(Math.abs(out[axis] * scale - expected[axis])).toBeLessThan(scale / 2 + 1e-9);
        }
      }
    }
  });

  it('comes in the packets, and leaves acceleration and rate as they were', () => {
    const read = (magnetometer: boolean) => {
      const { feeds } = simulateSquatSession({ placements: ['left_shank'], magnetometer });
      const [{ sensor }] = feeds;
      const decode = packetDecoder(sensor);
      const blocks = [...simulatedInputs(feeds, 1e15, 1)].flatMap((input) =>
        input.type === 'packet' ? decode.decode(input.packet) : [],
      );
      return { sensor, blocks };
    };
    const withField = read(true);
    const without = read(false);
    expect(withField.sensor.magneticScaleUt).toBe(0.1);
    expect(without.sensor.magneticScaleUt).toBeUndefined();
    expect(withField.blocks.length).toBeGreaterThan(40);
    for (const [i, block] of withField.blocks.entries()) {
      expect(block.acceleration).toEqual(without.blocks[i].acceleration);
      expect(block.angularRate).toEqual(without.blocks[i].angularRate);
      expect(block.magneticField).toHaveLength(6);
      expect(without.blocks[i].magneticField).toBeUndefined();
      const [x, y, z] = block.magneticField ?? [];
      // Hard iron of at most 15 µT and soft iron of some 5 % off 48 µT.
      expect(Math.abs(Math.hypot(x, y, z) - 48)).toBeLessThan(15 + 12);
    }
  });

  it('has 0.6 µT of noise about a field that its iron has moved and bent', () => {
    const field = [20, -43, 5] as const;
    for (let seed = 0; seed < 20; seed++) {
      const errors = new MagnetometerErrors(new Random(seed, 'magnetometer'));
      const readings = Array.from({ length: 1000 }, () => errors.read(field));
      for (const axis of [0, 1, 2] as const) {
        const mean = readings.reduce((sum, reading) => sum + reading[axis], 0) / 1000;
        const sd = Math.hypot(...readings.map((reading) => reading[axis] - mean)) / Math.sqrt(1000);
        // Four standard errors: 4 · 0.6 / √2000.
        expect(Math.abs(sd - 0.6)).toBeLessThan(0.054);
        expect(Math.abs(mean - field[axis])).toBeLessThan(15 / Math.sqrt(3) + 4 * 0.05 * 48);
      }
    }
  });
});
