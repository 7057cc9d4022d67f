import { type Bound, boundText, isMet } from './bound.ts';
import type { Machine } from './machine.ts';
import type { Run } from './results.ts';
import type { FigureRow } from './row.ts';

/** How the units of the rows are written in documents; those that are absent stand behind a space. */
const UNITS: Readonly<Record<string, string>> = {
  '': '',
  '1': '',
  deg: '°',
  '°': '°',
  B: ' bytes',
  '1/s': ' a second',
};

const MOST_DECIMALS = 6;

/** Two decimals below 10, one below 100, none above; of what is below 0.01 two digits. */
function decimalsOf(value: number): number {
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return 0;
  if (size >= 10) return 1;
  const first = Math.ceil(-Math.log10(size));
  return first > MOST_DECIMALS || first < 3 ? 2 : Math.min(MOST_DECIMALS, first + 1);
}

function written(value: number, decimals: number): string {
  const [whole, fraction] = value
    .toFixed(decimals)
    .replace(/^-(?=[0.]+$)/, '')
    .split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, whole.replace('-', '').length > 4 ? ' ' : '');
  return (fraction === undefined ? grouped : `${grouped}.${fraction}`).replace('-', '−');
}

/**
 * A figure as documents write it, without its unit.
 * @param bound of the figure: what is rounded must not look met where it is not, nor the other way
 */
export function numberText(value: number, bound: Bound | null = null): string {
  let decimals = decimalsOf(value);
  if (bound !== null) {
    const verdict = isMet(bound, value);
    while (decimals < MOST_DECIMALS && isMet(bound, Number(value.toFixed(decimals))) !== verdict) {
      decimals++;
    }
  }
  return written(value, decimals);
}

/** The unit behind a number, with the space that belongs between them. */
export function unitText(unit: string): string {
  const [, whole] = /^\/(\d+)$/.exec(unit) ?? [];
  return whole === undefined ? (UNITS[unit] ?? ` ${unit}`) : ` of ${whole}`;
}

type Shown = Pick<FigureRow, 'value' | 'unit' | 'target'>;

/** `0.41°`, `26.2 ms`, `0 of 480`. */
export function figureText({ value, unit, target }: Shown): string {
  return value === null ? 'not stated' : numberText(value, target) + unitText(unit);
}

/** `≤ 0.6°`; a dash where a figure is told and not judged. */
export function targetText({ unit, target }: Pick<FigureRow, 'unit' | 'target'>): string {
  if (target === null) return '–';
  return boundText(target, (value) => written(value, shortest(value))) + unitText(unit);
}

/** A bound was typed by somebody, or follows from what was read: of its digits four are enough. */
function shortest(value: number): number {
  const [, fraction = ''] = String(Number(value.toPrecision(4))).split('.');
  return fraction.length;
}

export type Verdict = 'met' | 'short' | 'told' | 'not measured';

/** What became of a target over all rows that speak of it. */
export function verdictOf(passes: readonly (boolean | null)[]): Verdict {
  if (passes.length === 0) return 'not measured';
  const judged = passes.filter((pass) => pass !== null);
  if (judged.length === 0) return 'told';
  return judged.every(Boolean) ? 'met' : 'short';
}

/** As a document writes it: what is short is not to be overlooked. */
export function verdictText(passes: readonly (boolean | null)[]): string {
  const verdict = verdictOf(passes);
  return verdict === 'short' ? '**short**' : verdict;
}

/** As a terminal writes it. */
export function verdictLine(pass: boolean | null): string {
  const verdict = verdictOf([pass]);
  if (verdict === 'told') return '';
  return verdict === 'short' ? 'SHORT' : verdict;
}

/** `3 figures`, `1 figure`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${written(count, 0)} ${count === 1 ? one : many}`;
}

/** How many targets there are, how many are met, and how many are not. */
export function scoreText(passes: readonly (boolean | null)[]): string {
  const judged = passes.filter((pass) => pass !== null);
  const met = judged.filter(Boolean).length;
  const short = judged.length - met;
  if (judged.length === 0) return 'none has a target';
  const all = `${met} of ${counted(judged.length, 'target')} met`;
  return short === 0 ? all : `${all}, ${short} short`;
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** `29 November 2026`, of `2026-11-29`. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** `12 s`, `3 min`, `2 h`; a dash where it was not noted. */
export function durationText(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** `CPU 9, 2 cores, 24 GB, Linux 6.1 x64, Node 20.19.0`. */
export function machineText({ cpu, cores, memoryGb, os, node }: Machine): string {
  return [cpu, counted(cores, 'core'), `${memoryGb} GB`, os, `Node ${node}`].join(', ');
}

/** When a run was, on what, and of which code. */
export function runText({ date, machine, loadBefore, commit, options }: Run): string {
  const parts = [
    dateText(date),
    machine === null ? 'machine not noted' : machineText(machine),
    ...(loadBefore === null ? [] : [`load before ${loadBefore}`]),
    ...(commit === null ? [] : [`code ${commit}`]),
    ...(options === undefined ? [] : [`with \`${options.join(' ')}\``]),
  ];
  return parts.join('; ');
}
