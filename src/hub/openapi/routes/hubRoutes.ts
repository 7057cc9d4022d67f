import { z } from 'zod';
import { entryBody } from '../../access/accessRoutes.ts';
import { assessments, readiness } from '../answers/assessmentSchemas.ts';
import { access, health, sensors } from '../answers/hubSchemas.ts';
import type { RouteDescriptions } from '../routeDescription.ts';

const tag = 'hub';

export const HUB_ROUTES: RouteDescriptions = {
  'GET /healthz': {
    tag,
    summary: 'Whether the hub is alive, for supervisors',
    about:
      'A line of text, of liveness alone: a hub that lives says ok, one that hangs does not answer, and 503 is never said. A sensor that is missing, a full disk or a database that is away are no reason to start the hub anew: GET /api/v1/health tells them.',
    answer: { words: 'It is alive: the line is ok', type: 'text/plain', example: 'ok\n' },
  },
  'GET /metrics': {
    tag,
    summary: 'How the hub fares in numbers, for Prometheus',
    about: 'Text format 0.0.4. It names no person, no session and no token.',
    answer: { words: 'The metrics of docs/influxdb.md', type: 'text/plain' },
  },
  'GET /api/v1/openapi.json': {
    tag,
    summary: 'This document',
    answer: { words: 'OpenAPI 3.1', schema: z.looseObject({ openapi: z.string() }) },
  },
  'GET /api/v1/health': {
    tag,
    summary: 'Whether all is well, and what is wrong in sentences',
    answer: {
      words: 'As it is now',
      schema: health,
      example: {
        status: 'ok',
        mode: 'live',
        session: '',
        simulated: false,
        software: 'plumbline 0.1.0',
        clients: 1,
        faults: [],
        upload: null,
      },
    },
  },
  'GET /api/v1/access': {
    tag,
    summary: 'Who this is to the hub',
    answer: { words: 'The role', schema: access, example: { needed: true, role: 'viewer' } },
  },
  'POST /api/v1/access': {
    tag,
    summary: 'Comes in: takes a token and gives a page its cookie',
    about: 'Programs send the token with each request instead.',
    body: { schema: entryBody, example: { token: 'TOKEN' } },
    answer: { words: 'The role', schema: access, example: { needed: true, role: 'operator' } },
    refusals: { 400: 'The body is no token', 401: 'It is no token of this hub' },
  },
  'DELETE /api/v1/access': {
    tag,
    summary: 'Leaves: takes the cookie away',
    answer: { words: 'The role', schema: access, example: { needed: true, role: null } },
  },
  'GET /api/v1/sensors': {
    tag,
    summary: 'The sensors of the live session, also while a recording is shown',
    answer: { words: 'As in the message sensors of the stream', schema: sensors },
  },
  'GET /api/v1/assessments': {
    tag,
    summary: 'Every assessment as data: what to do, to wear, to watch, what is shown',
    answer: { words: 'All of them', schema: assessments },
  },
  'GET /api/v1/assessments/:id/readiness': {
    tag,
    summary: 'Whether the live sensors are enough for an assessment',
    about:
      'By the sensors that stream and are placed, their rates, the calibration and the facts of the body.',
    answer: {
      words: 'What is missing, and what works',
      schema: readiness,
      example: {
        assessment: 'lunge',
        state: 'notReady',
        missing: ['wear a sensor on the right thigh', 'wear a sensor on the right shank'],
        works: [],
        mind: [],
        legs: [],
      },
    },
    refusals: { 404: 'There is no such assessment' },
  },
};
