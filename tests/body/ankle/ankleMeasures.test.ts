import { describe, expect, it } from 'vitest';
import { writeAnkleMeasures } from '../../../src/body/ankle/ankleMeasures.ts';
import { RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import {
  type Mat3,
  multiply,
  rotationX,
  rotationY,
  rotationZ,
} from '../../../src/geometry/rotation.ts';
import { emptyLegMeasures, type LegMeasures } from '../../../src/model/bodyFrame.ts';
import { SIDES, type Side, sideSign } from '../../../src/model/placement.ts';

const SOURCES = { axisSdDeg: 2, headingSdRad: 3 * RAD_PER_DEG, directionSdRad: 4 * RAD_PER_DEG };

function measured(shank: Mat3, foot: Mat3, side: Side, sources = SOURCES): LegMeasures {
  const measures = emptyLegMeasures();
  writeAnkleMeasures(measures, shank, foot, side, sources);
  return measures;
}

/** Turned out by 7° as the subject faces X, then leaned inward or rolled inward by `deg`. */
function inward(deg: number, side: Side): Mat3 {
  const s = sideSign(side);
  return multiply(rotationY(-s * 7 * RAD_PER_DEG), rotationX(-s * deg * RAD_PER_DEG));
}

describe.each(SIDES)('the %s ankle', (side) => {
  it('goes into inversion when the shank leans in over a flat foot', () => {
    const { ankleEversionDeg, footRollDeg, ankleDorsiflexionDeg } = measured(
      inward(5, side),
      inward(0, side),
      side,
    );
    expect(ankleEversionDeg).toBeCloseTo(-5, 9);
    expect(footRollDeg).toBeCloseTo(0, 9);
    expect(ankleDorsiflexionDeg).toBeCloseTo(0, 9);
  });

  it('stays when the foot rolls in and takes the shank along', () => {
    const { ankleEversionDeg, footRollDeg } = measured(inward(5, side), inward(5, side), side);
    expect(ankleEversionDeg).toBeCloseTo(0, 9);
    expect(footRollDeg).toBeCloseTo(5, 9);
  });

  it('does not ask for the heading of a flat foot, nor for its toe line', () => {
    const shank = multiply(inward(4, side), rotationZ(-30 * RAD_PER_DEG));
    const straight = measured(shank, inward(0, side), side);
    const turned = measured(shank, multiply(rotationY(0.5), inward(0, side)), side);
    expect(turned.ankleEversionDeg).toBeCloseTo(straight.ankleEversionDeg, 9);
    expect(turned.ankleDorsiflexionDeg).toBeCloseTo(straight.ankleDorsiflexionDeg, 9);
    const unknown = { ...SOURCES, directionSdRad: Number.POSITIVE_INFINITY };
    const blind = measured(shank, inward(0, side), side, unknown);
    expect(blind.ankleEversionSdDeg).toBeCloseTo(straight.ankleEversionSdDeg, 9);
    expect(blind.footRollSdDeg).toBeCloseTo(0.5, 9);
    // Two inclinations, and half of the axis at 30° of dorsiflexion.
    expect(straight.ankleDorsiflexionDeg).toBeCloseTo(30, 0);
    const half = 2 * Math.sin(straight.ankleDorsiflexionDeg * RAD_PER_DEG);
    expect(straight.ankleEversionSdDeg).toBeCloseTo(Math.hypot(0.5 * Math.SQRT2, half), 9);
  });

  it('is less sure with a foot that is tipped, and told so where nothing told the toe line', () => {
    const tipped = inward(8, side);
    const known = measured(inward(0, side), tipped, side);
    const unknown = measured(inward(0, side), tipped, side, {
      ...SOURCES,
      directionSdRad: Number.POSITIVE_INFINITY,
    });
    expect(known.footRollSdDeg).toBeLessThan(0.6);
    expect(unknown.footRollSdDeg).toBeGreaterThan(8);
    expect(unknown.ankleEversionSdDeg).toBeGreaterThan(8);
  });
});
