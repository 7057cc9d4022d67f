import { describe, expect, it } from 'vitest';
import { repeatabilityOf } from '../../src/movement/repeatability.ts';

/** Sums of a few small numbers in double precision. */
const DIGITS = 12;
/** Printed quantiles of χ², to their last digit. */
const TABLE_DIGITS = 3;

describe('repeatability of two sets of one leg', () => {
  // Means 2 and 5; each set 1 apart from its mean twice and on it once.
  const found = repeatabilityOf(
    [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    1,
  );

  it('has the difference over √2 as its standard error, with one degree of freedom', () => {
    expect(found.sem).toBeCloseTo(3 / Math.SQRT2, DIGITS);
    expect(found.df).toBe(1);
  });

  it('has 1.96 times the difference as its least detectable change', () => {
    expect(found.mdc95).toBeCloseTo(1.96 * 3, DIGITS);
  });

  it('knows it from 0.45 to 32 times of itself alone', () => {
    // √(1 / 5.0239) and √(1 / 0.00098207).
    expect(found.mdc95Low / found.mdc95).toBeCloseTo(0.4461, TABLE_DIGITS);
    expect(found.mdc95High / found.mdc95).toBeCloseTo(31.91, TABLE_DIGITS - 1);
  });

  it('has the scatter of the reps from both sets: four squares of 1 over four degrees', () => {
    expect(found.withinSetSd).toBeCloseTo(1, DIGITS);
  });

  it('has no ICC, for one person does not differ from others', () => {
    expect(found.icc).toBeNull();
  });
});

describe('repeatability of three people', () => {
  // Set means 1 3, 5 5, 9 11: the people's means are 2, 5 and 10.
  const people = [
    [
      [1, 1],
      [2, 4],
    ],
    [
      [5, 5],
      [4, 6],
    ],
    [
      [9, 9],
      [10, 12],
    ],
  ];
  const found = repeatabilityOf(people, 3);

  it('pools the squares about the people: (2 + 0 + 2) / 3', () => {
    expect(found.df).toBe(3);
    expect(found.sem).toBeCloseTo(Math.sqrt(4 / 3), DIGITS);
    expect(found.mdc95).toBeCloseTo(1.96 * Math.sqrt(8 / 3), DIGITS);
  });

  it('has the ICC of a one-way analysis of variance', () => {
    // Grand mean 34/6; MSB = 2 Σ (mean − grand)² / 2, MSW = 4/3, k = 2.
    const grand = 34 / 6;
    const msb = (2 - grand) ** 2 + (5 - grand) ** 2 + (10 - grand) ** 2;
    expect(found.icc).toBeCloseTo((msb - 4 / 3) / (msb + 4 / 3), DIGITS);
  });
});

describe('repeatability of sets with the same mean', () => {
  it('is perfect, whatever the reps scatter', () => {
    const none = repeatabilityOf(
      [
        [
          [2, 4],
          [1, 5],
        ],
      ],
      1,
    );
    expect(none).toMatchObject({ sem: 0, mdc95: 0, mdc95High: 0 });
    expect(none.withinSetSd).toBeCloseTo(Math.sqrt(10 / 2), 12);
  });
});
