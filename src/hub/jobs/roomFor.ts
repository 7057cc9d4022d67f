import type { FreeBytes } from '../diskSpace.ts';
import { JobError } from './jobError.ts';

/** What a job leaves free of the disk: what is recorded live must go on. */
const ROOM_LEFT_BYTES = 512 * 1024 * 1024;

/** @throws JobError where the disk has no room for so much */
export async function makeSureOfRoom(sizeBytes: number, freeBytes: FreeBytes): Promise<void> {
  const free = await freeBytes();
  if (free === null || free - sizeBytes > ROOM_LEFT_BYTES) return;
  throw new JobError(
    409,
    `The disk of the hub has ${megabytes(free)} free, and this needs ${megabytes(sizeBytes + ROOM_LEFT_BYTES)} with what is left for recording: make room there and try it again.`,
  );
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2)} MB`;
}
