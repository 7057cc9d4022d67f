import type { SensorId } from '../../model/sensor.ts';
import { mean, percentile } from '../../signal/statistics.ts';
import type { ForceColumns } from './forceColumns.ts';
import { knocksOf, landingsOf, tripleTaps } from './knocks.ts';
import { changeSince, changing, lagMs, MOST_LAG_MS } from './lag.ts';

/** Around a tap, and around a landing, whose flight tells too. */
const TAP_US = { before: 60_000, after: 80_000 };
const LANDING_US = { before: 150_000, after: 250_000 };
/** The rest before the first tap, against which gravity drops out. */
const REST_US = { from: 500_000, to: 100_000 };

/** Something that all sensors felt at the same instant. */
export interface SyncMark {
  readonly kind: 'taps' | 'hop';
  /** Of the first tap, or of the landing, in the sensor that is taken for reference. */
  readonly timeUs: number;
  /** Offsets each sensor showed, one for each tap; ms, against the middle of all sensors. */
  readonly offsetsMs: Readonly<Record<SensorId, readonly number[]>>;
}

export interface SensorSync {
  readonly sensorId: SensorId;
  /** By how much its times are late against the middle of all sensors, ms; negative where early. */
  readonly offsetMs: number | null;
  /** Standard deviation of single taps and hops, ms; null with fewer than two. */
  readonly spreadMs: number | null;
  readonly knocks: number;
  /**
   * What the spread does not show, ms: 2 of taps, what two clocks and 100 Hz leave; 10 of hops, for a shank
   * is struck before a thigh (3.2 ± 2.9 ms in one person's drop landings on synchronous sensors).
   */
  readonly withinMs: number;
}

export interface SyncFinding {
  readonly marks: readonly SyncMark[];
  readonly sensors: readonly SensorSync[];
}

const WITHIN_MS: Readonly<Record<SyncMark['kind'], number>> = { taps: 2, hop: 10 };

/** A knock as one sensor felt it: all taps, or one landing. */
interface Felt {
  readonly kind: SyncMark['kind'];
  readonly peaksUs: readonly number[];
}

/**
 * Residual offsets in time between sensors: three taps on all of them held together, or a hop with all of
 * them worn, each found in every sensor by itself and then laid over each other. Where there are taps hops
 * do not count.
 */
export function findSyncMarks(sensors: readonly ForceColumns[]): SyncFinding {
  const felt = new Map(sensors.map((each) => [each, feltBy(each)]));
  const marks: SyncMark[] = [];
  let behindUs = Number.NEGATIVE_INFINITY;
  const [reference] = sensors;
  for (const own of reference === undefined ? [] : (felt.get(reference) ?? [])) {
    if (own.peaksUs[0] <= behindUs) continue;
    const others = sensors.slice(1);
    if (!others.every((each) => felt.get(each)?.some((theirs) => isSame(own, theirs)))) continue;
    const mark = others.length === 0 ? null : measured(own, reference, others);
    if (mark === null) continue;
    marks.push(mark);
    behindUs = own.peaksUs[own.peaksUs.length - 1];
  }
  const taps = marks.filter(({ kind }) => kind === 'taps');
  const kind = taps.length > 0 ? 'taps' : 'hop';
  const used = taps.length > 0 ? taps : marks;
  return { marks, sensors: sensors.map(({ sensorId }) => syncOf(sensorId, used, kind)) };
}

function feltBy(sensor: ForceColumns): Felt[] {
  const hops = landingsOf(sensor).map((peakUs): Felt => ({ kind: 'hop', peaksUs: [peakUs] }));
  const taps = tripleTaps(knocksOf(sensor))
    .filter((three) => !hops.some(({ peaksUs: [at] }) => at >= three[0] && at <= three[2]))
    .map((peaksUs): Felt => ({ kind: 'taps', peaksUs }));
  return [...hops, ...taps].sort((a, b) => a.peaksUs[0] - b.peaksUs[0]);
}

function isSame(a: Felt, b: Felt): boolean {
  return (
    a.kind === b.kind &&
    a.peaksUs.every((timeUs, i) => Math.abs(timeUs - b.peaksUs[i]) <= MOST_LAG_MS * 1000)
  );
}

/** null where one of the sensors lacks samples there, or shows another course. */
function measured(
  { kind, peaksUs }: Felt,
  reference: ForceColumns,
  others: readonly ForceColumns[],
): SyncMark | null {
  const around = kind === 'taps' ? TAP_US : LANDING_US;
  const quiet = { fromUs: peaksUs[0] - REST_US.from, toUs: peaksUs[0] - REST_US.to };
  const courseOf = (sensor: ForceColumns) =>
    kind === 'taps' ? changeSince(sensor, quiet) : changing(sensor);
  const seen = courseOf(reference);
  const courses = others.map(courseOf);
  const offsets: Record<SensorId, number[]> = {};
  for (const peakUs of peaksUs) {
    const lags = [
      0,
      ...courses.map((each) => lagMs(seen, each, peakUs - around.before, peakUs + around.after)),
    ];
    const known = lags.filter((lag) => lag !== null);
    if (known.length < lags.length) return null;
    const middle = percentile(known, 50);
    for (const [i, { sensorId }] of [reference, ...others].entries()) {
      offsets[sensorId] = [...(offsets[sensorId] ?? []), known[i] - middle];
    }
  }
  return { kind, timeUs: peaksUs[0], offsetsMs: offsets };
}

function syncOf(
  sensorId: SensorId,
  marks: readonly SyncMark[],
  kind: SyncMark['kind'],
): SensorSync {
  const all = marks.flatMap(({ offsetsMs }) => offsetsMs[sensorId] ?? []);
  const offsetMs = all.length === 0 ? null : mean(all);
  return { sensorId, offsetMs, spreadMs: sd(all), knocks: all.length, withinMs: WITHIN_MS[kind] };
}

function sd(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const middle = mean(values);
  const sum = values.reduce((total, value) => total + (value - middle) ** 2, 0);
  return Math.sqrt(sum / (values.length - 1));
}
