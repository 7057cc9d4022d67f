import { Opcode } from '@mcap/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openChunk } from '../../src/recording/chunkReader.ts';
import { loadZstd, type Zstd } from '../../src/recording/zstd.ts';

/** What zstd expands a block of four bytes to, at most. */
const BLOCK_BYTES = 128 * 1024;
const GIGABYTE = 1024 ** 3;
const VALID_BYTES = 64 * 1024 ** 2;

let zstd: Zstd;
beforeAll(async () => {
  zstd = await loadZstd();
});

/** A frame of zstd that expands to so many zeros, by blocks that say one byte and how often it comes. */
function bombOf(bytes: number, saysItsSize: boolean): Buffer {
  // Magic number; whether the size is said; a window of 8 MiB.
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, saysItsSize ? 0xc0 : 0, 0x68]);
  const size = Buffer.alloc(saysItsSize ? 8 : 0);
  if (saysItsSize) size.writeBigUInt64LE(BigInt(bytes));
  const count = Math.ceil(bytes / BLOCK_BYTES);
  const blocks = Buffer.alloc(4 * count);
  for (let i = 0; i < count; i++) {
    const isLast = i === count - 1 ? 1 : 0;
    blocks.writeUIntLE((BLOCK_BYTES << 3) | (1 << 1) | isLast, 4 * i, 3);
  }
  return Buffer.concat([head, size, blocks]);
}

/** A chunk record whose head says that its records are of so many bytes. */
function chunkOf(stored: Buffer, says: bigint): Buffer {
  const content = Buffer.alloc(44 + stored.length);
  content.writeBigUInt64LE(says, 16);
  content.writeUInt32LE(4, 28);
  content.write('zstd', 32);
  content.writeBigUInt64LE(BigInt(stored.length), 36);
  stored.copy(content, 44);
  const head = Buffer.alloc(9);
  head[0] = Opcode.CHUNK;
  head.writeBigUInt64LE(BigInt(content.length), 1);
  return Buffer.concat([head, content]);
}

describe('a chunk that expands', () => {
  it('is read where it is as large as it says', () => {
    const bytes = 16 * BLOCK_BYTES;
    const chunk = chunkOf(bombOf(bytes, false), BigInt(bytes));
    // It gets as far as the checksum, which is of other bytes.
    expect(() => openChunk(chunk, zstd)).toThrow(/^chunk checksum is \d+, its header says 0$/);
  });

  it.each([
    ['more than is valid', BigInt(VALID_BYTES + 1)],
    ['a gigabyte', BigInt(GIGABYTE)],
    ['all there could be', 2n ** 64n - 1n],
  ])('is refused before it is expanded where it says %s', (_, says) => {
    const expanding: Zstd = {
      ...zstd,
      decompress: () => {
        throw new Error('it was expanded');
      },
    };
    expect(() => openChunk(chunkOf(bombOf(GIGABYTE, true), says), expanding)).toThrow(
      `at most ${VALID_BYTES} is valid`,
    );
  });

  it.each([
    ['and says nothing', false, 1000n],
    ['and says so within', true, 1000n],
    ['while its chunk says what is valid at most', false, BigInt(VALID_BYTES)],
    ['while its chunk says nothing', true, 0n],
  ])('to a gigabyte %s is refused, in a memory that is bounded', (_, within, says) => {
    const chunk = chunkOf(bombOf(GIGABYTE, within), says);
    expect(chunk.length).toBeLessThan(40_000);
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 5; i++) expect(() => openChunk(chunk, zstd)).toThrow();
    expect(process.memoryUsage().rss - before).toBeLessThan(2 * VALID_BYTES);
  });
});
