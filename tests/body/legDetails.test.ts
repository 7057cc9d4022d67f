import { describe, expect, it } from 'vitest';
import { FootPlanted } from '../../src/body/footPlanted.ts';
import { TwistSinceStart } from '../../src/body/twistSinceStart.ts';
import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../src/geometry/angles.ts';
import { multiply, rotationY, rotationZ } from '../../src/geometry/rotation.ts';
import { Z_AXIS } from '../../src/geometry/vector.ts';
import { SIDES, sideSign } from '../../src/model/placement.ts';

const RATE_HZ = 100;
const REST = [0, STANDARD_GRAVITY, 0] as const;

describe('the planted foot', () => {
  function plantedAfter(
    planted: FootPlanted,
    ms: number,
    forceMps2: number,
    twistDps: number,
  ): boolean {
    for (let i = 0; i < ms / 10; i++) {
      planted.step([0, forceMps2, 0], [0, twistDps * RAD_PER_DEG, 3], Z_AXIS);
    }
    return planted.planted;
  }

  it('may flex as fast as it likes', () => {
    expect(plantedAfter(new FootPlanted(RATE_HZ), 2000, STANDARD_GRAVITY, 0)).toBe(true);
  });

  it.each([
    ['an acceleration', STANDARD_GRAVITY + 1, 0],
    ['a twist', STANDARD_GRAVITY, 70],
  ])('is lifted by %s that lasts, not by a short one', (_, forceMps2, twistDps) => {
    const planted = new FootPlanted(RATE_HZ);
    expect(plantedAfter(planted, 140, forceMps2, twistDps)).toBe(true);
    plantedAfter(planted, 200, STANDARD_GRAVITY, 0);
    expect(plantedAfter(planted, 170, forceMps2, twistDps)).toBe(false);
  });

  it('stands still under a shank that tilts to and fro as fast as squats do', () => {
    // Over the ankle by 20° and back twice a second; the sensor sits 0.3 m up the shank.
    const arm = [0, 0.3, 0] as const;
    const turns = 2 * Math.PI * 2;
    const lifted = [arm, null].map((ankleToSensor) => {
      const planted = new FootPlanted(RATE_HZ, ankleToSensor);
      let frames = 0;
      for (let i = 0; i < 4 * RATE_HZ; i++) {
        const phase = (turns * i) / RATE_HZ;
        const tilt = 20 * RAD_PER_DEG * Math.sin(phase);
        const rate = 20 * RAD_PER_DEG * turns * Math.cos(phase);
        const acceleration = -tilt * turns * turns;
        // Shank axes, tilt forward being a turn about −z: gravity, then ω̇ × r and ω × (ω × r).
        const force = [
          -STANDARD_GRAVITY * Math.sin(tilt) + acceleration * arm[1],
          STANDARD_GRAVITY * Math.cos(tilt) - rate * rate * arm[1],
          0,
        ] as const;
        if (!planted.step(force, [0, 0, -rate], Z_AXIS)) frames++;
      }
      return frames;
    });
    expect(lifted[0]).toBe(0);
    expect(lifted[1]).toBeGreaterThan(RATE_HZ);
  });

  it('is believed again after 0.15 s of quiet', () => {
    const planted = new FootPlanted(RATE_HZ);
    plantedAfter(planted, 300, 15, 0);
    expect(plantedAfter(planted, 130, STANDARD_GRAVITY, 0)).toBe(false);
    expect(plantedAfter(planted, 40, STANDARD_GRAVITY, 0)).toBe(true);
    expect(planted.step(REST, [0, 0, 0], Z_AXIS)).toBe(true);
  });
});

describe('the twist since the start of a rep', () => {
  it.each(SIDES)('counts from the last straight knee, + internal on the %s', (side) => {
    const twist = new TwistSinceStart(side);
    const turned = (deg: number) => rotationY(sideSign(side) * deg * RAD_PER_DEG);
    // Standing turned by 20°: where the person faces is no twist.
    expect(twist.step(turned(20), turned(20), 2).thighDeg).toBeCloseTo(0, 12);
    const bent = twist.step(
      multiply(turned(28), rotationZ(50 * RAD_PER_DEG)),
      multiply(turned(25), rotationZ(-25 * RAD_PER_DEG)),
      75,
    );
    expect(bent.thighDeg).toBeCloseTo(8, 6);
    expect(bent.shankDeg).toBeCloseTo(5, 6);
    expect(twist.step(turned(30), turned(30), 3).shankDeg).toBeCloseTo(0, 12);
  });
});
