import { DEG_PER_RAD } from '../../src/geometry/angles.ts';
import { norm, type Vec3 } from '../../src/geometry/vector.ts';
import type { LegSignals, SegmentSignals } from '../../src/model/legSignals.ts';
import { type LegSegment, placementOf, SIDES } from '../../src/model/placement.ts';
import type { ImuFeed } from '../../src/simulator/imuFeed.ts';
import { columnsOf, type Table } from '../tools/realData.ts';

/** What all legs feel at one instant. */
export interface Felt {
  readonly timeUs: number;
  readonly signals: readonly LegSignals[];
}

const NO_AXES = [Number.NaN, Number.NaN, Number.NaN] as const;

/**
 * Simulated sensors of both legs as if they were synchronous and no radio lay between. Rates are in
 * the axes of the sensors: those of the segments where these are mounted along them.
 */
export function* feltFeeds(feeds: readonly ImuFeed[], fromS: number, toS: number): Generator<Felt> {
  const [{ sensor }] = feeds;
  for (let i = Math.ceil(fromS * sensor.rateHz); i <= toS * sensor.rateHz; i++) {
    const felt = new Map(feeds.map((feed) => [feed.placement, readingOf(feed, i)]));
    yield {
      timeUs: Math.round((i * 1e6) / sensor.rateHz),
      signals: SIDES.map((side) => ({
        side,
        thigh: felt.get(placementOf(side, 'thigh')) ?? null,
        shank: felt.get(placementOf(side, 'shank')) ?? null,
      })),
    };
  }
}

function readingOf(feed: ImuFeed, index: number): SegmentSignals {
  const counts = new Int16Array(6);
  feed.read(index, counts);
  const { accelerationScaleMps2: scale, angularRateScaleRadps } = feed.sensor;
  const dps = angularRateScaleRadps * DEG_PER_RAD;
  const force: Vec3 = [counts[0] * scale, counts[1] * scale, counts[2] * scale];
  return {
    forceMps2: norm(force),
    forceVectorMps2: force,
    angularRateDps: [counts[3] * dps, counts[4] * dps, counts[5] * dps],
  };
}

/**
 * The sensors of a table, in columns `<prefix>thigh_ax` … `<prefix>shank_az`, m/s².
 * @param legs with the prefix of each
 */
export function* feltTable(
  table: Table,
  rateHz: number,
  legs: Readonly<Partial<Record<'right' | 'left', string>>>,
): Generator<Felt> {
  const worn = SIDES.flatMap((side) => {
    const prefix = legs[side];
    if (prefix === undefined) return [];
    const forces = (part: LegSegment) => {
      const [x, y, z] = columnsOf(table, `${prefix}${part}_`, ['ax', 'ay', 'az']);
      return Array.from(x, (_, i): Vec3 => [x[i], y[i], z[i]]);
    };
    return [{ side, thigh: forces('thigh'), shank: forces('shank') }];
  });
  for (let i = 0; i < worn[0].thigh.length; i++) {
    yield {
      timeUs: Math.round((i * 1e6) / rateHz),
      signals: worn.map(({ side, thigh, shank }) => ({
        side,
        thigh: feltOf(thigh[i]),
        shank: feltOf(shank[i]),
      })),
    };
  }
}

function feltOf(force: Vec3): SegmentSignals {
  return { forceMps2: norm(force), forceVectorMps2: force, angularRateDps: NO_AXES };
}

export function segment(forceMps2: number | undefined): SegmentSignals | null {
  return forceMps2 === undefined ? null : { forceMps2, angularRateDps: NO_AXES };
}
