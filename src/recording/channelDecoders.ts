import type { Channel, Schema } from '@mcap/core';
import type { BodyFrame } from '../model/bodyFrame.ts';
import type { ControlInput, PipelineEvent } from '../model/events.ts';
import type { Packet, TimedSamples } from '../model/sensor.ts';
import type { TruthEvent, TruthFrame } from '../model/truth.ts';
import { bodyDecoder, truthDecoder } from './bodyMessage.ts';
import { meaningOf } from './channels.ts';
import { decodeEvent, decodeInput, decodeTruthEvent } from './jsonMessage.ts';
import { decodePacket } from './packetMessage.ts';
import { fieldNumbers } from './protoSchema.ts';
import { decodeSamples } from './samplesMessage.ts';

/** What one stored message is. */
export type RecordedContent =
  | { readonly kind: 'packet'; readonly packet: Packet }
  | { readonly kind: 'input'; readonly input: ControlInput }
  | { readonly kind: 'samples'; readonly samples: TimedSamples }
  | { readonly kind: 'frame'; readonly frame: BodyFrame }
  | { readonly kind: 'event'; readonly event: PipelineEvent }
  | { readonly kind: 'truth'; readonly truth: TruthFrame }
  | { readonly kind: 'truthEvent'; readonly truthEvent: TruthEvent };

export type ContentKind = RecordedContent['kind'];

/** A decoded message with the instant the hub had it. */
export type Recorded<K extends ContentKind = ContentKind> = Extract<
  RecordedContent,
  { readonly kind: K }
> & { readonly logUs: number };

export interface ChannelDecoder {
  readonly kind: ContentKind;
  readonly topic: string;
  readonly decode: (bytes: Uint8Array, logUs: number) => Recorded;
}

/** How to read a channel; null when it is not one of ours. */
export function channelDecoder(
  channel: Channel,
  schema: Schema | undefined,
): ChannelDecoder | null {
  const meaning = meaningOf(channel.topic);
  if (meaning === null || schema === undefined) return null;
  const { topic } = channel;
  switch (meaning.kind) {
    case 'packets': {
      const { sensorId } = meaning;
      return {
        kind: 'packet',
        topic,
        decode: (bytes, logUs) => ({
          logUs,
          kind: 'packet',
          packet: decodePacket(sensorId, bytes),
        }),
      };
    }
    case 'inputs':
      return {
        kind: 'input',
        topic,
        decode: (bytes, logUs) => ({ logUs, kind: 'input', input: decodeInput(bytes) }),
      };
    case 'samples': {
      const { sensorId } = meaning;
      return {
        kind: 'samples',
        topic,
        decode: (bytes, logUs) => ({
          logUs,
          kind: 'samples',
          samples: decodeSamples(sensorId, bytes),
        }),
      };
    }
    case 'body': {
      const decode = bodyDecoder(fieldNumbers(schema.name, schema.data));
      return {
        kind: 'frame',
        topic,
        decode: (bytes, logUs) => ({ logUs, kind: 'frame', frame: decode(bytes) }),
      };
    }
    case 'events':
      return {
        kind: 'event',
        topic,
        decode: (bytes, logUs) => ({ logUs, kind: 'event', event: decodeEvent(bytes) }),
      };
    case 'truthEvents':
      return {
        kind: 'truthEvent',
        topic,
        decode: (bytes, logUs) => ({
          logUs,
          kind: 'truthEvent',
          truthEvent: decodeTruthEvent(bytes),
        }),
      };
    case 'truth': {
      const decode = truthDecoder(fieldNumbers(schema.name, schema.data));
      return {
        kind: 'truth',
        topic,
        decode: (bytes, logUs) => ({ logUs, kind: 'truth', truth: decode(bytes) }),
      };
    }
  }
}
