import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { list, partOf, wholeOf } from '../../../src/hub/openapi/answers/answerSchema.ts';
import { DESCRIBED_ROUTES } from '../../../src/hub/openapi/describedRoutes.ts';
import { openApiText } from '../../../src/hub/openapi/openApiDocument.ts';
import { SAMPLE } from '../../exchange/export/sample.ts';
import { SettingsHub } from '../settingsHub.ts';

let folder: string;
let hub: SettingsHub;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answers-'));
  for (const name of ['squats', 'again']) await copyFile(SAMPLE, join(folder, `${name}.mcap`));
  hub = await SettingsHub.start({ folder, whole: true });
  await hub.link();
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

/** What to ask of a route that has parts or questions, or takes a body. */
const ASKED: Readonly<Record<string, { path?: string; body?: object }>> = {
  'GET /api/v1/assessments/:id/readiness': { path: 'assessments/lunge/readiness' },
  'GET /api/v1/recordings/:id': { path: 'recordings/squats' },
  'GET /api/v1/recordings/:id/contents': { path: 'recordings/squats/contents' },
  'GET /api/v1/recordings/:id/reps': { path: 'recordings/squats/reps?figure=1' },
  'GET /api/v1/recordings/:id/compare/:other': { path: 'recordings/squats/compare/again' },
  'GET /api/v1/recordings/:id/report.json': { path: 'recordings/squats/report.json' },
  'GET /api/v1/recordings/:id/deletion': { path: 'recordings/squats/deletion' },
  'GET /api/v1/subjects/:subject/deletion': { path: 'subjects/simulated/deletion' },
  'GET /api/v1/trends': { path: 'trends?subject=simulated&metric=headline' },
  'GET /api/v1/programme/:subject': { path: 'programme/P-1' },
  'PATCH /api/v1/recordings/:id': {
    path: 'recordings/squats',
    body: {
      facts: { loadKg: 20 },
      addTags: ['pilot'],
      annotate: [{ timeUs: 1, text: 'slipped' }],
      by: 'AB',
    },
  },
  'POST /api/v1/live/session': { body: { subject: 'P-2' } },
  'POST /api/v1/live/marker': { body: { label: 'pain' } },
  'POST /api/v1/live/trial': { body: { action: 'start' } },
  'POST /api/v1/settings/check': { body: { settings: { cue: { fromBand: 9 } } } },
  'PUT /api/v1/settings': { body: { settings: {}, revision: 0 } },
  'PUT /api/v1/settings/retention': { body: { days: 30 } },
  'POST /api/v1/access': { body: { token: 'none is needed' } },
};

/** Tried where what they need is: a trial that ended, a recording that broke off, a job, a session of its own. */
const ELSEWHERE: readonly string[] = [
  'GET /api/v1/live/trials/:number',
  'POST /api/v1/live/trials/:number/observer',
  'POST /api/v1/recordings/:id/recover',
  'POST /api/v1/recordings/:id/replay',
  'POST /api/v1/recordings/:id/exports',
  'POST /api/v1/recordings/:id/processings',
  'GET /api/v1/jobs/:id',
  'DELETE /api/v1/jobs/:id',
  'DELETE /api/v1/recordings/:id',
  'DELETE /api/v1/subjects/:subject',
  'POST /api/v1/programme/:subject/notes',
];

const inJson = Object.entries(DESCRIBED_ROUTES).filter(
  ([route, { answer }]) => answer.schema !== undefined && !ELSEWHERE.includes(route),
);

describe('what the hub answers is what the document says', () => {
  it.each(inJson)('%s', async (route, { answer }) => {
    const [method = '', registered = ''] = route.split(' ');
    const { path = registered.replace('/api/v1/', ''), body } = ASKED[route] ?? {};
    const response = await fetch(`${hub.url}/api/v1/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const found: unknown = await response.json();
    expect([response.status, response.status === 200 ? null : found]).toEqual([200, null]);
    expect(answer.schema?.safeParse(found).error).toBeUndefined();
  });

  it('and a page or a program can have the document', async () => {
    const response = await fetch(`${hub.url}/api/v1/openapi.json`);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.text()).toBe(openApiText());
  });
});

it('schemas that differ from their type do not compile', () => {
  interface Answer {
    readonly names: readonly string[];
    readonly note?: string;
  }
  const names = list(z.string());
  wholeOf<Answer>()(z.strictObject({ names, note: z.string().exactOptional() }));
  partOf<Answer>()(z.object({ names }));
  // @ts-expect-error a field is of another kind
  partOf<Answer>()(z.object({ names: z.string() }));
  // @ts-expect-error a field has a value more
  wholeOf<Answer>()(z.strictObject({ names, note: z.string().nullable().exactOptional() }));
  // @ts-expect-error a field that the hub does not send
  wholeOf<Answer>()(z.strictObject({ names, other: z.string() }));
  expect(names.parse(['a'])).toEqual(['a']);
});
