import { expect, it } from 'vitest';
import { atLeast, atMost, type Bound, within } from './bound.ts';
import {
  counted,
  dateText,
  durationText,
  figureText,
  numberText,
  runText,
  scoreText,
  targetText,
  verdictLine,
  verdictText,
} from './wording.ts';

it.each<[number, string, string]>([
  [0.40628, 'deg', '0.41°'],
  [1.4998, 'deg', '1.50°'],
  [0.00017349, 'deg', '0.00017°'],
  [93.881, '%', '93.9 %'],
  [100, '%', '100 %'],
  [26.213, 'ms', '26.2 ms'],
  [418.97, 'ms', '419 ms'],
  [520.82, '×', '521 ×'],
  [-0.42581, 'MB', '−0.43 MB'],
  [-0.0000001, 'MB', '0.00 MB'],
  [10827000, '1', '10 827 000'],
  [2433, '1', '2433'],
  [0, '/480', '0 of 480'],
  [30, 'MB/h', '30 MB/h'],
])('%d %s is written %s', (value, unit, text) => {
  expect(figureText({ value, unit, target: null })).toBe(text);
});

it.each<[number, Bound, string]>([
  [1.0004, atMost(1), '1.0004'],
  [1.156, atMost(1), '1.16'],
  [499.7, atLeast(500), '499.7'],
  [500.3, atLeast(500), '500'],
  [99.93, within(90, 99.9), '99.93'],
])('%d is not rounded over its bound %o', (value, bound, text) => {
  expect(numberText(value, bound)).toBe(text);
});

it('what is not there is said, and never a number', () => {
  expect(figureText({ value: null, unit: 'ms', target: null })).toBe('not stated');
});

it('a target is written with its unit', () => {
  expect(targetText({ unit: 'deg', target: atMost(0.6) })).toBe('≤ 0.6°');
  expect(targetText({ unit: 'deg', target: atMost(0.4353041789890379) })).toBe('≤ 0.4353°');
  expect(targetText({ unit: '%', target: within(90, 99) })).toBe('90 to 99 %');
  expect(targetText({ unit: '%', target: null })).toBe('–');
});

it('one figure that misses makes a target short, and none makes it unmeasured', () => {
  expect(verdictText([true, null, true])).toBe('met');
  expect(verdictText([true, false])).toBe('**short**');
  expect(verdictText([null])).toBe('told');
  expect(verdictText([])).toBe('not measured');
  expect([true, false, null].map(verdictLine)).toEqual(['met', 'SHORT', '']);
  expect(scoreText([true, true, null])).toBe('2 of 2 targets met');
  expect(scoreText([true, false])).toBe('1 of 2 targets met, 1 short');
  expect(scoreText([true])).toBe('1 of 1 target met');
  expect(scoreText([null])).toBe('none has a target');
});

it('one is one, and more are more', () => {
  expect(counted(1, 'core')).toBe('1 core');
  expect(counted(0, 'core')).toBe('0 cores');
  expect(counted(2, 'person', 'people')).toBe('2 people');
});

it('dates and durations are those that people read', () => {
  expect(dateText('2026-11-09')).toBe('9 November 2026');
  expect([0.2, 12, 89, 90, 600, 7300, null].map(durationText)).toEqual([
    ...['1 s', '12 s', '89 s', '2 min', '10 min', '2 h', '–'],
  ]);
});

it('a run says when, on what and of which code, and what was not noted', () => {
  const early = { date: '2026-11-28', machine: null, loadBefore: null, commit: null };
  expect(runText({ ...early, seconds: null, rows: [] })).toBe(
    '28 November 2026; machine not noted',
  );
  const machine = { cpu: 'CPU 9', cores: 2, memoryGb: 24, os: 'Linux 6.1 x64', node: '20.19.0' };
  const noted = { date: '2026-11-29', machine, loadBefore: 0.6, commit: 'abc1234+', seconds: 9 };
  expect(runText({ ...noted, options: ['--minutes', '5'], rows: [] })).toBe(
    '29 November 2026; CPU 9, 2 cores, 24 GB, Linux 6.1 x64, Node 20.19.0; load before 0.6; code abc1234+; with `--minutes 5`',
  );
});
