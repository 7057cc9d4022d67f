import type { Channel, Schema, TypedMcapRecord } from '@mcap/core';
import type { SensorDescription, SensorId } from '../model/sensor.ts';
import { contentOf, importedContent } from '../protocols/index.ts';
import { type ChannelMeaning, meaningOf } from './channels.ts';
import { ChunkDecoder } from './chunkDecoder.ts';
import { parseRecords } from './parseRecords.ts';
import type { ReadFile } from './readFile.ts';
import type { SoundChunk } from './scan.ts';
import type { Zstd } from './zstd.ts';

/** Consecutive samples of a sensor: `first` ≤ index < `end`. */
export interface Stretch {
  readonly first: number;
  readonly end: number;
}

/** What some chunks in a row tell of one sensor. */
export interface Sighting {
  /** Of one link, in order of arrival. */
  readonly seen: Stretch[];
  /** What the radio did not deliver, as it was told. */
  readonly told: Stretch[];
  /** Instants of the first and the last sample, else arrivals; hub time, µs. */
  fromUs: number;
  toUs: number;
  samples: number;
}

/** Reads which samples stand in a few chunks of a file, by the numbers the sensors gave them. */
export class SightingReader {
  readonly #file: ReadFile;
  readonly #decoder: ChunkDecoder;
  readonly #meanings = new Map<number, ChannelMeaning>();
  readonly #sensors = new Map<SensorId, SensorDescription>();

  /** @param descriptions schema and channel records of the file */
  constructor(file: ReadFile, zstd: Zstd, descriptions: readonly Uint8Array[]) {
    this.#file = file;
    this.#decoder = new ChunkDecoder(zstd);
    const schemas = new Map<number, Schema>();
    const records = descriptions.flatMap(recordsOf);
    for (const record of records) if (record.type === 'Schema') schemas.set(record.id, record);
    for (const record of records) if (record.type === 'Channel') this.#add(record, schemas);
  }

  /** What a channel carries; null for one that is not ours or not described. */
  meaningOf(channelId: number): ChannelMeaning | null {
    return this.#meanings.get(channelId) ?? null;
  }

  rateOf(sensorId: SensorId): number | null {
    return this.#sensors.get(sensorId)?.rateHz ?? null;
  }

  /** Learns of the sensors from all that was put into the pipeline besides packets. */
  async learn(chunks: readonly SoundChunk[]): Promise<void> {
    for (const chunk of chunks) {
      if (![...chunk.channelIds].some((id) => this.meaningOf(id)?.kind === 'inputs')) continue;
      for (const { input } of await this.#decode(chunk, ['input'])) {
        if (input.type === 'sensorLinked') this.#sensors.set(input.sensor.id, input.sensor);
      }
    }
  }

  /**
   * @param until 'linked' ends with the next link of a sensor, where its numbers may begin anew;
   * 'end' forgets what was before it
   */
  async read(
    chunks: readonly SoundChunk[],
    until: 'linked' | 'end',
  ): Promise<Map<SensorId, Sighting>> {
    const found = new Map<SensorId, Sighting>();
    const over = new Set<SensorId>();
    for (const chunk of chunks) {
      for (const item of await this.#decode(chunk, ['packet', 'samples', 'input', 'event'])) {
        if (item.kind === 'input') {
          if (item.input.type !== 'sensorLinked') continue;
          const { id } = item.input.sensor;
          if (until === 'end') found.delete(id);
          else over.add(id);
        } else if (item.kind === 'event') {
          if (item.event.type !== 'samplesLost' || over.has(item.event.sensorId)) continue;
          const { sensorId, firstIndex, count } = item.event;
          sightingOf(found, sensorId).told.push({ first: firstIndex, end: firstIndex + count });
        } else if (item.kind === 'samples') {
          const { sensorId, firstIndex, count, timeUs } = item.samples;
          if (over.has(sensorId) || count === 0) continue;
          note(sightingOf(found, sensorId), firstIndex, count, timeUs[0], timeUs[count - 1]);
        } else {
          const { sensorId, arrivalUs, bytes } = item.packet;
          const content = this.#countedIn(sensorId, bytes);
          if (content === null || over.has(sensorId)) continue;
          note(
            sightingOf(found, sensorId),
            content.firstIndex,
            content.count,
            arrivalUs,
            arrivalUs,
          );
        }
      }
    }
    return found;
  }

  /** Only where the file holds no samples of it: those say the same and are there for every make. */
  #countedIn(sensorId: SensorId, bytes: Uint8Array) {
    const hasSamples = [...this.#meanings.values()].some(
      (meaning) => meaning.kind === 'samples' && meaning.sensorId === sensorId,
    );
    const sensor = hasSamples ? undefined : this.#sensors.get(sensorId);
    if (sensor === undefined) return null;
    return sensor.driver === 'imported' ? importedContent(bytes) : contentOf(sensor.driver, bytes);
  }

  async #decode<K extends 'packet' | 'samples' | 'input' | 'event'>(
    { offset, length }: SoundChunk,
    kinds: readonly K[],
  ) {
    const bytes = await this.#file.read(offset, length);
    try {
      return this.#decoder.decode(bytes, kinds);
    } catch {
      // Whole by its checksum, and not understood: it tells nothing of what is lost.
      return [];
    }
  }

  #add(channel: Channel, schemas: ReadonlyMap<number, Schema>): void {
    try {
      this.#decoder.addChannel(channel, schemas.get(channel.schemaId));
    } catch {
      // Its description is spoilt: it tells nothing of what is lost, and the others still do.
      return;
    }
    const meaning = meaningOf(channel.topic);
    if (meaning) this.#meanings.set(channel.id, meaning);
  }
}

/** None where they are spoilt. */
function recordsOf(bytes: Uint8Array): TypedMcapRecord[] {
  try {
    return parseRecords(bytes);
  } catch {
    return [];
  }
}

function sightingOf(found: Map<SensorId, Sighting>, id: SensorId): Sighting {
  const known = found.get(id);
  if (known) return known;
  const sighting: Sighting = {
    seen: [],
    told: [],
    fromUs: Number.POSITIVE_INFINITY,
    toUs: Number.NEGATIVE_INFINITY,
    samples: 0,
  };
  found.set(id, sighting);
  return sighting;
}

function note(
  sighting: Sighting,
  firstIndex: number,
  count: number,
  fromUs: number,
  toUs: number,
): void {
  sighting.seen.push({ first: firstIndex, end: firstIndex + count });
  sighting.fromUs = Math.min(sighting.fromUs, fromUs);
  sighting.toUs = Math.max(sighting.toUs, toUs);
  sighting.samples += count;
}
