import { compress, decompress, isLoaded } from '@foxglove/wasm-zstd';

/** Name of the compression in a chunk record. */
export const ZSTD = 'zstd';

export interface Zstd {
  compress(bytes: Uint8Array): Uint8Array;
  decompress(bytes: Uint8Array, uncompressedBytes: number): Uint8Array;
}

/** The codec loads asynchronously, once per process; afterwards it works synchronously. */
export async function loadZstd(): Promise<Zstd> {
  await isLoaded;
  return {
    compress: (bytes) => compress(bytes),
    decompress: (bytes, uncompressedBytes) => decompress(bytes, uncompressedBytes),
  };
}
