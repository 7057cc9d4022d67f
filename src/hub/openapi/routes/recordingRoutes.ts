import { z } from 'zod';
import { sidecarEdit } from '../../../recording/sidecar/sidecarEdit.ts';
import { replayBody } from '../../replayWish.ts';
import { repsQuery } from '../../repRoutes.ts';
import { deletionQuery, listQuery, patchBody } from '../../sessionRoutes.ts';
import { shown } from '../answers/hubSchemas.ts';
import { report } from '../answers/peopleSchemas.ts';
import {
  contents,
  deleted,
  deletion,
  recording,
  recordings,
  recovered,
} from '../answers/recordingSchemas.ts';
import { comparison, reps } from '../answers/repSchemas.ts';
import { NO_RECORDING, NOT_USABLE, type RouteDescriptions } from '../routeDescription.ts';

const tag = 'recordings';
const MCAP = 'application/octet-stream';
const usable = { 404: NO_RECORDING, 409: NOT_USABLE };
const deletable = {
  400: 'The token of what would go is missing',
  404: NO_RECORDING,
  409: 'What would go is not what the token was for, is shown, or not closed',
};
const gone = {
  words: 'What is gone, and what is still there',
  schema: deleted,
  example: { sessions: 1, files: 2, left: [], asksDatabase: false },
};

export const RECORDING_ROUTES: RouteDescriptions = {
  'GET /api/v1/recordings': {
    tag,
    summary: 'The recordings, newest first unless sorted otherwise',
    query: listQuery,
    answer: { words: 'Those that were asked for', schema: recordings },
    refusals: { 400: 'A question is not valid; the sentence names it, and what is' },
  },
  'GET /api/v1/recordings/:id': {
    tag,
    summary: 'One recording with all that was said of it, and when',
    answer: { words: 'The recording', schema: recording },
    refusals: { 404: NO_RECORDING },
  },
  'PATCH /api/v1/recordings/:id': {
    tag,
    summary: 'Says more of a recording, beside it; the recording stays as it is',
    about: 'A fact that is null is taken away. by says who, at the most 64 characters.',
    body: {
      schema: z.intersection(z.strictObject({ by: patchBody.shape.by }), sidecarEdit),
      example: { by: 'AB', facts: { loadKg: 20, footwear: null }, addTags: ['pilot'] },
    },
    answer: { words: 'The recording as it is now', schema: recording },
    refusals: {
      400: 'A field is not valid; the sentence names it, and what is',
      404: NO_RECORDING,
      409: 'It comes with the program, or has no such trial or annotation',
    },
  },
  'GET /api/v1/recordings/:id/contents': {
    tag,
    summary: 'What is in a recording that is closed; nothing is computed anew',
    answer: { words: 'How many there are of what', schema: contents },
    refusals: usable,
  },
  'POST /api/v1/recordings/:id/recover': {
    tag,
    summary: 'Gives a recording that broke off its end',
    answer: {
      words: 'What can be read of it now',
      schema: recovered,
      example: { durationS: 61.3, losses: 0, tornBytes: 812 },
    },
    refusals: { 404: NO_RECORDING, 409: 'It is closed, or is written to' },
  },
  'POST /api/v1/recordings/:id/replay': {
    tag,
    summary: 'Shows a recording to all clients instead of the sensors, which go on being recorded',
    body: {
      schema: replayBody,
      example: { settings: { cue: { fromBand: 1 } } },
      optional: true,
    },
    answer: {
      words: 'What all see now',
      schema: shown,
      example: { mode: 'replay', session: 'squats' },
    },
    refusals: { 400: 'The settings are not valid, or nothing can be computed anew', ...usable },
  },
  'GET /api/v1/recordings/:id/reps': {
    tag,
    summary: 'Every repetition on a common time base, with its courses and what is told of it',
    query: repsQuery,
    answer: { words: 'The first 400', schema: reps },
    refusals: { 400: 'figure is 0 or 1', ...usable },
  },
  'GET /api/v1/recordings/:id/compare/:other': {
    tag,
    summary: 'In what two recordings differ',
    answer: { words: 'The second is :other', schema: comparison },
    refusals: usable,
  },
  'GET /api/v1/recordings/:id/report': {
    tag,
    summary: 'The report of a recording, a page without scripts',
    answer: { words: 'The page', type: 'text/html' },
    refusals: usable,
  },
  'GET /api/v1/recordings/:id/report.json': {
    tag,
    summary: 'The report of a recording as data',
    answer: { words: 'The report', schema: report },
    refusals: usable,
  },
  'GET /api/v1/recordings/:id/file': {
    tag,
    summary: 'The recording itself, byte for byte',
    answer: { words: 'MCAP', type: MCAP },
    refusals: usable,
  },
  'GET /api/v1/recordings/:id/deletion': {
    tag,
    summary: 'All that would go with a recording, and the token that lets it',
    answer: { words: 'What would go', schema: deletion },
    refusals: { 404: NO_RECORDING, 409: 'It comes with the program, or is not closed' },
  },
  'DELETE /api/v1/recordings/:id': {
    tag,
    summary: 'Deletes what the token was for',
    query: deletionQuery,
    answer: gone,
    refusals: deletable,
  },
  'GET /api/v1/subjects/:subject/deletion': {
    tag,
    summary: 'All that would go of one person, and the token that lets it',
    answer: { words: 'What would go', schema: deletion },
    refusals: { 409: 'There is nothing of this person, or one is not closed' },
  },
  'DELETE /api/v1/subjects/:subject': {
    tag,
    summary: 'Deletes of one person what the token was for',
    query: deletionQuery,
    answer: gone,
    refusals: deletable,
  },
};
