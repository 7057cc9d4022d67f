import { describe, expect, it } from 'vitest';
import { atMost } from './bound.ts';
import type { AllRuns } from './lookup.ts';
import type { Run } from './results.ts';
import { rowOf } from './row.ts';
import { rendered, typedPart } from './spans.ts';
import { typedFigures } from './typedFigures.ts';

const rows = [
  rowOf('replay', 'an hour', { metric: 'seek', value: 26.213, unit: 'ms', target: atMost(100) }),
  rowOf('replay', 'a day', { metric: 'seek', value: 126.2, unit: 'ms', target: atMost(100) }),
  rowOf('replay', 'an hour', {
    metric: 'flexion | all',
    value: 0.40628,
    unit: 'deg',
    target: null,
  }),
].map(({ set: _, ...row }) => row);
const replay: Run = {
  ...{ date: '2026-11-28', machine: null, loadBefore: null, commit: 'abc1234', seconds: 30 },
  rows,
};
const all: AllRuns = { bench: { replay }, soak: {}, validate: {} };

function only(span: string): string {
  return `before ${span} after`;
}

describe('a span of a document', () => {
  it.each([
    ['figure: bench · replay · an hour · seek', '26.2 ms'],
    ['figure: bench · replay · an hour · seek · number', '26.2'],
    ['figure: bench · replay · an hour · seek · target', '≤ 100 ms'],
    ['figure: bench · replay · flexion | all', '0.41°'],
    ['date: bench · replay', '28 November 2026'],
    ['run: bench · replay', '28 November 2026; machine not noted; code abc1234'],
  ])('%s is %s, whatever stood there', (name, text) => {
    const [kind] = name.split(':');
    const { text: now, problems } = rendered(only(`<!-- ${name} -->old<!-- /${kind} -->`), all);
    expect(now).toBe(only(`<!-- ${name} -->${text}<!-- /${kind} -->`));
    expect(problems).toEqual([]);
    expect(rendered(now, all).text).toBe(now);
  });

  it('has all rows of a run as a table, each with its verdict', () => {
    const { text } = rendered('<!-- table: bench · replay --><!-- /table -->', all);
    expect(text).toContain('Measured 28 November 2026');
    expect(text).toContain('| an hour | seek | 26.2 ms | ≤ 100 ms | met |');
    expect(text).toContain('| a day | seek | 126 ms | ≤ 100 ms | **short** |');
    expect(text).toContain('flexion \\| all');
  });

  it.each([
    ['figure: bench · replay · seek', 'names several rows'],
    ['figure: bench · replay · sought', 'names no row; bench · replay has an hour · seek'],
    ['figure: bench · repaly · seek', 'has no run "repaly"; it has replay'],
    ['figure: bnech · replay · seek', 'valid are bench, soak, validate'],
    ['figure: seek', 'FILE · SET · METRIC is wanted'],
    ['table: what there is not', 'there is no table'],
  ])('that says "%s" is told: %s', (name, problem) => {
    const span = `<!-- ${name} -->7<!-- /${name.split(':')[0]} -->`;
    const { text, problems } = rendered(span, all);
    expect(text).toBe(span);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it('that code tells of is none', () => {
    const text =
      'Write `<!-- figure: a · b · c -->` or\n```\n<!-- run: a · b -->x<!-- /run -->\n```\n';
    expect(rendered(text, all)).toEqual({ text, problems: [] });
  });

  it('that never ends is told, and takes nothing with it', () => {
    const open = '<!-- figure: bench · replay · an hour · seek -->26.2 ms, and so on';
    expect(rendered(open, all)).toMatchObject({ text: open, problems: [expect.any(String)] });
  });
});

describe('a figure that is typed', () => {
  it('is found where a row holds it, with its unit and its digits', () => {
    expect(typedFigures('A seek takes 26.2 ms here.', all)).toEqual([
      expect.stringContaining(
        '"26.2 ms" is typed; write <!-- figure: bench · replay · an hour · seek -->',
      ),
    ]);
    expect(typedFigures('Flexion 0.41° off.', all)).toHaveLength(1);
  });

  it.each([
    'a target of at most 26.2 ms, or ≤ 26.2 ms',
    'another figure, of 26.3 ms or 26.2 MB or 126.2 ms',
    'code `26.2 ms`',
    '<!-- measured once: 28 November 2026 -->26.2 ms<!-- /measured once -->',
    '<!-- figure: bench · replay · an hour · seek -->26.2 ms<!-- /figure -->',
  ])('is not found in %s', (text) => {
    expect(typedFigures(text, all)).toEqual([]);
  });

  it('is what is left without the spans', () => {
    expect(typedPart('a <!-- date: bench · replay -->28 November<!-- /date --> b')).toBe('a  b');
  });
});
