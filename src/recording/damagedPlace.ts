import { Opcode } from '@mcap/core';
import { chunkHead } from './chunkReader.ts';
import type { RecordPlace, RecordWalker } from './recordWalker.ts';

/** Opcode and length, times, sizes, checksum, the name of a compression and a length behind it. */
const CHUNK_HEAD_BYTES = 256;
/** No chunk spans longer: a span beyond it comes of spoilt bytes. */
const LONGEST_CHUNK_NS = 3600n * 1_000_000_000n;

/** Bytes that cannot be read. */
export interface DamagedPlace {
  /** A whole chunk, bytes between two records, or the torn end of the file. */
  readonly kind: 'chunk' | 'bytes' | 'end';
  readonly offset: number;
  readonly bytes: number;
  /** Sound chunks ahead of it. */
  readonly soundBefore: number;
  /** Log times its own head names; null where that cannot be read either. */
  readonly spanNs: readonly [start: bigint, end: bigint] | null;
  /** Messages in it by channel id, as the message indexes behind it tell; null where none do. */
  readonly messages: ReadonlyMap<number, number> | null;
}

/** One whose message indexes may still be met. */
export type OpenDamage = Omit<DamagedPlace, 'messages'> & { messages: Map<number, number> | null };

/** @param lastNs log time of the last message ahead of it, 0 where there is none */
export async function spanAt(
  walker: RecordWalker,
  at: number,
  lastNs: bigint,
): Promise<DamagedPlace['spanNs']> {
  return spanIn(await walker.bytes(at, CHUNK_HEAD_BYTES), lastNs);
}

/** A chunk whose record is whole and cannot be read. */
export async function spoiltChunk(
  walker: RecordWalker,
  { offset, length }: RecordPlace,
  soundBefore: number,
  lastNs: bigint,
): Promise<OpenDamage> {
  const spanNs = await spanAt(walker, offset, lastNs);
  return { kind: 'chunk', offset, bytes: length, soundBefore, spanNs, messages: null };
}

/** The bytes behind the last whole record of a file that was not closed. */
export async function tornEnd(
  walker: RecordWalker,
  tornAt: number,
  size: number,
  soundBefore: number,
  lastNs: bigint,
): Promise<OpenDamage> {
  const [opcode] = await walker.bytes(tornAt, 1);
  // Of these records nothing is lost: the recovery writes them anew, or they hold no message.
  const holdsNone = opcode !== Opcode.CHUNK && opcode >= Opcode.SCHEMA && opcode <= Opcode.DATA_END;
  return {
    kind: 'end',
    offset: tornAt,
    bytes: size - tornAt,
    soundBefore,
    spanNs: await spanAt(walker, tornAt, lastNs),
    messages: holdsNone ? new Map() : null,
  };
}

/** The log times that the head of a chunk names, where one stands there and they can be. */
function spanIn(bytes: Uint8Array, lastNs: bigint): DamagedPlace['spanNs'] {
  const head = bytes[0] === Opcode.CHUNK ? chunkHead(bytes) : null;
  if (head === null) return null;
  const { messageStartTime: start, messageEndTime: end } = head;
  const isHonest = start >= lastNs && end >= start && end - start <= LONGEST_CHUNK_NS;
  return isHonest && (lastNs === 0n || start - lastNs <= LONGEST_CHUNK_NS) ? [start, end] : null;
}

export function countIn(damage: OpenDamage, channelId: number, count: number): void {
  damage.messages ??= new Map();
  damage.messages.set(channelId, count);
}
