import { crc32 } from 'node:zlib';
import { type ChunkIndex, McapRecordBuilder, type MetadataIndex, Opcode } from '@mcap/core';

/** The footer without its checksum, which covers these bytes too: opcode, length, two offsets. */
const FOOTER_HEAD_BYTES = 1 + 8 + 8 + 8;

/** The bytes of the records that `write` puts into a builder. */
export function recordBytes(write: (builder: McapRecordBuilder) => void): Uint8Array {
  const builder = new McapRecordBuilder();
  write(builder);
  return builder.buffer;
}

/**
 * What the end of an MCAP file repeats and counts. The writer and the recovery of an
 * unfinished file fill it in the same way.
 */
export class McapSummary {
  readonly #schemas: Uint8Array[] = [];
  readonly #channels: Uint8Array[] = [];
  readonly #metadata: MetadataIndex[] = [];
  /** As they will stand in the file: there are five chunks a second, and an object for each weighs ten times that. */
  readonly #chunkIndexes = new McapRecordBuilder();
  #chunkCount = 0;
  #spanNs: readonly [start: bigint, end: bigint] = [0n, 0n];
  readonly #counts = new Map<number, bigint>();

  /** Takes a whole record, opcode and length included, to be repeated byte for byte. */
  addSchema(record: Uint8Array): void {
    this.#schemas.push(record);
  }

  addChannel(record: Uint8Array): void {
    this.#channels.push(record);
  }

  addMetadata(index: MetadataIndex): void {
    this.#metadata.push(index);
  }

  /** `counts`: messages per channel id in this chunk. */
  addChunk(index: ChunkIndex, counts: ReadonlyMap<number, number>): void {
    this.#chunkIndexes.writeChunkIndex(index);
    const { messageStartTime, messageEndTime } = index;
    // Log times never decrease in file order, so the first chunk and the last bound all others.
    this.#spanNs = [this.#chunkCount === 0 ? messageStartTime : this.#spanNs[0], messageEndTime];
    this.#chunkCount += 1;
    for (const [channelId, count] of counts) {
      this.#counts.set(channelId, (this.#counts.get(channelId) ?? 0n) + BigInt(count));
    }
  }

  get messages(): number {
    return Number(this.#messageCount());
  }

  /** Log times of the first and the last message, nanoseconds; both 0 when there is none. */
  get spanNs(): readonly [start: bigint, end: bigint] {
    return this.#spanNs;
  }

  /** DataEnd, summary, summary offsets, footer and closing magic for data of `dataBytes` bytes. */
  encode(dataBytes: number): Uint8Array {
    // Zero: the data section has no checksum as a whole; every chunk has its own.
    const dataEnd = recordBytes((b) => b.writeDataEnd({ dataSectionCrc: 0 }));
    const summaryStart = dataBytes + dataEnd.length;
    const groups: [Opcode, Uint8Array][] = [
      [Opcode.SCHEMA, Buffer.concat(this.#schemas)],
      [Opcode.CHANNEL, Buffer.concat(this.#channels)],
      [Opcode.STATISTICS, recordBytes((b) => this.#writeStatistics(b))],
      [
        Opcode.METADATA_INDEX,
        recordBytes((b) => {
          for (const index of this.#metadata) b.writeMetadataIndex(index);
        }),
      ],
      [Opcode.CHUNK_INDEX, this.#chunkIndexes.buffer],
    ];
    const summary = Buffer.concat(groups.map(([, bytes]) => bytes));
    const offsets = recordBytes((b) => {
      let groupStart = summaryStart;
      for (const [groupOpcode, bytes] of groups) {
        if (bytes.length > 0) {
          b.writeSummaryOffset({
            groupOpcode,
            groupStart: BigInt(groupStart),
            groupLength: BigInt(bytes.length),
          });
        }
        groupStart += bytes.length;
      }
    });
    const footer = {
      summaryStart: BigInt(summaryStart),
      summaryOffsetStart: BigInt(summaryStart + summary.length),
    };
    const footerHead = recordBytes((b) => b.writeFooter({ ...footer, summaryCrc: 0 }));
    const summaryCrc = crc32(
      Buffer.concat([summary, offsets, footerHead.subarray(0, FOOTER_HEAD_BYTES)]),
    );
    const end = recordBytes((b) => {
      b.writeFooter({ ...footer, summaryCrc });
      b.writeMagic();
    });
    return Buffer.concat([dataEnd, summary, offsets, end]);
  }

  #messageCount(): bigint {
    let total = 0n;
    for (const count of this.#counts.values()) total += count;
    return total;
  }

  #writeStatistics(builder: McapRecordBuilder): void {
    const [messageStartTime, messageEndTime] = this.spanNs;
    builder.writeStatistics({
      messageCount: this.#messageCount(),
      schemaCount: this.#schemas.length,
      channelCount: this.#channels.length,
      attachmentCount: 0,
      metadataCount: this.#metadata.length,
      chunkCount: this.#chunkCount,
      messageStartTime,
      messageEndTime,
      channelMessageCounts: this.#counts,
    });
  }
}
