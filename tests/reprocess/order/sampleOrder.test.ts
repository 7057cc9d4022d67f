import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  decodeStreamPacket,
  encodeStreamPacket,
  STREAM_FLAG,
} from '../../../firmware-protocol/index.ts';
import type { BodyFrame } from '../../../src/model/bodyFrame.ts';
import type { PipelineInput } from '../../../src/model/events.ts';
import type { Packet, SensorId } from '../../../src/model/sensor.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { openRecording } from '../../../src/recording/reader.ts';
import { settingsHash } from '../../../src/recording/settingsHash.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { timeOf } from '../../../src/reprocess/inputs.ts';
import { processRecording } from '../../../src/reprocess/processRecording.ts';
import { verify } from '../../../src/reprocess/verify.ts';
import { simulatedInputs } from '../../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { START_US } from '../../pipeline/offline.ts';
import { collect } from '../../recording/collect.ts';
import { SESSION } from '../../recording/session.ts';

const { feeds, durationS } = simulateSquatSession({ seed: 5, reps: 2 });
const linked = feeds.map(({ sensor }) => ({ ...sensor, run: 3 }));
const whole = [...simulatedInputs(feeds, START_US, durationS)].map((input): PipelineInput => {
  if (input.type !== 'sensorLinked') return input;
  return { ...input, sensor: linked.find(({ id }) => id === input.sensor.id)! };
});
const VICTIM = linked.find(({ id }) => id.includes('right-shank'))!;

const folder = mkdtempSync(join(tmpdir(), 'order-'));
afterAll(() => rmSync(folder, { recursive: true }));

function seconds(s: number): number {
  return START_US + s * 1e6;
}

function refilled(packet: Packet, arrivalUs: number): Packet {
  const bytes = encodeStreamPacket({
    ...decodeStreamPacket(packet.bytes),
    flags: STREAM_FLAG.refilled,
  });
  return { ...packet, arrivalUs, bytes };
}

/** The session with the packets of one sensor in some stretches sent again later. */
function withGaps(
  stretches: readonly { fromS: number; toS: number; againS: number; linkLost: boolean }[],
): PipelineInput[] {
  const inputs = whole.flatMap((input): PipelineInput[] => {
    if (input.type !== 'packet' || input.packet.sensorId !== VICTIM.id) return [input];
    const { arrivalUs } = input.packet;
    const gap = stretches.find((s) => arrivalUs >= seconds(s.fromS) && arrivalUs < seconds(s.toS));
    if (!gap) return [input];
    const laterUs = seconds(gap.againS) + Math.round((arrivalUs - seconds(gap.fromS)) / 4);
    return [{ type: 'packet', packet: refilled(input.packet, laterUs) }];
  });
  for (const { fromS, toS, linkLost } of stretches) {
    if (!linkLost) continue;
    const { id: sensorId } = VICTIM;
    const reason = 'outOfRange';
    inputs.push({ type: 'sensorLost', timeUs: seconds(fromS + 0.5), sensorId, reason });
    inputs.push({ type: 'sensorLinked', timeUs: seconds(toS), sensor: VICTIM });
  }
  return inputs.sort((a, b) => timeOf(a) - timeOf(b));
}

async function process(inputs: readonly PipelineInput[], name: string) {
  const raw = join(folder, `${name}-raw.mcap`);
  const meta = { ...SESSION, startedUs: START_US, settings: DEFAULT_SETTINGS };
  const rawWriter = await RecordingWriter.create(raw, meta);
  for (const input of inputs) rawWriter.writeInput(input);
  await rawWriter.close();
  const recording = await openRecording(raw);
  const out = join(folder, `${name}.mcap`);
  const settings = DEFAULT_SETTINGS;
  const writer = await RecordingWriter.create(out, {
    ...meta,
    id: name,
    parent: meta.id,
    settingsHash: settingsHash(settings),
  });
  const options = { settings, standing: null, functional: null, onProgress: () => {} };
  const report = await processRecording(recording, writer, options);
  await writer.close();
  await recording.close();
  const processed = await openRecording(out);
  const frames = await collect(processed.frames());
  const inputsOut = await collect(processed.inputs());
  const events = await collect(processed.events());
  const { difference } = await verify(processed);
  await processed.close();
  return { report, frames, inputs: inputsOut, events, difference };
}

function flexionOf(frames: readonly BodyFrame[]): Map<number, number> {
  return new Map(
    frames.map(({ timeUs, legs }) => [
      timeUs,
      legs.find(({ side }) => side === 'right')?.measures.kneeFlexionDeg ?? Number.NaN,
    ]),
  );
}

function samplesOf(inputs: readonly PipelineInput[], sensor: SensorId): number[] {
  return inputs.flatMap((input) => {
    if (input.type !== 'packet' || input.packet.sensorId !== sensor) return [];
    return [decodeStreamPacket(input.packet.bytes).firstIndex];
  });
}

describe('computing anew a recording in which a sensor sent again what was lost', () => {
  it('gives the frames that nothing lost would have given, and each sample in its place', async () => {
    const complete = await process(whole, 'whole');
    const again = await process(
      withGaps([
        { fromS: 14, toS: 14.3, againS: 14.6, linkLost: false },
        { fromS: 20, toS: 24, againS: 24.5, linkLost: true },
      ]),
      'again',
    );
    expect(again.difference).toBeNull();
    expect(samplesOf(again.inputs, VICTIM.id)).toEqual(samplesOf(whole, VICTIM.id));
    expect(again.events.filter(({ type }) => type === 'samplesLost')).toEqual([]);
    expect(again.report.reps).toBe(complete.report.reps);
    expect(again.report.framesWithAngles).toBe(complete.report.framesWithAngles);
    const flexion = flexionOf(complete.frames);
    const apart = [...flexionOf(again.frames)].map(([timeUs, deg]) =>
      Math.abs(deg - (flexion.get(timeUs) ?? Number.NaN)),
    );
    // The arrivals of the gap do not bound the clock any more: its offset is off by some 0.1 ms.
    expect(Math.max(...apart.filter(Number.isFinite))).toBeLessThan(0.1);
    // The loss of the link is still told, where the next link is.
    const lost = again.inputs.findIndex(({ type }) => type === 'sensorLost');
    expect(again.inputs[lost + 1]?.type).toBe('sensorLinked');
  }, 60_000);

  it('leaves the order as it is where nothing came later', async () => {
    const { inputs } = await process(whole, 'untouched');
    const packets = (of: readonly PipelineInput[]) =>
      of.flatMap((input) => (input.type === 'packet' ? [input.packet.arrivalUs] : []));
    expect(packets(inputs)).toEqual(packets(whole));
  }, 60_000);
});
