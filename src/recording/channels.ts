import type { CustomMeasure } from '../model/customMeasures.ts';
import { type SensorId, sensorId } from '../model/sensor.ts';
import { bodyMessage, TRUTH_MESSAGE } from './bodyMessage.ts';
import {
  EVENT_MESSAGE,
  INPUT_MESSAGE,
  type JsonMessage,
  TRUTH_EVENT_MESSAGE,
} from './jsonMessage.ts';
import { PACKET_MESSAGE } from './packetMessage.ts';
import type { ProtoMessage } from './protoSchema.ts';
import { SAMPLES_MESSAGE } from './samplesMessage.ts';

export type ChannelKind =
  | 'packets'
  | 'inputs'
  | 'samples'
  | 'body'
  | 'events'
  | 'truth'
  | 'truthEvents';

interface SchemaDescription {
  readonly name: string;
  readonly encoding: 'protobuf' | 'jsonschema';
  readonly data: Uint8Array;
  readonly messageEncoding: 'protobuf' | 'json';
}

function protobufSchema({ fullName, descriptorSet }: ProtoMessage): SchemaDescription {
  return { name: fullName, encoding: 'protobuf', data: descriptorSet, messageEncoding: 'protobuf' };
}

function jsonSchema({ fullName, jsonSchema: data }: JsonMessage): SchemaDescription {
  return { name: fullName, encoding: 'jsonschema', data, messageEncoding: 'json' };
}

export type Schemas = Readonly<Record<ChannelKind, SchemaDescription>>;

/**
 * High rates in Protocol Buffers, low rates in JSON; every channel has a schema.
 * @param custom the custom measures of the recording
 */
export function schemasOf(custom: readonly CustomMeasure[]): Schemas {
  return { ...SCHEMAS, body: protobufSchema(bodyMessage(custom)) };
}

const SCHEMAS: Omit<Schemas, 'body'> = {
  packets: protobufSchema(PACKET_MESSAGE),
  inputs: jsonSchema(INPUT_MESSAGE),
  samples: protobufSchema(SAMPLES_MESSAGE),
  events: jsonSchema(EVENT_MESSAGE),
  truth: protobufSchema(TRUTH_MESSAGE),
  truthEvents: jsonSchema(TRUTH_EVENT_MESSAGE),
};

const TRUTH_EVENTS_TOPIC = '/truth/events';

/** `/packets/<sensor>` and `/samples/<sensor>`; the others are one channel for the recording. */
export function topicOf(kind: 'packets' | 'samples', sensor: SensorId): string;
export function topicOf(kind: Exclude<ChannelKind, 'packets' | 'samples'>): string;
export function topicOf(kind: ChannelKind, sensor?: SensorId): string {
  if (kind === 'truthEvents') return TRUTH_EVENTS_TOPIC;
  return sensor === undefined ? `/${kind}` : `/${kind}/${sensor}`;
}

export type ChannelMeaning =
  | { readonly kind: 'packets' | 'samples'; readonly sensorId: SensorId }
  | { readonly kind: Exclude<ChannelKind, 'packets' | 'samples'> };

/** What a topic of a recording carries; null for one that somebody else added. */
export function meaningOf(topic: string): ChannelMeaning | null {
  if (topic === TRUTH_EVENTS_TOPIC) return { kind: 'truthEvents' };
  const [, kind, sensor] = /^\/([a-z]+)(?:\/(.+))?$/.exec(topic) ?? [];
  if ((kind === 'packets' || kind === 'samples') && sensor !== undefined) {
    return { kind, sensorId: sensorId(sensor) };
  }
  if (sensor !== undefined) return null;
  if (kind === 'inputs' || kind === 'body' || kind === 'events' || kind === 'truth') {
    return { kind };
  }
  return null;
}
