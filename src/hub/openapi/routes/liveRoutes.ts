import { z } from 'zod';
import { observerEntries } from '../../../movement/assessments/observerEntries.ts';
import { MAX_LABEL_LENGTH, MAX_TRIAL_NAME_LENGTH } from '../../clientMessages.ts';
import { sessionWish } from '../../sessionWish.ts';
import { shown } from '../answers/hubSchemas.ts';
import { liveSession, marked, status, trialResult, trials } from '../answers/liveSchemas.ts';
import type { RouteDescriptions } from '../routeDescription.ts';

const tag = 'live';
const NO_TRIAL = 'There is no trial of this number';
const TRIAL_OPEN = 'The trial goes on';

const trialWish = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('start'),
    name: z.string().min(1).max(MAX_TRIAL_NAME_LENGTH).exactOptional(),
  }),
  z.strictObject({ action: z.literal('end') }),
]);
const markerWish = z.strictObject({ label: z.string().min(1).max(MAX_LABEL_LENGTH) });

export const LIVE_ROUTES: RouteDescriptions = {
  'GET /api/v1/live/status': {
    tag,
    summary: 'How the live session goes',
    answer: { words: 'As in the message status of the stream', schema: status },
  },
  'GET /api/v1/live/session': {
    tag,
    summary: 'The session in force: who, what and with which facts of the body',
    answer: { words: 'The session', schema: liveSession },
  },
  'POST /api/v1/live/session': {
    tag,
    summary: 'Ends the session and begins another, in a recording of its own',
    about: 'What is not given stays as it was. Every client of the stream gets a new hello.',
    body: {
      schema: sessionWish,
      example: { subject: 'P-7F3K', assessment: 'overheadSquat', heightM: 1.75 },
    },
    answer: { words: 'The session that began', schema: liveSession },
    refusals: { 400: 'A field is not valid; the sentence names it, and what is' },
  },
  'POST /api/v1/live': {
    tag,
    summary: 'Turns all clients from a recording back to the sensors',
    answer: {
      words: 'What all see now',
      schema: shown,
      example: { mode: 'live', session: '2026-11-22-190000' },
    },
  },
  'POST /api/v1/live/marker': {
    tag,
    summary: 'Sets a marker in the recording, now',
    body: { schema: markerWish, example: { label: 'pain' } },
    answer: { words: 'Where it stands', schema: marked },
    refusals: { 400: 'It has no label', 409: 'No session has begun' },
  },
  'POST /api/v1/live/trial': {
    tag,
    summary: 'Begins or ends a trial of the session; one at a time',
    body: { schema: trialWish, example: { action: 'start', name: 'heels up' } },
    answer: { words: 'The newest trial', schema: marked },
    refusals: { 400: 'It is no action', 409: 'A trial goes on already, or none does' },
  },
  'GET /api/v1/live/trials': {
    tag,
    summary: 'Trials of the live session',
    answer: {
      words: 'The newest 100',
      schema: trials,
      example: { trials: [{ number: 1, name: '', startUs: 1_795_374_000_000_000, endUs: null }] },
    },
  },
  'GET /api/v1/live/trials/:number': {
    tag,
    summary: 'What one trial came to',
    answer: { words: 'Its card, the summary of its set and its reps', schema: trialResult },
    refusals: { 404: NO_TRIAL, 409: TRIAL_OPEN },
  },
  'POST /api/v1/live/trials/:number/observer': {
    tag,
    summary: 'What somebody who watched has seen, in place of what was entered before',
    body: {
      schema: observerEntries,
      example: { ticks: { heelsLift: true }, note: 'second rep only' },
    },
    answer: { words: 'The trial with its card made anew', schema: trialResult },
    refusals: { 400: 'The assessment asks no such thing', 404: NO_TRIAL, 409: TRIAL_OPEN },
  },
};
