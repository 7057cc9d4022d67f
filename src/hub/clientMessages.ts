import { z } from 'zod';
import { CALIBRATION_RETRIES } from '../model/events.ts';
import { hasOddLength } from '../model/oddLength.ts';
import { PLACEMENTS } from '../model/placement.ts';
import { MAX_SPEED, MIN_SPEED } from '../recording/player.ts';
import type { ClientMessage } from '../stream/messages.ts';
import { programmeNoteOfNow } from './programmeNoteOfNow.ts';

export const MAX_LABEL_LENGTH = 200;
export const MAX_TRIAL_NAME_LENGTH = 100;
const MAX_ID_LENGTH = 255;

/** Frames of one step; further away one seeks. */
const MAX_STEPS = 100;
const STEPS = `valid are whole numbers from -${MAX_STEPS} to ${MAX_STEPS}`;
const SPEEDS = `valid are ${MIN_SPEED} to ${MAX_SPEED}`;

const STEPS_AGAIN = `valid are ${CALIBRATION_RETRIES.join(', ')}`;

const sensorId = z.string().min(1).max(64);

const instantUs = z.int('valid are whole microseconds').nonnegative();

const replayMessage = z.discriminatedUnion('action', [
  z.strictObject({ type: z.literal('replay'), action: z.enum(['play', 'pause']) }),
  z.strictObject({
    type: z.literal('replay'),
    action: z.literal('seek'),
    positionS: z.number().nonnegative(),
    preview: z.boolean().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('replay'),
    action: z.literal('speed'),
    speed: z.number().min(MIN_SPEED, SPEEDS).max(MAX_SPEED, SPEEDS),
  }),
  z.strictObject({
    type: z.literal('replay'),
    action: z.literal('loop'),
    loop: z.boolean(),
    fromS: z.number().nonnegative().exactOptional(),
    toS: z.number().nonnegative().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('replay'),
    action: z.literal('step'),
    frames: z.int(STEPS).min(-MAX_STEPS, STEPS).max(MAX_STEPS, STEPS),
  }),
]);

const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('ack'),
    sequence: z
      .int()
      .nonnegative()
      .max(2 ** 32 - 1),
  }),
  replayMessage,
  z.strictObject({
    type: z.literal('watch'),
    recording: z.string().min(1).max(MAX_ID_LENGTH).nullable(),
    settings: z.record(z.string(), z.unknown()).exactOptional(),
  }),
  z.strictObject({ type: z.literal('recalibrate') }),
  z.strictObject({ type: z.literal('lyingPose') }),
  z.strictObject({ type: z.literal('retryStep'), step: z.enum(CALIBRATION_RETRIES, STEPS_AGAIN) }),
  z.strictObject({ type: z.literal('reuseCalibration') }),
  z.strictObject({ type: z.literal('checkSides') }),
  z.strictObject({ type: z.literal('newSet') }),
  z.strictObject({ type: z.literal('askCue') }),
  z.strictObject({ type: z.literal('haptics'), on: z.boolean('valid are true and false') }),
  z.strictObject({
    type: z.literal('cueOutput'),
    number: z.int('valid is the number of a cue').positive(),
    shownUs: instantUs.nullable(),
    soundedUs: instantUs.nullable(),
  }),
  z.strictObject({ type: z.literal('marker'), label: z.string().min(1).max(MAX_LABEL_LENGTH) }),
  z.strictObject({
    type: z.literal('trialStart'),
    name: z.string().min(1).max(MAX_TRIAL_NAME_LENGTH).exactOptional(),
  }),
  z.strictObject({ type: z.literal('trialEnd') }),
  z.strictObject({
    type: z.literal('programmeNote'),
    note: programmeNoteOfNow,
  }),
  z.strictObject({
    type: z.literal('place'),
    sensorId,
    placement: z.enum(PLACEMENTS).nullable(),
  }),
  z.strictObject({ type: z.literal('identify'), sensorId }),
]);

type Inferred = z.infer<typeof clientMessage>;
type Covers<Wide, _Narrow extends Wide> = Wide;
/** Does not compile when the schema and the contract's type differ in either direction. */
export type CheckedClientMessage = Covers<ClientMessage, Inferred> &
  Covers<Inferred, ClientMessage>;

export class ClientMessageError extends Error {
  override name = 'ClientMessageError';
}

/**
 * Reads one text message of a client.
 * @throws ClientMessageError with a sentence naming the field and what is valid.
 */
export function parseClientMessage(text: string): ClientMessage {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ClientMessageError('a message must be one JSON object');
  }
  if (hasOddLength(json)) throw new ClientMessageError('nothing in a message is called "length"');
  const result = clientMessage.safeParse(json);
  if (result.success) return result.data;
  throw new ClientMessageError(describe(json, result.error.issues[0]));
}

function describe(json: unknown, issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_union') {
    return 'unknown message; "type" is one of ack, replay (action play, pause, seek, speed, loop, step), watch, recalibrate, lyingPose, retryStep, reuseCalibration, checkSides, newSet, askCue, haptics, cueOutput, marker, trialStart, trialEnd, programmeNote, place, identify';
  }
  const type =
    typeof json === 'object' && json !== null && 'type' in json ? String(json.type) : 'message';
  const field = issue?.path.join('.') ?? '';
  return `${type}${field === '' ? '' : `, field "${field}"`}: ${issue?.message ?? 'invalid'}`;
}
