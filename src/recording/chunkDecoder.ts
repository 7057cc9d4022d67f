import type { Channel, Schema } from '@mcap/core';
import {
  type ChannelDecoder,
  type ContentKind,
  channelDecoder,
  type Recorded,
} from './channelDecoders.ts';
import { messagesIn, openChunk } from './chunkReader.ts';
import { UnknownTypeError } from './unknownMessages.ts';
import type { Zstd } from './zstd.ts';

export type { Recorded } from './channelDecoders.ts';

/** Log times in microseconds: from `fromUs` on, up to but without `toUs`. */
export interface LogRange {
  readonly fromUs?: number;
  readonly toUs?: number;
}

/** Turns chunk records into messages of the channels it was told of. */
export class ChunkDecoder {
  readonly #zstd: Zstd;
  readonly #channels = new Map<number, ChannelDecoder>();

  constructor(zstd: Zstd) {
    this.#zstd = zstd;
  }

  /** Channels that are not ours are passed over. */
  addChannel(channel: Channel, schema: Schema | undefined): void {
    const decoder = channelDecoder(channel, schema);
    if (decoder) this.#channels.set(channel.id, decoder);
  }

  isWanted(channelId: number, kinds: readonly ContentKind[]): boolean {
    const decoder = this.#channels.get(channelId);
    return decoder !== undefined && kinds.includes(decoder.kind);
  }

  /**
   * Messages of a type that this version does not know are passed over, as their channels are.
   * @param onUnknown told the type of each and where in the chunk it stands
   * @throws Error that says what is damaged.
   */
  decode<K extends ContentKind>(
    chunk: Uint8Array,
    kinds: readonly K[],
    range: LogRange = {},
    onUnknown: (type: string, offset: number) => void = () => {},
  ): Recorded<K>[] {
    const { fromUs = Number.NEGATIVE_INFINITY, toUs = Number.POSITIVE_INFINITY } = range;
    const records = openChunk(chunk, this.#zstd);
    const decoded: Recorded<K>[] = [];
    for (const { channelId, logUs, data, offset } of messagesIn(records, (id) =>
      this.isWanted(id, kinds),
    )) {
      if (logUs < fromUs || logUs >= toUs) continue;
      try {
        const message = this.#channels.get(channelId)?.decode(data, logUs);
        if (message && hasKind(message, kinds)) decoded.push(message);
      } catch (error) {
        if (!(error instanceof UnknownTypeError)) throw error;
        onUnknown(error.messageType, offset);
      }
    }
    return decoded;
  }
}

function hasKind<K extends ContentKind>(
  message: Recorded,
  kinds: readonly K[],
): message is Recorded<K> {
  const all: readonly ContentKind[] = kinds;
  return all.includes(message.kind);
}
