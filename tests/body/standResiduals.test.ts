import { describe, expect, it } from 'vitest';
import { othersStand, standResiduals } from '../../src/body/standResiduals.ts';
import type { StandTilt } from '../../src/body/standTilts.ts';
import type { Side } from '../../src/model/placement.ts';

/** A leg that leans forward with a knee bent by `bendDeg`, and what its sensors add by slipping. */
function stand(
  side: Side,
  { leanDeg = 0, bendDeg = 0, rightDeg = 0, thighSlipDeg = 0, shankSlipDeg = 0, aside = 0 },
): { side: Side; stand: StandTilt } {
  return {
    side,
    stand: {
      thigh: { forwardDeg: leanDeg - bendDeg / 2 + thighSlipDeg, rightDeg: rightDeg + aside },
      shank: { forwardDeg: leanDeg + bendDeg / 2 + shankSlipDeg, rightDeg },
    },
  };
}

describe('the tilts of a stand', () => {
  it.each([
    ['straight', {}, {}],
    ['a lean of the whole body', { leanDeg: 4 }, { leanDeg: 4 }],
    ['a knee bent by 6°', { bendDeg: 6 }, {}],
    ['a lean to the side', { rightDeg: 4 }, { rightDeg: 4 }],
    ['lean and bends together', { leanDeg: -3, bendDeg: 5 }, { leanDeg: -2.5, bendDeg: 2 }],
  ])('are believed of %s', (_, right, left) => {
    const [worst] = standResiduals([stand('right', right), stand('left', left)]);
    expect(worst.share).toBeLessThan(1);
  });

  it.each([
    ['thigh', { thighSlipDeg: 8 }],
    ['thigh', { thighSlipDeg: -8 }],
    ['shank', { shankSlipDeg: 8 }],
    ['shank', { shankSlipDeg: -8 }],
    ['thigh', { thighSlipDeg: 8, leanDeg: -3, bendDeg: 3 }],
    ['thigh', { aside: 8 }],
  ] as const)('show a %s sensor that turned by 8°: %o', (segment, right) => {
    const lean = 'leanDeg' in right ? right.leanDeg : 0;
    const [worst] = standResiduals([stand('right', right), stand('left', { leanDeg: lean })]);
    expect(worst.share).toBeGreaterThan(1);
    expect(worst).toMatchObject({ side: 'right', segment });
  });

  it('show 15° on a leg worn alone, and no bent knee of 8°', () => {
    expect(standResiduals([stand('left', { thighSlipDeg: 15 })])[0].share).toBeGreaterThan(1);
    expect(standResiduals([stand('left', { bendDeg: 8 })])[0].share).toBeLessThan(1);
  });
});

describe('a stand without one of its sensors', () => {
  const without = (right: object, left: object, segment: 'thigh' | 'shank' = 'thigh') =>
    othersStand([stand('right', right), stand('left', left)], { side: 'right', segment });

  it.each([
    ['a slip of 8°', { thighSlipDeg: 8 }, {}],
    ['a slip of 30°', { thighSlipDeg: -30 }, {}],
    [
      'a slip in a lean and a little bend',
      { thighSlipDeg: 9, leanDeg: 3, bendDeg: 4 },
      { leanDeg: 4 },
    ],
    ['a slip to the side', { aside: 10 }, { bendDeg: 3 }],
  ])('is one still with %s', (_, right, left) => {
    expect(without(right, left)).toBe(true);
  });

  it.each([
    ['a foot lifted behind', { bendDeg: 60, leanDeg: 5 }, {}],
    ['the other foot lifted', {}, { bendDeg: 60, leanDeg: 5 }],
    ['split stance', { bendDeg: 12, leanDeg: -22 }, { bendDeg: 25, leanDeg: 30 }],
    ['a leg held to the side', { rightDeg: 9, bendDeg: 20 }, {}],
  ])('is none with %s', (_, right, left) => {
    expect(without(right, left, 'thigh')).toBe(false);
    expect(without(right, left, 'shank')).toBe(false);
  });

  it('is judged by the partner alone on a leg worn alone', () => {
    const alone = (leg: object) =>
      othersStand([stand('left', leg)], { side: 'left', segment: 'thigh' });
    expect(alone({ thighSlipDeg: 15 })).toBe(true);
    expect(alone({ bendDeg: 60 })).toBe(false);
  });
});
