import { DEG_PER_RAD, RAD_PER_DEG } from '../../geometry/angles.ts';

export type Unary = (x: number) => number;
export type Binary = (x: number, y: number) => number;

/** Angles are degrees here as everywhere, so their functions say so in their names. */
export const UNARY_FUNCTIONS: ReadonlyMap<string, Unary> = new Map<string, Unary>([
  ['abs', Math.abs],
  ['sqrt', Math.sqrt],
  ['exp', Math.exp],
  ['log', Math.log],
  ['sign', Math.sign],
  ['floor', Math.floor],
  ['ceil', Math.ceil],
  ['round', (x) => Math.sign(x) * Math.round(Math.abs(x))],
  ['sinDeg', (x) => Math.sin(x * RAD_PER_DEG)],
  ['cosDeg', (x) => Math.cos(x * RAD_PER_DEG)],
  ['tanDeg', (x) => Math.tan(x * RAD_PER_DEG)],
  ['asinDeg', (x) => Math.asin(x) * DEG_PER_RAD],
  ['acosDeg', (x) => Math.acos(x) * DEG_PER_RAD],
  ['atanDeg', (x) => Math.atan(x) * DEG_PER_RAD],
]);

export const BINARY_FUNCTIONS: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ['atan2Deg', (y, x) => Math.atan2(y, x) * DEG_PER_RAD],
]);

/** Of two values or more, taken pair by pair. */
export const FOLDED_FUNCTIONS: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ['min', Math.min],
  ['max', Math.max],
  ['hypot', blankSafe(Math.hypot)],
]);

export const FUNCTION_NAMES: readonly string[] = [
  ...UNARY_FUNCTIONS.keys(),
  ...BINARY_FUNCTIONS.keys(),
  ...FOLDED_FUNCTIONS.keys(),
];

export const CONSTANTS: ReadonlyMap<string, number> = new Map([['pi', Math.PI]]);

/** By the names that mathjs has for them. */
export const UNARY_OPERATORS: ReadonlyMap<string, Unary> = new Map<string, Unary>([
  ['unaryMinus', (x) => -x],
  ['unaryPlus', (x) => x],
  ['not', (x) => (Number.isNaN(x) ? x : Number(x === 0))],
]);

export const COMPARISONS: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ['smaller', blankSafe((x, y) => Number(x < y))],
  ['smallerEq', blankSafe((x, y) => Number(x <= y))],
  ['larger', blankSafe((x, y) => Number(x > y))],
  ['largerEq', blankSafe((x, y) => Number(x >= y))],
  ['equal', blankSafe((x, y) => Number(x === y))],
  ['unequal', blankSafe((x, y) => Number(x !== y))],
]);

export const BINARY_OPERATORS: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ['add', (x, y) => x + y],
  ['subtract', (x, y) => x - y],
  ['multiply', (x, y) => x * y],
  ['divide', (x, y) => x / y],
  ['pow', blankSafe((x, y) => x ** y)],
  ['and', blankSafe((x, y) => Number(x !== 0 && y !== 0))],
  ['or', blankSafe((x, y) => Number(x !== 0 || y !== 0))],
  ...COMPARISONS,
]);

/** What is not a number stays so: JavaScript has NaN ** 0 = 1, and false for every comparison. */
function blankSafe(of: Binary): Binary {
  return (x, y) => (Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : of(x, y));
}
