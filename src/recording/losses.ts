import type { SensorId } from '../model/sensor.ts';
import type { DamagedPlace } from './damagedPlace.ts';
import type { ReadFile } from './readFile.ts';
import { microseconds } from './recordingTime.ts';
import type { ScannedFile } from './scan.ts';
import { type Sighting, SightingReader, type Stretch } from './sightings.ts';
import type { Zstd } from './zstd.ts';

/** Chunks looked at on each side: some seconds, in which every sensor that streams is met. */
const SIDE_CHUNKS = 25;
/** A sensor silent for longer had stopped before the gap began. */
const STILL_STREAMING_US = 1_000_000;

/** What is missing of one sensor where bytes of a recording cannot be read. */
export interface SensorLoss {
  readonly sensorId: SensorId;
  /** Samples missing, without those the radio had lost; null where nothing tells. */
  readonly samples: number | null;
  /** True where they are reckoned from times and the sampling rate, not from the sensor's numbers. */
  readonly estimated: boolean;
  /** Which they are, by the sensor's numbers; empty where these do not tell. */
  readonly stretches: readonly { readonly firstIndex: number; readonly count: number }[];
  /** Packets missing; null where nothing tells. */
  readonly packets: number | null;
}

/** A stretch of a recording that cannot be read. */
export interface Loss {
  /** A whole chunk, bytes between two records, or the torn end of the file. */
  readonly kind: DamagedPlace['kind'];
  /** Byte of the file as it was found, and how many cannot be read. */
  readonly offset: number;
  readonly bytes: number;
  /** Hub time of the last message ahead, µs; null where there is none. */
  readonly fromUs: number | null;
  /** Of the next message behind, or of the last one in a torn chunk; null where nothing tells. */
  readonly toUs: number | null;
  /** Messages of all channels in it; null where nothing tells. */
  readonly messages: number | null;
  /** Only sensors of which something is missing or may be. */
  readonly sensors: readonly SensorLoss[];
}

/**
 * What is missing for every damaged place, to the sample where the sensors number theirs: what
 * neither the chunks around it hold nor the pipeline told to be lost on the way.
 */
export async function lossesOf(file: ReadFile, scanned: ScannedFile, zstd: Zstd): Promise<Loss[]> {
  const { damages, sound, descriptions } = scanned;
  if (damages.length === 0) return [];
  const reader = new SightingReader(file, zstd, descriptions);
  await reader.learn(sound);
  const losses: Loss[] = [];
  for (const places of together(damages)) {
    const { soundBefore } = places[0];
    const last = sound[soundBefore - 1];
    const next = sound[soundBefore];
    const fromUs = last === undefined ? null : microseconds(last.endNs);
    const toUs = next === undefined ? endOf(places) : microseconds(next.startNs);
    const counts = countsOf(places);
    losses.push({
      kind: places[places.length - 1].kind,
      offset: places[0].offset,
      bytes: places.reduce((sum, { bytes }) => sum + bytes, 0),
      fromUs,
      toUs,
      messages: counts && [...counts.values()].reduce((sum, count) => sum + count, 0),
      sensors:
        counts?.size === 0
          ? []
          : sensorLosses({
              before: await reader.read(
                sound.slice(Math.max(0, soundBefore - SIDE_CHUNKS), soundBefore),
                'end',
              ),
              after: await reader.read(
                sound.slice(soundBefore, soundBefore + SIDE_CHUNKS),
                'linked',
              ),
              counts: packetCounts(counts, reader),
              rateOf: (id) => reader.rateOf(id),
              fromUs,
              toUs,
            }),
    });
  }
  return losses;
}

/** Places with no sound chunk in between have one gap in what is numbered. */
function together(damages: readonly DamagedPlace[]): DamagedPlace[][] {
  const groups: DamagedPlace[][] = [];
  for (const damage of damages) {
    const group = groups.at(-1);
    if (group && group[0].soundBefore === damage.soundBefore) group.push(damage);
    else groups.push([damage]);
  }
  return groups;
}

function endOf(places: readonly DamagedPlace[]): number | null {
  const span = places.findLast(({ spanNs }) => spanNs !== null)?.spanNs;
  return span ? microseconds(span[1]) : null;
}

/** By channel id; null where a place does not tell what was in it. */
function countsOf(places: readonly DamagedPlace[]): Map<number, number> | null {
  const counts = new Map<number, number>();
  for (const { messages } of places) {
    if (messages === null) return null;
    for (const [id, count] of messages) counts.set(id, (counts.get(id) ?? 0) + count);
  }
  return counts;
}

function packetCounts(
  counts: ReadonlyMap<number, number> | null,
  reader: SightingReader,
): Map<SensorId, number> | null {
  if (counts === null) return null;
  const packets = new Map<SensorId, number>();
  for (const [channelId, count] of counts) {
    const meaning = reader.meaningOf(channelId);
    if (meaning?.kind === 'packets') packets.set(meaning.sensorId, count);
  }
  return packets;
}

interface Surroundings {
  readonly before: ReadonlyMap<SensorId, Sighting>;
  readonly after: ReadonlyMap<SensorId, Sighting>;
  readonly counts: ReadonlyMap<SensorId, number> | null;
  readonly rateOf: (sensorId: SensorId) => number | null;
  readonly fromUs: number | null;
  readonly toUs: number | null;
}

function sensorLosses(around: Surroundings): SensorLoss[] {
  const { before, after, counts } = around;
  const ids = new Set([...before.keys(), ...after.keys(), ...(counts?.keys() ?? [])]);
  return [...ids].sort().flatMap((sensorId): SensorLoss[] => {
    const packets = counts === null ? null : (counts.get(sensorId) ?? 0);
    const missing = missingBetween(before.get(sensorId), after.get(sensorId));
    if (missing !== null) {
      const stretches = missing.map(({ first, end }) => ({
        firstIndex: first,
        count: end - first,
      }));
      const samples = stretches.reduce((sum, { count }) => sum + count, 0);
      if (samples === 0 && (packets ?? 0) === 0) return [];
      return [{ sensorId, samples, estimated: false, stretches, packets }];
    }
    if (packets === 0) return [];
    const samples = samplesByTime(sensorId, around);
    if (samples === 0) return [];
    return [{ sensorId, samples, estimated: true, stretches: [], packets }];
  });
}

/** null where its numbers do not go on from one side to the other. */
function missingBetween(before?: Sighting, after?: Sighting): Stretch[] | null {
  if (!before || !after || before.seen.length === 0) return null;
  const from = before.seen.reduce((end, stretch) => Math.max(end, stretch.end), 0);
  const to = after.seen.reduce((end, stretch) => Math.max(end, stretch.end), 0);
  if (to <= from) return null;
  return without({ first: from, end: to }, [...after.seen, ...after.told]);
}

/** What of `whole` none of `parts` covers. */
function without(whole: Stretch, parts: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  let first = whole.first;
  for (const part of [...parts].sort((a, b) => a.first - b.first)) {
    if (part.first > first) left.push({ first, end: Math.min(part.first, whole.end) });
    first = Math.max(first, part.end);
    if (first >= whole.end) return left;
  }
  return first < whole.end ? [...left, { first, end: whole.end }] : left;
}

/** A stream that was met right before the gap is taken to have gone on over the whole of it. */
function samplesByTime(sensorId: SensorId, around: Surroundings): number | null {
  const { fromUs, toUs } = around;
  const before = around.before.get(sensorId);
  const rateHz = around.rateOf(sensorId);
  if (before === undefined || rateHz === null || fromUs === null || toUs === null) return null;
  if (fromUs - before.toUs > STILL_STREAMING_US) return 0;
  return Math.round(((toUs - fromUs) / 1e6) * rateHz);
}
