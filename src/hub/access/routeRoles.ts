import type { Role } from '../../model/role.ts';

/** Whom a route lets in; `anyone` also without a token. */
export type Admitted = Role | 'anyone';

/**
 * Every route of the hub and who may use it, where a token is needed at all. A viewer sees what is on
 * the screen in the room and no more: it is often the phone of one athlete, and recordings, reports
 * and settings are other people's too. The files of the page hold no data. A route that is not here
 * keeps the hub from starting.
 */
const ADMITTED: Readonly<Record<string, Admitted>> = {
  'GET /': 'anyone',
  'GET /*': 'anyone',
  'GET /api/v1/access': 'anyone',
  'POST /api/v1/access': 'anyone',
  'DELETE /api/v1/access': 'anyone',

  'GET /healthz': 'anyone',
  'GET /metrics': 'viewer',
  'GET /api/v1/openapi.json': 'viewer',
  'GET /api/v1/health': 'viewer',
  'GET /api/v1/sensors': 'viewer',
  'GET /api/v1/assessments': 'viewer',
  'GET /api/v1/live/status': 'viewer',
  'GET /api/v1/live/session': 'viewer',
  'GET /api/v1/live/trials': 'viewer',
  'GET /api/v1/live/trials/:number': 'viewer',

  'GET /api/v1/assessments/:id/readiness': 'operator',
  'POST /api/v1/live': 'operator',
  'POST /api/v1/live/marker': 'operator',
  'POST /api/v1/live/session': 'operator',
  'POST /api/v1/live/trial': 'operator',
  'POST /api/v1/live/trials/:number/observer': 'operator',

  'GET /api/v1/recordings': 'operator',
  'GET /api/v1/recordings/:id': 'operator',
  'PATCH /api/v1/recordings/:id': 'operator',
  'DELETE /api/v1/recordings/:id': 'operator',
  'GET /api/v1/recordings/:id/compare/:other': 'operator',
  'GET /api/v1/recordings/:id/contents': 'operator',
  'GET /api/v1/recordings/:id/deletion': 'operator',
  'POST /api/v1/recordings/:id/exports': 'operator',
  'GET /api/v1/recordings/:id/file': 'operator',
  'POST /api/v1/recordings/:id/processings': 'operator',
  'POST /api/v1/recordings/:id/recover': 'operator',
  'POST /api/v1/recordings/:id/replay': 'operator',
  'GET /api/v1/recordings/:id/report': 'operator',
  'GET /api/v1/recordings/:id/report.json': 'operator',
  'GET /api/v1/recordings/:id/reps': 'operator',
  'DELETE /api/v1/subjects/:subject': 'operator',
  'GET /api/v1/subjects/:subject/deletion': 'operator',

  'GET /api/v1/exports': 'operator',
  'GET /api/v1/jobs': 'operator',
  'GET /api/v1/jobs/:id': 'operator',
  'DELETE /api/v1/jobs/:id': 'operator',
  'GET /api/v1/jobs/:id/file': 'operator',

  'GET /api/v1/programme': 'operator',
  'GET /api/v1/programme/:subject': 'operator',
  'POST /api/v1/programme/:subject/notes': 'operator',
  'GET /api/v1/trends': 'operator',
  'GET /api/v1/trends/metrics': 'operator',

  'GET /api/v1/settings': 'operator',
  'PUT /api/v1/settings': 'operator',
  'POST /api/v1/settings/check': 'operator',
  'PUT /api/v1/settings/retention': 'operator',
  'GET /api/v1/settings/site': 'operator',
};

/**
 * @param method, route as registered, such as `GET` and `/api/v1/recordings/:id`
 * @throws Error for a route that nobody decided on
 */
export function admittedTo(method: string, route: string): Admitted {
  // What HEAD tells is part of what GET tells.
  const key = `${method === 'HEAD' ? 'GET' : method} ${route}`;
  const admitted = ADMITTED[key];
  if (admitted === undefined) {
    throw new Error(`nobody decided who may use ${key}: say so in src/hub/access/routeRoles.ts`);
  }
  return admitted;
}

/** Every route of the table, such as `GET /metrics`. */
export const ROUTES: readonly string[] = Object.keys(ADMITTED);
