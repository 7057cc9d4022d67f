import { readFile } from 'node:fs/promises';
import { McapIndexedReader, McapStreamReader, type TypedMcapRecord } from '@mcap/core';
import protobuf from 'protobufjs';
import 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { LEG_MEASURES } from '../../src/model/bodyFrame.ts';
import { loadZstd } from '../../src/recording/zstd.ts';
import { record } from './record.ts';
import { SENSORS, type Step, sessionSteps } from './session.ts';

const zstd = await loadZstd();
const decompressHandlers = {
  zstd: (bytes: Uint8Array, size: bigint) => zstd.decompress(bytes, Number(size)),
};

function countsByTopic(steps: readonly Step[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (topic: string, n = 1) => {
    if (n > 0) counts[topic] = (counts[topic] ?? 0) + n;
  };
  for (const step of steps) {
    if (step.kind === 'truth') add('/truth');
    else if (step.kind === 'output') {
      for (const { sensorId } of step.output.samples) add(`/samples/${sensorId}`);
      add('/body', step.output.frames.length);
      add('/events', step.output.events.length);
    } else if (step.input.type === 'packet') add(`/packets/${step.input.packet.sensorId}`);
    else add('/inputs');
  }
  return counts;
}

async function indexedReader(bytes: Uint8Array): Promise<McapIndexedReader> {
  return McapIndexedReader.Initialize({
    readable: {
      size: async () => BigInt(bytes.length),
      read: async (offset, size) => bytes.slice(Number(offset), Number(offset + size)),
    },
    decompressHandlers,
  });
}

describe('a recording in the hands of a stock MCAP reader', () => {
  it('streams whole, with checksums, and every message after its channel', async () => {
    const steps = [...sessionSteps(6)];
    const reader = new McapStreamReader({ decompressHandlers });
    reader.append(await readFile(await record(steps)));
    const counts: Record<string, number> = {};
    const topics = new Map<number, string>();
    const logTimes: bigint[] = [];
    const records: TypedMcapRecord['type'][] = [];
    for (let next = reader.nextRecord(); next; next = reader.nextRecord()) {
      records.push(next.type);
      if (next.type === 'Channel') topics.set(next.id, next.topic);
      if (next.type !== 'Message') continue;
      const topic = topics.get(next.channelId) ?? 'unannounced';
      expect(next.sequence).toBe(counts[topic] ?? 0);
      counts[topic] = (counts[topic] ?? 0) + 1;
      logTimes.push(next.logTime);
    }
    expect(reader.done()).toBe(true);
    expect(counts).toEqual(countsByTopic(steps));
    expect(records.slice(0, 2)).toEqual(['Header', 'Metadata']);
    expect(logTimes).toEqual(logTimes.toSorted((a, b) => Number(a - b)));
  });

  it('is indexed with right statistics and a schema for every channel', async () => {
    const steps = [...sessionSteps(6)];
    const expected = countsByTopic(steps);
    const reader = await indexedReader(await readFile(await record(steps)));
    const channels = [...reader.channelsById.values()];
    expect(channels.map(({ topic }) => topic).toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const { id, topic, schemaId, messageEncoding } of channels) {
      expect(reader.statistics?.channelMessageCounts.get(id)).toBe(BigInt(expected[topic]));
      const encoding = messageEncoding === 'json' ? 'jsonschema' : 'protobuf';
      expect(reader.schemasById.get(schemaId)).toMatchObject({ encoding });
    }
    const total = Object.values(expected).reduce((a, b) => a + b, 0);
    expect(reader.statistics?.messageCount).toBe(BigInt(total));
    expect(reader.statistics?.chunkCount).toBe(reader.chunkIndexes.length);
    expect(reader.statistics?.metadataCount).toBe(1);
    let read = 0;
    for await (const _ of reader.readMessages({ validateCrcs: true })) read += 1;
    expect(read).toBe(total);
  });

  it('shows body frames by the names of their columns', async () => {
    const steps = [...sessionSteps(1)];
    const reader = await indexedReader(await readFile(await record(steps)));
    const [frame] = steps.flatMap((step) => (step.kind === 'output' ? step.output.frames : []));
    for await (const message of reader.readMessages({ topics: ['/body'] })) {
      const schema = reader.schemasById.get(
        reader.channelsById.get(message.channelId)?.schemaId ?? 0,
      );
      const root = protobuf.Root.fromDescriptor(schema?.data ?? new Uint8Array(), {
        keepCase: true,
      });
      const type = root.lookupType(schema?.name ?? '');
      const shown = type.toObject(type.decode(message.data), { longs: Number });
      expect(shown.time_us).toBe(frame.timeUs);
      expect(message.logTime).toBe(BigInt(frame.arrivalUs) * 1000n);
      expect(message.publishTime).toBe(BigInt(frame.timeUs) * 1000n);
      for (const leg of frame.legs) {
        for (const { key, column } of LEG_MEASURES) {
          expect(shown[`${leg.side}_${column}`]).toBe(leg.measures[key]);
        }
        expect(shown[`${leg.side}_ankle_quality`]).toBe(leg.quality.ankle);
        expect(shown[`${leg.side}_shank_qz`]).toBe(leg.shank[3]);
      }
      break;
    }
  });

  it('shows samples and packets by name too', async () => {
    const reader = await indexedReader(await readFile(await record(sessionSteps(1))));
    const topic = `/samples/${SENSORS[0].id}`;
    for await (const message of reader.readMessages({ topics: [topic] })) {
      const schema = reader.schemasById.get(
        reader.channelsById.get(message.channelId)?.schemaId ?? 0,
      );
      const type = protobuf.Root.fromDescriptor(schema?.data ?? new Uint8Array(), {
        keepCase: true,
      }).lookupType(schema?.name ?? '');
      const shown = type.toObject(type.decode(message.data), { longs: Number });
      expect(shown.time_us).toHaveLength(2);
      expect(shown.acceleration).toHaveLength(6);
      expect(shown.angular_rate).toHaveLength(6);
      expect(message.publishTime).toBe(BigInt(shown.time_us[0]) * 1000n);
      break;
    }
  });
});
