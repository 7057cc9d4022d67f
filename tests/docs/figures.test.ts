import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DESIGN_ROWS } from '../tools/figures/designRows.ts';
import { readAllRuns, rowsAt } from '../tools/figures/lookup.ts';
import { rendered, typedPart } from '../tools/figures/spans.ts';
import { typedFigures } from '../tools/figures/typedFigures.ts';
import { pages } from '../tools/figuresDoc.ts';

const all = readAllRuns();
const texts = pages().map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('figures in documents', () => {
  it('are those of the results files: npx tsx tests/tools/figuresDoc.ts --write', () => {
    const wrong = texts.flatMap(({ path, text }) => {
      const { text: current, problems } = rendered(text, all);
      return [
        ...problems.map((problem) => `${path}: ${problem}`),
        ...(current === text ? [] : [`${path} is not up to date`]),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('stand in the pages that are about them', () => {
    const withFigures = texts.filter(({ text }) => text.includes('<!-- figure: '));
    expect(withFigures.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'docs/accuracy.md', 'docs/performance.md']),
    );
  });

  it('are not typed where a results file holds them', () => {
    const typed = texts
      .filter(({ path }) => path !== 'CHANGELOG.md')
      .flatMap(({ path, text }) => typedFigures(text, all).map((each) => `${path}: ${each}`));
    expect(typed).toEqual([]);
  });

  it('of performance are typed for conditions alone', () => {
    const performance = texts.find(({ path }) => path === 'docs/performance.md')?.text ?? '';
    const typed = typedPart(performance).match(/\d+\.\d+ ?(?:°|%|×|[a-zA-Z]+)/g) ?? [];
    expect(typed.filter((each) => !['7.5 ms', '1.x'].includes(each))).toEqual([]);
  });
});

describe('the targets of the design', () => {
  it('have a command that measures each', () => {
    expect(DESIGN_ROWS.length).toBeGreaterThanOrEqual(13);
    const without = DESIGN_ROWS.filter(({ from, note }) => from.length === 0 && note === undefined);
    expect(without.map(({ what }) => what)).toEqual([]);
  });

  it('name rows that their runs have', () => {
    const missing = DESIGN_ROWS.flatMap(({ from }) => from).filter(
      (place) => all[place.file][place.set] !== undefined && rowsAt(all, place).length === 0,
    );
    expect(missing).toEqual([]);
  });

  it('are judged by figures that have a target, if not all of them then some', () => {
    const unjudged = DESIGN_ROWS.filter(({ from }) => {
      const rows = from.flatMap((place) => rowsAt(all, place));
      return rows.length > 0 && rows.every(({ target }) => target === null);
    });
    expect(unjudged.map(({ what }) => what)).toEqual([]);
  });
});
