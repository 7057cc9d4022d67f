import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_MAX_EXPANSION,
  expandedBytes,
} from '../../../src/exchange/import/expandedBytes.ts';
import { ImportFile } from '../../../src/exchange/import/importFile.ts';
import { collect } from '../../recording/collect.ts';
import { sampleCsv } from './csv/sampleTable.ts';
import { errorOf } from './errorOf.ts';
import { temporaryFile } from './temporaryFile.ts';

const TEXT = sampleCsv({ rows: 5000 });
const ZIPPED = gzipSync(TEXT);

async function expanded(
  content: Uint8Array | string,
  maxExpansion = DEFAULT_MAX_EXPANSION,
  name = 'any.bin',
): Promise<Buffer> {
  const file = await ImportFile.open(await temporaryFile(name, content));
  try {
    const chunks = expandedBytes(file, { maxExpansion, onBytesRead: () => undefined });
    return Buffer.concat(await collect(chunks));
  } finally {
    await file.close();
  }
}

function flipped(at: number): Buffer {
  const bytes = Buffer.from(ZIPPED);
  bytes[at] ^= 0x55;
  return bytes;
}

describe('the bytes of an imported file', () => {
  it('are decompressed by what they are, not by what they are called', async () => {
    expect(String(await expanded(ZIPPED, DEFAULT_MAX_EXPANSION, 'a.csv'))).toBe(TEXT);
    expect(String(await expanded(TEXT, DEFAULT_MAX_EXPANSION, 'a.csv.gz'))).toBe(TEXT);
    expect(await expanded('')).toHaveLength(0);
  });

  it.each([
    ['cut short', ZIPPED.subarray(0, 30_000), ['cut short', 'byte 30000']],
    ['cut within the checksum', ZIPPED.subarray(0, -3), ['cut short', `byte ${ZIPPED.length - 3}`]],
    ['cut within the header', ZIPPED.subarray(0, 7), ['cut short', 'byte 7']],
    ['a wrong checksum', flipped(ZIPPED.length - 7), ['damaged', 'incorrect data check']],
    ['a wrong length', flipped(ZIPPED.length - 2), ['damaged', 'incorrect length check']],
    ['damage in the middle', flipped(40_000), ['damaged', 'behind byte']],
    [
      'text behind it',
      Buffer.concat([ZIPPED, Buffer.from('more')]),
      ['followed by something else'],
    ],
    [
      'zeros behind it',
      Buffer.concat([ZIPPED, Buffer.alloc(512)]),
      [`end at byte ${ZIPPED.length}`, `up to byte ${ZIPPED.length + 512}`],
    ],
  ])('are refused when gzip data have %s', async (_, content, says) => {
    const { message } = await errorOf(expanded(content));
    for (const words of says) expect(message).toContain(words);
    expect(message).toMatch(/any\.bin: its? .+\.$/);
  });

  it('are refused when they expand like no table does', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, '0,'));
    const { message } = await errorOf(expanded(bomb));
    expect(message).toContain(`more than 64 times the ${bomb.length} bytes`);
    const mild = gzipSync(`${'1.000,'.repeat(40_000)}\n${TEXT.repeat(60)}`);
    await expect(expanded(mild, 2)).rejects.toThrow('more than 2 times');
  });

  it('may expand more while there are few', async () => {
    const small = Buffer.alloc(1024 * 1024, '0,');
    expect(gzipSync(small).length * 100).toBeLessThan(small.length);
    expect((await expanded(gzipSync(small))).equals(small)).toBe(true);
  });
});
