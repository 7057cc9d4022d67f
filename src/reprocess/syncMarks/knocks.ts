import type { ForceColumns } from './forceColumns.ts';

const STANDARD_GRAVITY_MPS2 = 9.80665;

/** Specific force that far from one g is a knock; walking and squats of a quiet person stay below. */
const KNOCK_MPS2 = 6;
/** What follows sooner is the same knock ringing on. */
const SAME_KNOCK_US = 100_000;

/** A tap lasts no longer; longer is a movement. */
const TAP_LASTS_US = 150_000;
const LEAST_BETWEEN_TAPS_US = 150_000;
const MOST_BETWEEN_TAPS_US = 1_200_000;
/** How even three taps are: the longer pause against the shorter. */
const MOST_UNEVEN = 2;
/** Before the first tap and behind the last nothing happens for so long. */
const QUIET_US = 600_000;

/** Almost without weight for so long, be it that a limb swings meanwhile, then an impact: a hop. */
const FLIGHT_MPS2 = 7;
const LEAST_FLIGHT_US = 100_000;
const LANDING_MPS2 = 25;
const LANDING_WITHIN_US = 250_000;

export interface Knock {
  readonly startUs: number;
  readonly peakUs: number;
  readonly endUs: number;
}

/** Where the specific force is far from one g for a moment, in order. */
export function knocksOf({ timeUs, size }: ForceColumns): Knock[] {
  const knocks: Knock[] = [];
  let open: { startUs: number; peakUs: number; endUs: number; peak: number } | null = null;
  for (let i = 0; i < timeUs.length; i++) {
    const off = Math.abs(size[i] - STANDARD_GRAVITY_MPS2);
    if (open !== null && timeUs[i] - open.endUs > SAME_KNOCK_US) {
      knocks.push(open);
      open = null;
    }
    if (off <= KNOCK_MPS2) continue;
    open ??= { startUs: timeUs[i], peakUs: timeUs[i], endUs: timeUs[i], peak: 0 };
    open.endUs = timeUs[i];
    if (off > open.peak) Object.assign(open, { peak: off, peakUs: timeUs[i] });
  }
  if (open !== null) knocks.push(open);
  return knocks;
}

/** Instants of three taps in turn, with quiet around them. */
export function tripleTaps(knocks: readonly Knock[]): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let i = 0; i + 2 < knocks.length; i++) {
    const three = knocks.slice(i, i + 3);
    const [a, b, c] = three;
    const pauses = [b.peakUs - a.peakUs, c.peakUs - b.peakUs];
    const isQuiet =
      a.startUs - (knocks[i - 1]?.endUs ?? Number.NEGATIVE_INFINITY) >= QUIET_US &&
      (knocks[i + 3]?.startUs ?? Number.POSITIVE_INFINITY) - c.endUs >= QUIET_US;
    if (
      isQuiet &&
      three.every(({ startUs, endUs }) => endUs - startUs <= TAP_LASTS_US) &&
      Math.min(...pauses) >= LEAST_BETWEEN_TAPS_US &&
      Math.max(...pauses) <= MOST_BETWEEN_TAPS_US &&
      Math.max(...pauses) <= MOST_UNEVEN * Math.min(...pauses)
    ) {
      found.push([a.peakUs, b.peakUs, c.peakUs]);
    }
  }
  return found;
}

/** Instants at which a sensor struck after a flight: the largest force within 0.25 s of its end. */
export function landingsOf({ timeUs, size }: ForceColumns): number[] {
  const found: number[] = [];
  for (let i = 0; i < timeUs.length; i++) {
    if (size[i] >= FLIGHT_MPS2) continue;
    const startUs = timeUs[i];
    while (i + 1 < timeUs.length && size[i + 1] < FLIGHT_MPS2) i++;
    const endUs = timeUs[i];
    if (endUs - startUs < LEAST_FLIGHT_US) continue;
    let peak = i;
    for (let k = i; k < timeUs.length && timeUs[k] - endUs <= LANDING_WITHIN_US; k++) {
      if (size[k] > size[peak]) peak = k;
    }
    if (size[peak] >= LANDING_MPS2) found.push(timeUs[peak]);
  }
  return found;
}
