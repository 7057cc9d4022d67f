import { open, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decompress, isLoaded } from '@foxglove/wasm-zstd';
import { McapIndexedReader, McapStreamReader, type TypedMcapRecords } from '@mcap/core';
import { describe, expect, it } from 'vitest';
import {
  exportMcap,
  FOXGLOVE_LAYOUT,
  PLOTJUGGLER_LAYOUT,
} from '../../../../src/exchange/export/mcap/exportMcap.ts';
import { fieldNumbers } from '../../../../src/recording/protoSchema.ts';
import { opened } from '../../../recording/opened.ts';
import { record } from '../../../recording/record.ts';
import { sessionSteps, temporaryFolder } from '../../../recording/session.ts';
import { exportedBy, SAMPLE } from '../sample.ts';

const COPY = basename(SAMPLE);

async function decompressHandlers() {
  await isLoaded;
  return {
    zstd: (bytes: Uint8Array, size: bigint) => decompress(bytes, Number(size)),
  };
}

interface Read {
  readonly channels: Map<number, TypedMcapRecords['Channel']>;
  readonly schemas: Map<number, TypedMcapRecords['Schema']>;
  readonly counts: Map<number, bigint>;
  readonly statistics: TypedMcapRecords['Statistics'];
}

/** From the first byte to the last, as a pipe brings them. */
async function streamed(path: string): Promise<Read> {
  const reader = new McapStreamReader({
    decompressHandlers: await decompressHandlers(),
    validateCrcs: true,
  });
  const read = { channels: new Map(), schemas: new Map(), counts: new Map<number, bigint>() };
  let statistics: TypedMcapRecords['Statistics'] | undefined;
  const bytes = await readFile(path);
  for (let at = 0; at < bytes.length; at += 60_000) {
    reader.append(bytes.subarray(at, at + 60_000));
    for (let each = reader.nextRecord(); each; each = reader.nextRecord()) {
      if (each.type === 'Channel') read.channels.set(each.id, each);
      if (each.type === 'Schema') read.schemas.set(each.id, each);
      if (each.type === 'Statistics') statistics = each;
      if (each.type !== 'Message') continue;
      read.counts.set(each.channelId, (read.counts.get(each.channelId) ?? 0n) + 1n);
    }
  }
  expect(reader.done()).toBe(true);
  if (statistics === undefined) throw new Error('no statistics');
  return { ...read, statistics };
}

/** By the index at the end, as viewers open files. */
async function indexed(path: string): Promise<Read> {
  const file = await open(path);
  try {
    const reader = await McapIndexedReader.Initialize({
      readable: {
        size: async () => BigInt((await file.stat()).size),
        read: async (offset, length) => {
          const bytes = new Uint8Array(Number(length));
          await file.read(bytes, 0, bytes.length, Number(offset));
          return bytes;
        },
      },
      decompressHandlers: await decompressHandlers(),
    });
    const counts = new Map<number, bigint>();
    let before = 0n;
    for await (const { channelId, logTime } of reader.readMessages()) {
      expect(logTime >= before).toBe(true);
      before = logTime;
      counts.set(channelId, (counts.get(channelId) ?? 0n) + 1n);
    }
    const { channelsById, schemasById, statistics } = reader;
    if (statistics === undefined) throw new Error('no statistics');
    return {
      channels: new Map(channelsById),
      schemas: new Map(schemasById),
      counts,
      statistics,
    };
  } finally {
    await file.close();
  }
}

describe('an MCAP for viewers', () => {
  it('is read whole by stock readers, streamed and indexed, with right statistics', async () => {
    const folder = await exportedBy(exportMcap, SAMPLE);
    expect((await readdir(folder)).toSorted()).toEqual(
      [COPY, FOXGLOVE_LAYOUT, PLOTJUGGLER_LAYOUT].toSorted(),
    );
    const path = join(folder, COPY);
    const [stream, index] = [await streamed(path), await indexed(path)];
    for (const { channels, schemas, counts, statistics } of [stream, index]) {
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0n);
      expect(statistics.messageCount).toBe(total);
      expect(statistics.channelCount).toBe(channels.size);
      expect(statistics.schemaCount).toBe(schemas.size);
      expect(new Map(statistics.channelMessageCounts)).toEqual(counts);
    }
    expect(stream.counts).toEqual(index.counts);
  });

  it('has a schema for every channel, in the encodings that viewers know', async () => {
    const { channels, schemas } = await streamed(SAMPLE);
    for (const { schemaId, topic, messageEncoding } of channels.values()) {
      const schema = schemas.get(schemaId);
      expect(schemaId, topic).toBeGreaterThan(0);
      expect(schema?.data.length, topic).toBeGreaterThan(10);
      expect([messageEncoding, schema?.encoding], topic).toEqual(
        messageEncoding === 'json' ? ['json', 'jsonschema'] : ['protobuf', 'protobuf'],
      );
    }
  });

  it('comes with layouts whose curves are fields of its frames', async () => {
    const folder = await exportedBy(exportMcap, SAMPLE);
    const { channels, schemas } = await streamed(SAMPLE);
    const body = [...channels.values()].find(({ topic }) => topic === '/body');
    const schema = schemas.get(body?.schemaId ?? 0);
    const fields = [...fieldNumbers(schema?.name ?? '', schema?.data ?? new Uint8Array()).keys()];
    const foxglove = await readFile(join(folder, FOXGLOVE_LAYOUT), 'utf8');
    const plotJuggler = await readFile(join(folder, PLOTJUGGLER_LAYOUT), 'utf8');
    const curves = [
      [...foxglove.matchAll(/"\/body\.(\w+)"/g)].map(([, field]) => field),
      [...plotJuggler.matchAll(/name="\/body\/(\w+)"/g)].map(([, field]) => field),
    ];
    expect(curves[0]).toEqual(curves[1]);
    expect(curves[0]).toHaveLength(14);
    for (const field of curves[0]) expect(fields).toContain(field);
    const { configById, layout } = JSON.parse(foxglove);
    const shown = JSON.stringify(layout).match(/\w+!plumbline\d?/g);
    expect(shown?.toSorted()).toEqual(Object.keys(configById).toSorted());
  });

  it('is refused, with nothing left, where a chunk is damaged', async () => {
    const path = await record(sessionSteps(12));
    const file = await open(path, 'r+');
    await file.write(
      Uint8Array.from({ length: 500 }, () => 7),
      0,
      500,
      200_000,
    );
    await file.close();
    const folder = await temporaryFolder();
    const job = exportMcap(await opened(path), join(folder, 'out'));
    await expect(job).rejects.toThrow(/damaged chunks, at which viewers stop/);
    expect(await readdir(folder)).toEqual([]);
  });
});
