import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  decodeStreamPacket,
  encodeStreamPacket,
  STREAM_FLAG,
} from '../../firmware-protocol/index.ts';
import type { SensorDescription, SensorId } from '../../src/model/sensor.ts';
import { encodeImportedPacket, importedContent } from '../../src/protocols/index.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { RecordingError } from '../../src/recording/recordingError.ts';
import { type RecoveryReport, recoverRecording } from '../../src/recording/recover.ts';
import { RecordingTail } from '../../src/recording/tail.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import {
  SENSORS,
  SESSION,
  STARTED_US,
  seededRandom,
  sessionSteps,
  temporaryFolder,
  writeStep,
} from './session.ts';

const DURATION_S = 3;
const SAMPLES = 100 * DURATION_S;
const TRUNCATIONS = 100;
const CORRUPTIONS = 60;
const PAGES = 40;
const PAGE_BYTES = 4096;
/**
 * A torn end is reckoned from two arrival times and the rate: each end can be off by one packet
 * of two samples and by the jitter of arrivals.
 */
const TORN_TOLERANCE = 5;

interface Original {
  readonly bytes: Buffer;
  /** Ends of the chunks; the data in front of the first is the head. */
  readonly ends: readonly number[];
}

let original: Original;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'losses-'));
  const path = join(folder, 'session.mcap');
  const writer = await RecordingWriter.create(path, SESSION, {
    flushMs: null,
    chunkBytes: 24 * 1024,
  });
  for (const step of sessionSteps(DURATION_S)) if (step.kind !== 'truth') writeStep(writer, step);
  await writer.close();
  const tail = await RecordingTail.open(path);
  const ends: number[] = [];
  while (await tail.next([])) ends.push(tail.offset);
  await tail.close();
  original = { bytes: await readFile(path), ends };
  await rm(folder, { recursive: true });
});

/** Indices of the samples of each sensor that the file still gives. */
async function readable(path: string): Promise<Map<SensorId, Set<number>>> {
  const found = new Map<SensorId, Set<number>>(SENSORS.map(({ id }) => [id, new Set()]));
  const recording = await openRecording(path);
  for await (const batch of recording.batches(['samples'])) {
    for (const { samples } of batch) {
      for (let i = 0; i < samples.count; i++) {
        found.get(samples.sensorId)?.add(samples.firstIndex + i);
      }
    }
  }
  await recording.close();
  return found;
}

/** What a report says to be missing of a sensor, and how. */
function toldOf({ losses }: RecoveryReport, id: SensorId) {
  const told = losses.flatMap(({ sensors }) => sensors.filter(({ sensorId }) => sensorId === id));
  const indices = told.flatMap(({ stretches }) =>
    stretches.flatMap(({ firstIndex, count }) =>
      Array.from({ length: count }, (_, i) => firstIndex + i),
    ),
  );
  const estimated = told.filter((loss) => loss.estimated);
  return { indices, estimated };
}

/** Compares what a report says with what the file gives. */
async function expectToldRight(report: RecoveryReport, path: string, where: string): Promise<void> {
  for (const [id, indices] of await readable(path)) {
    const missing = Array.from({ length: SAMPLES }, (_, k) => k).filter((k) => !indices.has(k));
    const told = toldOf(report, id);
    const isLast = missing.at(-1) === SAMPLES - 1;
    const isFirst = missing[0] === 0;
    // On one side of such a gap there are no numbers.
    if (isLast || isFirst) expect(told.indices, where).toEqual([]);
    else expect(told.indices, where).toEqual(missing);
    const [estimate] = told.estimated;
    // The head of a chunk that is gone itself does not tell how long it was.
    if (!isLast || estimate?.samples == null) continue;
    expect(told.estimated).toHaveLength(1);
    const error = estimate.samples - missing.length;
    expect(Math.abs(error), where).toBeLessThanOrEqual(TORN_TOLERANCE);
  }
}

/** Spoils a copy, recovers it thoroughly and gives the report; null where its head is gone. */
async function recovered(path: string, bytes: Uint8Array): Promise<RecoveryReport | null> {
  await writeFile(path, bytes);
  try {
    return await recoverRecording(path, { thorough: true });
  } catch (error) {
    if (error instanceof RecordingError) return null;
    throw error;
  } finally {
    await rm(`${path}.torn`, { force: true });
  }
}

describe('the report of a recovery', () => {
  it('names the samples of a chunk that one wrong byte spoilt, 60 times', async () => {
    const path = join(await temporaryFolder(), 'spoilt.mcap');
    const { bytes, ends } = original;
    const random = seededRandom(21);
    let spoilt = 0;
    for (let i = 0; i < CORRUPTIONS; i++) {
      const at = Math.floor(random() * bytes.length);
      const copy = Buffer.from(bytes);
      copy[at] ^= 1 << (i % 8);
      const report = await recovered(path, copy);
      if (report === null) {
        expect(at).toBeLessThan(ends[0]);
        continue;
      }
      spoilt += report.losses.length;
      await expectToldRight(report, path, `byte ${at}`);
    }
    expect(spoilt).toBeGreaterThan(CORRUPTIONS / 2);
  });

  it('names the samples of what a page of zeros or of other bytes replaced, 40 times', async () => {
    const path = join(await temporaryFolder(), 'page.mcap');
    const { bytes, ends } = original;
    const random = seededRandom(23);
    for (let i = 0; i < PAGES; i++) {
      const at = ends[0] + Math.floor(random() * (bytes.length - PAGE_BYTES - ends[0]));
      const copy = Buffer.from(bytes);
      const page = Array.from({ length: PAGE_BYTES }, () =>
        i % 2 === 0 ? 0 : Math.floor(256 * random()),
      );
      copy.set(page, at);
      // As a power cut leaves it: without an end; every other time closed before.
      const spoilt = i % 4 < 2 ? copy : copy.subarray(0, ends.at(-1));
      const report = await recovered(path, spoilt);
      if (report === null) throw new Error('the head was spoilt');
      expect(report.losses.length).toBeGreaterThan(0);
      await expectToldRight(report, path, `page at ${at}`);
    }
  });

  it('tells how much stood in a torn end, 100 times', async () => {
    const path = join(await temporaryFolder(), 'torn.mcap');
    const { bytes, ends } = original;
    const whole = await readableWhole(path);
    const random = seededRandom(22);
    let told = 0;
    for (let i = 0; i < TRUNCATIONS; i++) {
      const size = Math.floor(random() * bytes.length);
      const report = await recovered(path, bytes.subarray(0, size));
      if (report === null) {
        expect(size).toBeLessThan(ends[0]);
        continue;
      }
      const kept = await readable(path);
      const [loss] = report.losses;
      // Cut between two records, within an index or behind the data.
      if (loss === undefined || loss.messages === 0) continue;
      expect(report.losses).toHaveLength(1);
      expect(loss).toMatchObject({ kind: 'end', bytes: report.tornBytes });
      expect(loss.offset + loss.bytes).toBe(size);
      if (loss.toUs === null) continue;
      told += 1;
      // Samples of the chunk that was cut: what the file had up to its end.
      const end = whole.chunkSamples[ends.findIndex((chunkEnd) => size < chunkEnd)];
      for (const [id, indices] of kept) {
        const lost = (end.get(id) ?? 0) - indices.size;
        const [estimate] = toldOf(report, id).estimated;
        if (indices.size === 0) continue;
        expect(Math.abs((estimate?.samples ?? 0) - lost), `cut at ${size}`).toBeLessThanOrEqual(
          TORN_TOLERANCE,
        );
      }
    }
    expect(told).toBeGreaterThan(TRUNCATIONS / 2);
  });

  it('changes nothing when it is only to check, and says the same', async () => {
    const path = join(await temporaryFolder(), 'checked.mcap');
    const { bytes } = original;
    const torn = bytes.subarray(0, Math.floor(bytes.length * 0.6));
    await writeFile(path, torn);
    const checked = await recoverRecording(path, { checkOnly: true });
    expect(await readFile(path)).toEqual(torn);
    expect(checked).toMatchObject({ recovered: true, tornPath: null });
    const done = await recoverRecording(path);
    expect({ ...done, tornPath: null }).toEqual(checked);
  });

  it('counts what the radio lost as lost by the radio', async () => {
    const path = join(await temporaryFolder(), 'radio.mcap');
    const writer = await RecordingWriter.create(path, SESSION, { flushMs: null, chunkBytes: 8192 });
    const [{ id }] = SENSORS;
    const gap = { firstIndex: 120, count: 30 };
    for (const step of sessionSteps(DURATION_S)) {
      if (step.kind === 'truth') continue;
      if (step.kind === 'output') {
        const [block] = step.output.samples;
        const isLost = block?.sensorId === id && block.firstIndex >= 120 && block.firstIndex < 150;
        if (isLost) continue;
        if (block?.sensorId === id && block.firstIndex === 150) {
          const timeUs = block.timeUs[0];
          const event = { type: 'samplesLost', timeUs, sensorId: id, ...gap } as const;
          writer.writeOutput({ samples: [], frames: [], events: [event] });
        }
      }
      writeStep(writer, step);
    }
    await writer.close();
    const bytes = await readFile(path);
    // Within the data of the gap's time: the middle of the file.
    const at = Math.floor(bytes.length * (130 / SAMPLES));
    bytes[at] ^= 4;
    const report = await recovered(path, bytes);
    const kept = await readable(path);
    if (report === null) throw new Error('the head was spoilt');
    const missing = Array.from({ length: SAMPLES }, (_, k) => k).filter(
      (k) => !kept.get(id)?.has(k) && !(k >= 120 && k < 150),
    );
    expect(report.losses).toHaveLength(1);
    expect(toldOf(report, id).indices).toEqual(missing);
  });
});

/** How many samples of each sensor the whole file holds up to the end of each chunk. */
async function readableWhole(path: string) {
  await writeFile(path, original.bytes);
  const recording = await openRecording(path);
  const chunkSamples: Map<SensorId, number>[] = [];
  const sum = new Map<SensorId, number>();
  for await (const batch of recording.batches(['samples'])) {
    for (const { samples } of batch) {
      sum.set(samples.sensorId, (sum.get(samples.sensorId) ?? 0) + samples.count);
    }
    chunkSamples.push(new Map(sum));
  }
  await recording.close();
  return { chunkSamples };
}

describe('a recording of packets alone', () => {
  /** Packets of two samples each; those of `seconds` come in order of `firstIndices`. */
  async function packetsOnly(
    sensor: SensorDescription,
    packets: readonly { firstIndex: number; bytes: Uint8Array }[],
  ): Promise<{ path: string; bytes: Buffer; ends: number[] }> {
    const path = join(await temporaryFolder(), 'packets.mcap');
    const writer = await RecordingWriter.create(path, SESSION, { flushMs: null, chunkBytes: 2048 });
    writer.writeInput({ type: 'sensorLinked', timeUs: STARTED_US, sensor });
    packets.forEach(({ bytes }, i) => {
      const packet = { sensorId: sensor.id, arrivalUs: STARTED_US + 20_000 * (i + 1), bytes };
      writer.writeInput({ type: 'packet', packet });
    });
    await writer.close();
    const tail = await RecordingTail.open(path);
    const ends: number[] = [];
    while (await tail.next([])) ends.push(tail.offset);
    await tail.close();
    return { path, bytes: await readFile(path), ends };
  }

  /** Spoils the fourth chunk; gives what is told of it and what the file gives no more. */
  async function spoiltFourth(
    { path, bytes, ends }: { path: string; bytes: Buffer; ends: number[] },
    indicesOf: (packet: Uint8Array) => number[],
  ) {
    const before = await packetIndices(path, indicesOf);
    bytes[ends[3] - 20] ^= 16;
    const report = await recovered(path, bytes);
    if (report === null) throw new Error('the head was spoilt');
    const after = await packetIndices(path, indicesOf);
    return { report, missing: [...before].filter((index) => !after.has(index)).sort(byNumber) };
  }

  async function packetIndices(path: string, indicesOf: (packet: Uint8Array) => number[]) {
    const recording = await openRecording(path);
    const found = new Set<number>();
    for await (const input of recording.inputs()) {
      if (input.type === 'packet') for (const i of indicesOf(input.packet.bytes)) found.add(i);
    }
    await recording.close();
    return found;
  }

  const byNumber = (a: number, b: number): number => a - b;
  const consecutive = (firstIndex: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => firstIndex + i);

  it('of our protocol is told by the counters in them, without those asked for again', async () => {
    const [sensor] = SENSORS;
    const packetOf = (firstIndex: number, flags = 0) => ({
      firstIndex,
      bytes: encodeStreamPacket({
        ...{ sequence: 0, flags, firstIndex, deviceTimeUs: 10_000 * firstIndex },
        ...{ counts: new Int16Array(12).fill(firstIndex), magneticCounts: new Int16Array(0) },
      }),
    });
    const packets = consecutive(0, 300).map((i) => packetOf(1000 + 2 * i));
    // Two come again behind the spoilt chunk: the stream goes on behind them, not from them.
    packets.splice(
      250,
      0,
      packetOf(1010, STREAM_FLAG.refilled),
      packetOf(1012, STREAM_FLAG.refilled),
    );
    const { report, missing } = await spoiltFourth(await packetsOnly(sensor, packets), (bytes) =>
      consecutive(decodeStreamPacket(bytes).firstIndex, 2),
    );
    expect(missing.length).toBeGreaterThan(10);
    expect(toldOf(report, sensor.id)).toEqual({ indices: missing, estimated: [] });
    expect(report.losses[0].sensors[0].packets).toBe(missing.length / 2);
  });

  it('of an imported table is told by the numbers of its rows', async () => {
    const sensor: SensorDescription = { ...SENSORS[0], driver: 'imported' };
    const packets = consecutive(0, 300).map((i) => ({
      firstIndex: 2 * i,
      bytes: encodeImportedPacket({
        firstIndex: 2 * i,
        count: 2,
        timeUs: Float64Array.of(STARTED_US + 20_000 * i, STARTED_US + 20_000 * i + 10_000),
        acceleration: new Float64Array(6).fill(i),
        angularRate: new Float64Array(6).fill(-i),
      }),
    }));
    const { report, missing } = await spoiltFourth(await packetsOnly(sensor, packets), (bytes) =>
      consecutive(importedContent(bytes)?.firstIndex ?? -9, 2),
    );
    expect(missing.length).toBeGreaterThan(10);
    expect(toldOf(report, sensor.id)).toEqual({ indices: missing, estimated: [] });
  });
});
