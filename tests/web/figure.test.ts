import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HALF_STANCE_M,
  LEG_LENGTH_M,
  type LegPosture,
  legPosture,
  longAxis,
} from '../../dashboards/live/src/figure/legPosture.ts';
import {
  mirrorProjection,
  nearestOnLine,
  sideProjection,
} from '../../dashboards/live/src/figure/projection.ts';
import { quatNormalize, quatRotate } from '../../src/geometry/quaternion.ts';
import { SIDES, type Side } from '../../src/model/placement.ts';
import { type LegPose, legInPose } from './squatBody.ts';

const OK = { knee: 0, ankle: 0, projection: 0 };
const STANDING: LegPose = { shankLean: 0, thighLean: 0, shankTilt: 0, thighTilt: 0 };
const WIDTH = 320;
const HEIGHT = 400;
const mirror = mirrorProjection(WIDTH, HEIGHT);
const fromSide = sideProjection(WIDTH, HEIGHT);

function posture(side: Side, pose: LegPose): LegPosture {
  const result = legPosture(legInPose(side, pose, OK));
  if (!result) throw new Error('a pose has a posture');
  return result;
}

describe('the figure', () => {
  it('takes the long axis of a segment as its rotated +Y', () => {
    const component = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(component, component, component), ([x, y, z]) => {
        const q = quatNormalize([1.1, x, y, z]);
        const axis = longAxis(q);
        const [ex, ey, ez] = quatRotate(q, [0, 1, 0]);
        expect([axis.x, axis.y, axis.z]).toEqual([
          expect.closeTo(ex, 12),
          expect.closeTo(ey, 12),
          expect.closeTo(ez, 12),
        ]);
      }),
    );
  });

  it('stands with hip over knee over ankle at the length of the leg', () => {
    const { hip, knee, ankle } = posture('right', STANDING);
    expect(hip.y - ankle.y).toBeCloseTo(LEG_LENGTH_M, 12);
    expect([hip.x, knee.x]).toEqual([0, 0]);
    expect([hip.z, knee.z, ankle.z]).toEqual([HALF_STANCE_M, HALF_STANCE_M, HALF_STANCE_M]);
  });

  it('shows the right leg right of the left one, as a mirror does', () => {
    const x = (side: Side) => mirror(posture(side, STANDING).ankle).x;
    expect(x('left')).toBeLessThan(WIDTH / 2);
    expect(x('right')).toBeGreaterThan(WIDTH / 2);
    expect(x('left') + x('right')).toBeCloseTo(WIDTH, 9);
  });

  it.each(SIDES)('moves a medial knee of the %s leg towards the other leg', (side) => {
    const pose = { shankLean: 6, thighLean: 6, shankTilt: 20, thighTilt: 40 };
    const { hip, knee, ankle } = posture(side, pose);
    const onLine = nearestOnLine(mirror(hip), mirror(ankle), mirror(knee));
    const inward = Math.abs(onLine.x - WIDTH / 2) - Math.abs(mirror(knee).x - WIDTH / 2);
    expect(inward).toBeGreaterThan(5);
  });

  it('draws the deviation in proportion: the pixels agree with the measure', () => {
    const pose = { shankLean: 5, thighLean: 3, shankTilt: 25, thighTilt: 50 };
    const leg = legInPose('right', pose, OK);
    const { hip, knee, ankle } = posture('right', pose);
    const pixelsPerMetre = mirror({ x: 0, y: 0, z: 1 }).x - mirror({ x: 0, y: 0, z: 0 }).x;
    const atKneeHeight =
      mirror(hip).x +
      ((mirror(knee).y - mirror(hip).y) / (mirror(ankle).y - mirror(hip).y)) *
        (mirror(ankle).x - mirror(hip).x);
    const drawnM = (atKneeHeight - mirror(knee).x) / pixelsPerMetre;
    expect(drawnM).toBeCloseTo(leg.measures.kneeMedialDeviationM, 3);
  });

  it('sees a bent knee in front from the side', () => {
    const { hip, knee } = posture('left', { ...STANDING, shankTilt: 30, thighTilt: 60 });
    expect(fromSide(knee).x).toBeGreaterThan(fromSide(hip).x + 20);
  });

  it('fits a standing body into any canvas', () => {
    const size = fc.integer({ min: 60, max: 900 });
    fc.assert(
      fc.property(size, size, (width, height) => {
        const project = mirrorProjection(width, height);
        for (const side of SIDES) {
          const { hip, ankle } = posture(side, STANDING);
          for (const { x, y } of [project(hip), project(ankle)]) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(width);
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y).toBeLessThanOrEqual(height);
          }
        }
      }),
    );
  });

  it('has no posture before there is an orientation', () => {
    const leg = legInPose('right', STANDING, OK);
    const none = [Number.NaN, Number.NaN, Number.NaN, Number.NaN] as const;
    expect(legPosture({ ...leg, thigh: none })).toBeNull();
    expect(legPosture({ ...leg, shank: none })).toBeNull();
  });
});
