import type { Channel, Schema } from '@mcap/core';
import {
  type ChannelDecoder,
  type ContentKind,
  channelDecoder,
  type RecordedContent,
} from './channelDecoders.ts';
import { messagesIn, openChunk } from './chunkReader.ts';
import type { Zstd } from './zstd.ts';

/** Log times in microseconds: from `fromUs` on, up to but without `toUs`. */
export interface LogRange {
  readonly fromUs?: number;
  readonly toUs?: number;
}

/** A decoded message with the instant the hub had it. */
export type Recorded<K extends ContentKind = ContentKind> = Extract<
  RecordedContent,
  { readonly kind: K }
> & { readonly logUs: number };

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

  /** @throws Error that says what is damaged. */
  decode<K extends ContentKind>(
    chunk: Uint8Array,
    kinds: readonly K[],
    range: LogRange = {},
  ): Recorded<K>[] {
    const { fromUs = Number.NEGATIVE_INFINITY, toUs = Number.POSITIVE_INFINITY } = range;
    const records = openChunk(chunk, this.#zstd);
    const decoded: Recorded<K>[] = [];
    for (const { channelId, logUs, data } of messagesIn(records, (id) =>
      this.isWanted(id, kinds),
    )) {
      if (logUs < fromUs || logUs >= toUs) continue;
      const content = this.#channels.get(channelId)?.decode(data);
      if (content && hasKind(content, kinds)) decoded.push({ ...content, logUs });
    }
    return decoded;
  }
}

function hasKind<K extends ContentKind>(
  content: RecordedContent,
  kinds: readonly K[],
): content is Extract<RecordedContent, { readonly kind: K }> {
  const all: readonly ContentKind[] = kinds;
  return all.includes(content.kind);
}
