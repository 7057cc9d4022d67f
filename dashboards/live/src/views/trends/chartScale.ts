import type { TrendOfSide } from '../../../../../src/stream/answers/trends.ts';

/** From a value to CSS px. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

const DAY_US = 86_400e6;
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
  const stepDays = DAY_STEPS.find((days) => (high - low) / (days * DAY_US) <= most) ?? 365;
  const step = stepDays * DAY_US;
  // Days begin at midnight here.
  const zoneUs = new Date(low / 1000).getTimezoneOffset() * 60e6;
  const ticks = ticksOf(Math.ceil((low - zoneUs) / step) * step + zoneUs, high, step);
  return {
    low,
    high,
    at: (value) => left + ((value - low) / (high - low)) * (right - left),
    ticks,
  };
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
