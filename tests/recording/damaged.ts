import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRecording, type Recorded, type Recording } from '../../src/recording/reader.ts';
import { RecordingError } from '../../src/recording/recordingError.ts';
import { recoverRecording } from '../../src/recording/recover.ts';
import { RecordingTail } from '../../src/recording/tail.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { SESSION, sessionSteps, writeStep } from './session.ts';

const KINDS = ['packet', 'frame', 'event'] as const;

/** A recording of many chunks, each as text to compare, and the end of each in the file. */
export interface Original {
  readonly path: string;
  readonly bytes: Buffer;
  readonly chunks: readonly string[];
  readonly ends: readonly number[];
}

function keyOf(item: Recorded<(typeof KINDS)[number]>): string {
  switch (item.kind) {
    case 'packet':
      return `${item.packet.sensorId} ${item.packet.arrivalUs} ${Buffer.from(item.packet.bytes).toString('hex')}`;
    case 'frame':
      return `frame ${item.frame.timeUs}`;
    case 'event':
      return JSON.stringify(item.event);
  }
}

/** The messages of each chunk that gives any, as text to compare. */
export async function contentOf(recording: Recording): Promise<string[]> {
  const contents: string[] = [];
  for await (const batch of recording.batches(KINDS)) contents.push(batch.map(keyOf).join('\n'));
  return contents;
}

/** Opens as the hub does: what has no end or a damaged one is recovered first. */
async function openAgain(path: string): Promise<Recording> {
  try {
    return await openRecording(path);
  } catch (error) {
    const isCurable =
      error instanceof RecordingError && ['unfinished', 'damaged'].includes(error.problem);
    if (!isCurable) throw error;
    await recoverRecording(path);
    return openRecording(path);
  }
}

/** Two seconds of a session in small chunks. */
export async function recordedIn(folder: string): Promise<Original> {
  const path = join(folder, 'session.mcap');
  const writer = await RecordingWriter.create(path, SESSION, {
    flushMs: 60_000,
    chunkBytes: 16 * 1024,
  });
  for (const step of sessionSteps(2)) writeStep(writer, step);
  await writer.close();
  const recording = await openRecording(path);
  const chunks = await contentOf(recording);
  await recording.close();
  const tail = await RecordingTail.open(path);
  const ends: number[] = [];
  while (await tail.next([])) ends.push(tail.offset);
  await tail.close();
  return { path, bytes: await readFile(path), chunks, ends };
}

/** Writes bytes in place of a recording and says which chunks are given, and how many were not. */
export async function givenOf(path: string, bytes: Uint8Array) {
  await writeFile(path, bytes);
  const recording = await openAgain(path);
  try {
    const given = await contentOf(recording);
    return { given, damagedChunks: recording.damagedChunks };
  } finally {
    await recording.close();
    await rm(`${path}.torn`, { force: true });
  }
}

export function withBitFlipped(bytes: Uint8Array, at: number, bit: number): Buffer {
  const spoilt = Buffer.from(bytes);
  spoilt[at] = (spoilt[at] ?? 0) ^ (1 << bit);
  return spoilt;
}

/** Whether only the chunk is missing, if any, in which, or ahead of which, the wrong byte stands. */
export function isAllBut(
  { chunks, ends }: Original,
  given: readonly string[],
  at: number,
): boolean {
  const hit = ends.findIndex((end) => at < end);
  const expected = given.length < chunks.length ? chunks.filter((_, i) => i !== hit) : chunks;
  return given.length === expected.length && given.every((text, i) => text === expected[i]);
}
