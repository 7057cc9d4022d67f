import type { TrendOfSide } from '../../../../../src/stream/answers/trends.ts';

/** From a value to CSS px. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

const DAY_US = 86_400e6;
const DAY_MS = 86_400e3;
const YEAR = 365;
const MOST_TICKS = 6;

/** Of the values of all legs with their scatter and bands, from px `bottom` up to px `top`. */
export function valueScale(sides: readonly TrendOfSide[], bottom: number, top: number): Scale {
  const values = sides.flatMap(({ points, band }) => [
    ...points.flatMap(({ mean, sd }) => [mean - (sd ?? 0), mean + (sd ?? 0)]),
    ...(band === null ? [] : [band.low, band.high]),
  ]);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const step = niceStep((most - least || Math.abs(most) || 1) / (MOST_TICKS - 1));
  const low = Math.floor(least / step) * step;
  const high = Math.max(Math.ceil(most / step) * step, low + step);
  return {
    low,
    high,
    at: (value) => bottom - ((value - low) / (high - low)) * (bottom - top),
    ticks: ticksOf(low, high, step),
  };
}

/** Of the instants of sessions, with room for marks at both ends. */
export function timeScale(
  instants: readonly number[],
  left: number,
  right: number,
  most: number,
): Scale {
  const first = Math.min(...instants);
  const last = Math.max(...instants);
  const room = Math.max((last - first) * 0.05, DAY_US / 2);
  const low = first - room;
  const high = last + room;
  const days = (high - low) / DAY_US;
  const stepDays =
    DAY_STEPS.find((step) => days / step <= most) ?? Math.ceil(days / most / YEAR) * YEAR;
  return {
    low,
    high,
    at: (value) => left + ((value - low) / (high - low)) * (right - left),
    ticks: midnights(low, high, stepDays),
  };
}

/** Midnights here, every `step` days: where the clock changes, a day has 23 or 25 hours. */
function midnights(low: number, high: number, step: number): number[] {
  const from = new Date(low / 1000);
  const [year, month, date] = [from.getFullYear(), from.getMonth(), from.getDate()];
  const midnight = (later: number) => new Date(year, month, date + later).getTime() * 1000;
  // Counted from one day for every chart, or they would move with the first session.
  const past = (Date.UTC(year, month, date) / DAY_MS) % step;
  const ticks: number[] = [];
  for (let later = -past; midnight(later) <= high; later += step) {
    if (midnight(later) >= low) ticks.push(midnight(later));
  }
  return ticks;
}

const DAY_STEPS = [1, 2, 7, 14, 28, 56, 91, 182] as const;

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((times) => times * power >= least) ?? 10) * power;
}

function ticksOf(from: number, to: number, step: number): number[] {
  const count = Math.floor((to - from) / step + 1e-9);
  return Array.from({ length: Math.max(0, count) + 1 }, (_, i) => from + i * step);
}
