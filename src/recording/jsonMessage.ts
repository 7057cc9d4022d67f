import type { ControlInput, PipelineEvent } from '../model/events.ts';
import type { TruthEvent } from '../model/truth.ts';
import { UnknownTypeError } from './unknownMessages.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What a viewer is told of a JSON channel: the common fields and the objects that may follow. */
export interface JsonMessage {
  readonly fullName: string;
  readonly jsonSchema: Uint8Array;
}

const INPUT_TYPES: Record<ControlInput['type'], true> = {
  sensorLinked: true,
  sensorLost: true,
  placed: true,
  recalibrate: true,
  lyingPose: true,
  retryStep: true,
  calibrateOn: true,
  useCalibration: true,
  reuseCalibration: true,
  checkSides: true,
  newSet: true,
  askCue: true,
  marker: true,
  trialStart: true,
  trialEnd: true,
  programmeNote: true,
  clockExchange: true,
  samplesGone: true,
  hapticCue: true,
  cueOutput: true,
  hostClockJumped: true,
  hubReport: true,
};

const EVENT_TYPES: Record<PipelineEvent['type'], true> = {
  calibrationStage: true,
  calibration: true,
  sideCheck: true,
  phase: true,
  rep: true,
  repRejected: true,
  landing: true,
  stride: true,
  strideRejected: true,
  hold: true,
  holdRejected: true,
  cueOn: true,
  cueOff: true,
  cueSuppressed: true,
  inLine: true,
  samplesLost: true,
  samplesLate: true,
  samplesRefilled: true,
  sensorClock: true,
  fault: true,
};

const TRUTH_EVENT_TYPES: Record<TruthEvent['type'], true> = {
  initialContact: true,
  toeOff: true,
  takeOff: true,
  landing: true,
  holdStart: true,
  holdEnd: true,
  touchDown: true,
  repStart: true,
  repBottom: true,
  repEnd: true,
  moveStart: true,
  moveEnd: true,
  heelTouch: true,
  heelUp: true,
};

/** Everything besides packets that entered the pipeline. */
export const INPUT_MESSAGE = jsonMessage('plumbline.Input', INPUT_TYPES, {
  sensorId: { type: 'string' },
  sensor: { type: 'object' },
  reason: { type: 'string' },
  placement: { type: ['string', 'null'] },
  label: { type: 'string' },
  name: { type: 'string' },
  note: { type: 'object' },
  windows: { type: 'object' },
  calibration: { type: 'object' },
  exchange: { type: 'object' },
  firstIndex: { type: 'integer' },
  count: { type: 'integer' },
  side: { type: 'string' },
  decidedUs: { type: 'integer' },
  sentUs: { type: 'integer' },
  acknowledgedUs: { type: ['integer', 'null'] },
  problem: { type: ['string', 'null'] },
  byUs: { type: 'integer' },
  number: { type: 'integer' },
  shownUs: { type: ['integer', 'null'] },
  soundedUs: { type: ['integer', 'null'] },
  hub: { type: 'object' },
  sensors: { type: 'array' },
});

/** What the pipeline found out. */
export const EVENT_MESSAGE = jsonMessage('plumbline.Event', EVENT_TYPES, {
  decidedUs: { type: 'integer' },
  stage: { type: 'string' },
  instruction: { type: 'string' },
  done: { type: 'integer' },
  wanted: { type: 'integer' },
  calibration: { type: 'object' },
  phase: { type: 'string' },
  rep: { type: 'object' },
  repNumber: { type: 'integer' },
  rejection: { type: 'object' },
  landing: { type: 'object' },
  stride: { type: 'object' },
  hold: { type: 'object' },
  cue: { type: 'object' },
  side: { type: 'string' },
  reason: { type: 'string' },
  value: { type: 'number' },
  threshold: { type: 'number' },
  result: { type: 'string' },
  sensorId: { type: ['string', 'null'] },
  firstIndex: { type: 'integer' },
  count: { type: 'integer' },
  estimated: { type: 'boolean' },
  basis: { type: 'string' },
  skewPpm: { type: 'number' },
  residualUs: { type: 'number' },
  boundUs: { type: ['number', 'null'] },
  sentence: { type: 'string' },
});

/** What the simulator knows to have happened. */
export const TRUTH_EVENT_MESSAGE = jsonMessage('plumbline.TruthEvent', TRUTH_EVENT_TYPES, {
  side: { type: ['string', 'null'] },
  flightS: { type: 'number' },
  jumpHeightM: { type: ['number', 'null'] },
  kneeFlexionDeg: { type: 'number' },
  startFlexionDeg: { type: 'number' },
});

function jsonMessage(
  fullName: string,
  types: Record<string, true>,
  properties: Record<string, { type: string | string[] }>,
): JsonMessage {
  const schema = {
    title: fullName,
    type: 'object',
    properties: {
      type: { type: 'string', enum: Object.keys(types) },
      timeUs: { type: 'integer', description: 'microseconds since the Unix epoch, hub clock' },
      ...properties,
    },
    required: ['type', 'timeUs'],
  };
  return { fullName, jsonSchema: encoder.encode(JSON.stringify(schema)) };
}

/**
 * Refuses numbers that JSON would turn into null: they would come back as something else.
 * @throws TypeError that names the field.
 */
export function encodeJson(message: ControlInput | PipelineEvent | TruthEvent): Uint8Array {
  const text = JSON.stringify(message, (key: string, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new TypeError(
        `"${key}" of a ${message.type} message is ${value}; JSON holds finite numbers and null`,
      );
    }
    return value;
  });
  return encoder.encode(text);
}

/** @throws UnknownTypeError of an input of a later version, TypeError of what is no input. */
export function decodeInput(bytes: Uint8Array): ControlInput {
  const value: unknown = JSON.parse(decoder.decode(bytes));
  if (isOneOf<ControlInput>(value, INPUT_TYPES)) return value;
  throw refusal('input', value, INPUT_TYPES);
}

/** @throws UnknownTypeError of an event of a later version, TypeError of what is no event. */
export function decodeEvent(bytes: Uint8Array): PipelineEvent {
  const value: unknown = JSON.parse(decoder.decode(bytes));
  if (isOneOf<PipelineEvent>(value, EVENT_TYPES)) return value;
  throw refusal('event', value, EVENT_TYPES);
}

/** @throws UnknownTypeError of an event of a later version, TypeError of what is no event. */
export function decodeTruthEvent(bytes: Uint8Array): TruthEvent {
  const value: unknown = JSON.parse(decoder.decode(bytes));
  if (isOneOf<TruthEvent>(value, TRUTH_EVENT_TYPES)) return value;
  throw refusal('event of the truth', value, TRUTH_EVENT_TYPES);
}

/** The writer of the file is this program; the type word is what tells versions apart. */
function isOneOf<T extends { type: string; timeUs: number }>(
  value: unknown,
  types: Record<T['type'], true>,
): value is T {
  return isTyped(value) && Object.hasOwn(types, value.type);
}

function isTyped(value: unknown): value is { type: string; timeUs: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'timeUs' in value &&
    typeof value.timeUs === 'number'
  );
}

function refusal(kind: string, value: unknown, types: Record<string, true>): TypeError {
  const found = JSON.stringify(value)?.slice(0, 80);
  const sentence = `${kind} ${found} is not one of ${Object.keys(types).join(', ')}`;
  return isTyped(value) ? new UnknownTypeError(sentence, value.type) : new TypeError(sentence);
}
