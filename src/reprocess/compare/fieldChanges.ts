import type { FieldChange } from './comparison.ts';

/** Suffixes by which fields name their units. */
const UNITS: readonly (readonly [suffix: RegExp, unit: string])[] = [
  [/Deg2$/, 'deg²'],
  [/Deg$/, 'deg'],
  [/Dps$/, 'deg/s'],
  [/(?:^pct|Pct)$/, '%'],
  [/Us$/, 'µs'],
  [/Ms$/, 'ms'],
  [/Cm$/, 'cm'],
  [/Hz$/, 'Hz'],
  [/M$/, 'm'],
  [/S$/, 's'],
  [/G$/, 'g'],
];

/** Layers that say nothing to a reader. */
const PASSED_OVER = new Set(['legs', 'metrics']);

/**
 * The leaves in which two values of JSON differ; legs are told apart by their side, not their place.
 * @param headlineUnit of the fields that are in the headline's unit
 */
export function fieldChanges(a: unknown, b: unknown, headlineUnit = ''): FieldChange[] {
  const changes: FieldChange[] = [];
  compare(a, b, [], (path, left, right) => {
    const isNumber = typeof left === 'number' && typeof right === 'number';
    changes.push({
      field: path.filter((name) => !PASSED_OVER.has(name)).join('.'),
      unit: typeof (left ?? right) === 'number' ? unitOf(path, headlineUnit) : '',
      a: left,
      b: right,
      difference: isNumber ? right - left : null,
    });
  });
  return changes;
}

type Visit = (path: readonly string[], a: unknown, b: unknown) => void;

function compare(a: unknown, b: unknown, path: readonly string[], visit: Visit): void {
  if (Object.is(a, b)) return;
  const left = branchesOf(a);
  const right = branchesOf(b);
  // Where one has a whole branch that the other lacks, its leaves are told one by one.
  if ((left ?? right) === null || (left === null && a != null) || (right === null && b != null)) {
    visit(path, a, b);
    return;
  }
  const names = new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])]);
  if (names.size === 0 && (left === null || right === null)) visit(path, a, b);
  for (const name of names) compare(left?.get(name), right?.get(name), [...path, name], visit);
}

function branchesOf(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) {
    return new Map(value.map((item, i) => [sideOf(item) ?? String(i), item]));
  }
  if (typeof value !== 'object' || value === null) return null;
  return new Map(Object.entries(value));
}

function sideOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('side' in item)) return null;
  return typeof item.side === 'string' ? item.side : null;
}

function unitOf(path: readonly string[], headlineUnit: string): string {
  const name = path.at(-1) ?? '';
  const own = UNITS.find(([suffix]) => suffix.test(name))?.[1];
  if (own) return own;
  const outer = path.toReversed().find((each) => !/^\d+$/.test(each)) ?? '';
  if (outer !== name) return unitOf(path.slice(0, path.indexOf(outer) + 1), headlineUnit);
  const isRate = /[rR]ate/.test(name);
  if (name.startsWith('headline')) return isRate ? `${headlineUnit}/s` : headlineUnit;
  if (name === 'smoothness' || name === 'wobble' || name === 'number') return '';
  const of = quantityUnit(path.at(-2) ?? '');
  return of !== '' && isRate ? `${of}/s` : of;
}

/** Of the fields of a metric, which are in the unit of what was measured. */
function quantityUnit(quantity: string): string {
  if (quantity === 'kneeValgus' || quantity.endsWith('Deg')) return 'deg';
  return quantity.endsWith('M') ? 'm' : '';
}
