import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../src/movement/thresholds.ts';
import type { FigureKey, FigureSide } from '../../../src/report/figures/figureKinds.ts';
import { symmetryOf } from '../../../src/report/figures/symmetryOf.ts';
import type { ReportFigure } from '../../../src/report/report.ts';

function figure(key: FigureKey, side: FigureSide, mean: number, n = 5): ReportFigure {
  return { key, side, n, mean, sd: 1, errorSd: 1, smallest: mean, largest: mean };
}

function oneOf(right: ReportFigure, left: ReportFigure, mdc95?: number) {
  const site =
    mdc95 === undefined
      ? null
      : ({
          between: 'newMounting',
          changes: {
            kneeOverToeDeg: { mdc95, df: 20 },
            kneeMedialDeviationM: { mdc95, df: 20 },
          },
        } as const);
  return symmetryOf([right, left], site, DEFAULT_THRESHOLDS)[0];
}

describe('right against left', () => {
  it('differs from the minimal detectable change on', () => {
    const left = figure('fppaDeg', 'left', 2);
    expect(oneOf(figure('fppaDeg', 'right', 9.9), left)).toMatchObject({
      mdc95: 8,
      differs: false,
    });
    expect(oneOf(figure('fppaDeg', 'right', 10), left)).toMatchObject({ differs: true });
    expect(oneOf(figure('fppaDeg', 'right', -6), left)).toMatchObject({ differs: true });
  });

  it('is not spoken of below 5° or 2 cm, however well a site repeats', () => {
    const deg = oneOf(
      figure('kneeOverToeDeg', 'right', 4.9),
      figure('kneeOverToeDeg', 'left', 0),
      1,
    );
    expect(deg).toMatchObject({ mdc95: 1, mdcFrom: 'site', differs: false });
    const [right, left] = [1.9, 0].map((mean, i) =>
      figure('kneeMedialDeviationCm', i === 0 ? 'right' : 'left', mean),
    );
    expect(oneOf(right, left, 0.5)).toMatchObject({ differs: false });
    expect(oneOf({ ...right, mean: 2 }, left, 0.5)).toMatchObject({ differs: true });
  });

  it('is left open with fewer than five a side, or where nobody knows the scatter', () => {
    const few = oneOf(figure('fppaDeg', 'right', 30), figure('fppaDeg', 'left', 0, 4));
    expect(few.differs).toBeNull();
    const unknown = oneOf(figure('shankLeanDeg', 'right', 30), figure('shankLeanDeg', 'left', 0));
    expect(unknown).toMatchObject({ mdc95: null, mdcFrom: null, differs: null });
  });

  it('is nothing of one leg or of what both share', () => {
    const figures = [figure('fppaDeg', 'right', 3), figure('eccentricS', 'both', 1)];
    expect(symmetryOf(figures, null, DEFAULT_THRESHOLDS)).toEqual([]);
  });
});
