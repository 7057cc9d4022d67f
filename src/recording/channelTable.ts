import type { SensorId } from '../model/sensor.ts';
import type { AppendFile } from './appendFile.ts';
import { type ChannelKind, type Schemas, topicOf } from './channels.ts';
import { type McapSummary, recordBytes } from './mcapSummary.ts';

/** Which channel: of a sensor where there is one for each. */
export type ChannelKey =
  | { readonly kind: 'packets' | 'samples'; readonly sensor: SensorId }
  | { readonly kind: Exclude<ChannelKind, 'packets' | 'samples'>; readonly sensor?: undefined };

export function topicOfKey(key: ChannelKey): string {
  return key.sensor === undefined ? topicOf(key.kind) : topicOf(key.kind, key.sensor);
}

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
  /** By sensor, of kinds that have a channel for each; else by an empty name. */
  readonly #channels = new Map<ChannelKind, Map<string, OpenChannel>>();
  #count = 0;

  constructor(file: AppendFile, summary: McapSummary, schemas: Schemas) {
    this.#file = file;
    this.#summary = summary;
    this.#schemas = schemas;
  }

  /** The channel of a kind, and of a sensor where it has one for each, and the number of its next message. */
  next(key: ChannelKey): { readonly channelId: number; readonly sequence: number } {
    const channel = this.#channels.get(key.kind)?.get(key.sensor ?? '') ?? this.#openChannel(key);
    return { channelId: channel.channelId, sequence: channel.sequence++ };
  }

  #openChannel(key: ChannelKey): OpenChannel {
    const { kind, sensor } = key;
    const channel = { channelId: ++this.#count, sequence: 0 };
    const schemaId = this.#schemaIds.get(kind) ?? this.#openSchema(kind);
    const record = recordBytes((b) => {
      b.writeChannel({
        id: channel.channelId,
        schemaId,
        topic: topicOfKey(key),
        messageEncoding: this.#schemas[kind].messageEncoding,
        metadata: new Map(),
      });
    });
    this.#summary.addChannel(record);
    this.#file.append(record);
    const ofKind = this.#channels.get(kind) ?? new Map<string, OpenChannel>();
    this.#channels.set(kind, ofKind.set(sensor ?? '', channel));
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
