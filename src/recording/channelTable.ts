import type { AppendFile } from './appendFile.ts';
import type { ChannelKind, Schemas } from './channels.ts';
import { type McapSummary, recordBytes } from './mcapSummary.ts';

interface OpenChannel {
  readonly channelId: number;
  /** Of its next message. */
  sequence: number;
}

/**
 * Numbers channels and schemas as they appear, and writes their records at the top level of
 * the file ahead of the chunk that uses them: inside chunks a repair could not find them.
 */
export class ChannelTable {
  readonly #file: AppendFile;
  readonly #summary: McapSummary;
  readonly #schemas: Schemas;
  readonly #schemaIds = new Map<ChannelKind, number>();
  readonly #channels = new Map<string, OpenChannel>();

  constructor(file: AppendFile, summary: McapSummary, schemas: Schemas) {
    this.#file = file;
    this.#summary = summary;
    this.#schemas = schemas;
  }

  /** The channel of a topic and the sequence number of its next message. */
  next(
    kind: ChannelKind,
    topic: string,
  ): { readonly channelId: number; readonly sequence: number } {
    const channel = this.#channels.get(topic) ?? this.#openChannel(kind, topic);
    return { channelId: channel.channelId, sequence: channel.sequence++ };
  }

  #openChannel(kind: ChannelKind, topic: string): OpenChannel {
    const channel = { channelId: this.#channels.size + 1, sequence: 0 };
    const schemaId = this.#schemaIds.get(kind) ?? this.#openSchema(kind);
    const record = recordBytes((b) => {
      b.writeChannel({
        id: channel.channelId,
        schemaId,
        topic,
        messageEncoding: this.#schemas[kind].messageEncoding,
        metadata: new Map(),
      });
    });
    this.#summary.addChannel(record);
    this.#file.append(record);
    this.#channels.set(topic, channel);
    return channel;
  }

  #openSchema(kind: ChannelKind): number {
    const id = this.#schemaIds.size + 1;
    const { name, encoding, data } = this.#schemas[kind];
    const record = recordBytes((b) => b.writeSchema({ id, name, encoding, data }));
    this.#summary.addSchema(record);
    this.#file.append(record);
    this.#schemaIds.set(kind, id);
    return id;
  }
}
