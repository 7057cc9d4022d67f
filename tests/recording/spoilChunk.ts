import { open } from 'node:fs/promises';
import { readIndex } from '../../src/recording/fileIndex.ts';
import { ReadFile } from '../../src/recording/readFile.ts';

/** Turns four bytes in the midst of one chunk of a finished recording over. */
export async function spoilChunk(path: string): Promise<void> {
  const file = await ReadFile.open(path);
  const { chunkIndexes } = await readIndex(file);
  const chunk = chunkIndexes[Math.floor(chunkIndexes.length / 2)];
  const at = Number(chunk.chunkStartOffset) + Math.floor(Number(chunk.chunkLength) / 2);
  const bytes = (await file.read(at, 4)).map((byte) => ~byte);
  await file.close();
  const handle = await open(path, 'r+');
  await handle.write(bytes, 0, bytes.length, at);
  await handle.close();
}
