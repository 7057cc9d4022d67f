import type { SettingsAnswer } from '../stream/answers/settings.ts';

/** What a formula can call, in words; docs/custom-measures.md has the same table. */
export const FORMULA_FUNCTIONS: SettingsAnswer['formulas']['functions'] = [
  { call: 'abs(x)', gives: 'x without its sign' },
  { call: 'min(x, y)', gives: 'the smallest of two or more' },
  { call: 'max(x, y)', gives: 'the largest of two or more' },
  { call: 'hypot(x, y)', gives: 'square root of the sum of squares of two or more' },
  { call: 'sqrt(x)', gives: 'square root' },
  { call: 'exp(x)', gives: 'e to the x' },
  { call: 'log(x)', gives: 'natural logarithm' },
  { call: 'sign(x)', gives: '−1, 0 or 1' },
  { call: 'floor(x)', gives: 'the whole number below' },
  { call: 'ceil(x)', gives: 'the whole number above' },
  { call: 'round(x)', gives: 'the nearest whole number' },
  { call: 'sinDeg(x)', gives: 'sine of an angle in degrees' },
  { call: 'cosDeg(x)', gives: 'cosine of an angle in degrees' },
  { call: 'tanDeg(x)', gives: 'tangent of an angle in degrees' },
  { call: 'asinDeg(x)', gives: 'the angle in degrees that has this sine' },
  { call: 'acosDeg(x)', gives: 'the angle in degrees that has this cosine' },
  { call: 'atanDeg(x)', gives: 'the angle in degrees that has this tangent' },
  { call: 'atan2Deg(y, x)', gives: 'the angle of the point (x, y) in degrees' },
];
