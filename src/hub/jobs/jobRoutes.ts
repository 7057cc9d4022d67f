import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { EXPORT_FORMATS, FORMAT_WORDS } from '../../exchange/export/formats.ts';
import type { EffectiveSettings } from '../../model/settings.ts';
import type { ExportsAnswer, JobAnswer, JobsAnswer } from '../../stream/answers/jobs.ts';
import type { LiveSessions } from '../liveSessions.ts';
import { settingsGiven } from '../replaySettings.ts';
import type { SessionCatalogue } from '../sessionCatalogue.ts';
import { asDownload, safeName } from './download.ts';
import { exportTask } from './exportTask.ts';
import { JobError } from './jobError.ts';
import type { Jobs } from './jobs.ts';
import { processingTask } from './processingTask.ts';
import { settingsOfHub } from './settingsOfHub.ts';
import { zipOf } from './zipOf.ts';

type ById = { Params: { id: string } };

export const exportBody = z.strictObject({
  format: z.enum(EXPORT_FORMATS, `valid are ${EXPORT_FORMATS.join(', ')}`),
});

export const processingBody = z
  .strictObject({
    settings: z.record(z.string(), z.unknown()).exactOptional(),
    hubSettings: z.boolean().default(false),
    offline: z.boolean().default(false),
    asRecorded: z.boolean().default(false),
    calibrationFrom: z.string().exactOptional(),
  })
  .refine(
    ({ asRecorded, offline, calibrationFrom }) =>
      !asRecorded || (!offline && calibrationFrom === undefined),
    '"asRecorded" takes the inputs as they stand: it goes with neither "offline" nor "calibrationFrom"',
  );

export interface JobSources {
  readonly jobs: Jobs;
  readonly catalogue: SessionCatalogue;
  /** null where there is no session whose settings could be taken. */
  readonly sessions: LiveSessions | null;
}

/** Exports and processings of recordings, as jobs, and the files they make. */
export function registerJobs(app: FastifyInstance, sources: JobSources): void {
  const { jobs, catalogue, sessions } = sources;

  app.get(
    '/api/v1/exports',
    (): ExportsAnswer => ({
      formats: EXPORT_FORMATS.map((format) => ({ format, ...FORMAT_WORDS[format] })),
    }),
  );

  app.post<ById>('/api/v1/recordings/:id/exports', async ({ params, body }, reply) => {
    const { format } = parsed(exportBody, body);
    return reply.code(202).send(await jobs.add(exportTask(params.id, format)));
  });

  app.post<ById>('/api/v1/recordings/:id/processings', async ({ params, body }, reply) => {
    const { settings, hubSettings, calibrationFrom, ...wish } = parsed(processingBody, body ?? {});
    if (calibrationFrom !== undefined) await catalogue.listing(calibrationFrom);
    const asked = settings === undefined ? {} : settingsGiven(settings);
    const given = hubSettings ? settingsOfHub(settingsInForce(sessions), asked) : asked;
    const task = processingTask(
      params.id,
      {
        ...wish,
        settings: Object.keys(given).length === 0 ? null : given,
        calibrationFrom: calibrationFrom ?? null,
      },
      { catalogue, folder: jobs.folder },
    );
    return reply.code(202).send(await jobs.add(task));
  });

  app.get('/api/v1/jobs', (): JobsAnswer => ({ jobs: jobs.list }));

  app.get<ById>('/api/v1/jobs/:id', ({ params }): JobAnswer => jobs.get(params.id).answer);

  app.delete<ById>('/api/v1/jobs/:id', ({ params }): Promise<JobAnswer> => jobs.discard(params.id));

  // Of a head alone the whole would be packed all the same.
  const isSent = { exposeHeadRoute: false };
  app.get<ById>('/api/v1/jobs/:id/file', isSent, async ({ params }, reply) => {
    const job = jobs.get(params.id);
    if (job.made === null) throw new JobError(409, noFile(job.answer));
    const { startedUs } = await catalogue.listing(job.task.recording);
    const name = safeName(`${job.task.recording}-${job.task.format}`);
    const { folder, files } = job.made;
    const packed = zipOf(folder, files, name, startedUs);
    job.readers++;
    packed.once('close', () => {
      job.readers--;
    });
    return asDownload(reply, `${name}.zip`, 'application/zip').send(packed);
  });
}

/** @throws JobError that names what is not valid */
function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  throw new JobError(400, `${problems.join('; ')}.`);
}

/** @throws JobError where there is no session */
function settingsInForce(sessions: LiveSessions | null): EffectiveSettings {
  if (sessions !== null) return sessions.choice.settings;
  throw new JobError(409, 'This hub has no session whose settings could be taken.');
}

function noFile({ kind, state, id }: JobAnswer): string {
  if (kind === 'processing') return `Job ${id} makes a recording: it is in the list of recordings.`;
  return `Job ${id} has no files, for it is ${state}.`;
}
