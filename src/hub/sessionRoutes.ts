import { basename, relative } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { ASSESSMENT_IDS } from '../model/assessment.ts';
import type { DeletionPlan } from '../recording/deletion/planDeletion.ts';
import { SORT_KEYS, selectSessions } from '../recording/sessions/selectSessions.ts';
import { sidecarEdit } from '../recording/sidecar/sidecarEdit.ts';
import type { RecordingContents } from '../stream/answers/contents.ts';
import type {
  DeletedAnswer,
  DeletionAnswer,
  ListedRecording,
  RecordingAnswer,
  RecordingsAnswer,
  RecoveredAnswer,
} from '../stream/answers/recordings.ts';
import type { FeedSwitch } from './feedSwitch.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { CatalogueListing, DescribedSession, SessionCatalogue } from './sessionCatalogue.ts';

interface Sources {
  readonly catalogue: SessionCatalogue;
  readonly feeds: FeedSwitch;
  /** null where nothing is made of recordings. */
  readonly jobs: Jobs | null;
  /** Ends what single clients see of these recordings. */
  readonly endOwnTimelines: (recordings: readonly string[]) => Promise<void>;
}

type ById = { Params: { id: string } };
type BySubject = { Params: { subject: string } };

/** Who acts where a client does not say. */
const CLIENT = 'client';
const who = z.string().min(1).max(64).default(CLIENT);

export const listQuery = z.strictObject({
  subject: z.string().exactOptional(),
  tag: z.string().exactOptional(),
  since: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: 'valid is a day (UTC) or an instant with its zone',
    })
    .exactOptional(),
  protocol: z.string().exactOptional(),
  assessment: z.enum(ASSESSMENT_IDS).exactOptional(),
  sort: z.enum(SORT_KEYS).default('started'),
});

export const patchBody = z.looseObject({ by: who });
export const deletionQuery = z.strictObject({ token: z.string().min(1), by: who });

/** The recordings with what is said of them: lists, edits and deletions. */
export function registerSessions(app: FastifyInstance, sources: Sources): void {
  const { catalogue, feeds, jobs, endOwnTimelines } = sources;
  app.get('/api/v1/recordings', async (request, reply) => {
    const query = listQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, query.error);
    const { sort, since, ...filter } = query.data;
    const sinceUs = since === undefined ? {} : { sinceUs: Date.parse(since) * 1000 };
    const found = selectSessions(await catalogue.list(), { ...filter, ...sinceUs }, sort);
    const answer: RecordingsAnswer = { recordings: found.map(shown) };
    return answer;
  });

  app.get<ById>('/api/v1/recordings/:id', async ({ params }) =>
    answer(await catalogue.describe(params.id)),
  );

  app.get<ById>(
    '/api/v1/recordings/:id/contents',
    ({ params }): Promise<RecordingContents> => catalogue.contents(params.id),
  );

  app.patch<ById>('/api/v1/recordings/:id', async (request, reply) => {
    const body = patchBody.safeParse(request.body);
    if (!body.success) return refuse(reply, body.error);
    const { by, ...rest } = body.data;
    const edit = sidecarEdit.safeParse(rest);
    if (!edit.success) return refuse(reply, edit.error);
    return answer(await catalogue.edit(request.params.id, edit.data, by, nowUs()));
  });

  app.post<ById>('/api/v1/recordings/:id/recover', async ({ params }, reply) => {
    if (feeds.live.facts.session === params.id) {
      const error = `"${params.id}" is being recorded: it is closed when its session ends.`;
      return reply.code(409).send({ error });
    }
    const recovered: RecoveredAnswer = await catalogue.recover(params.id, Date.now());
    return recovered;
  });

  app.get<ById>('/api/v1/recordings/:id/deletion', async ({ params }) =>
    planAnswer(await catalogue.planDeletion(params.id)),
  );

  app.delete<ById>('/api/v1/recordings/:id', async (request, reply) => {
    const plan = () => catalogue.planDeletion(request.params.id);
    return carryOut(plan, request.query, reply);
  });

  app.get<BySubject>('/api/v1/subjects/:subject/deletion', async ({ params }) =>
    planAnswer(await catalogue.planSubjectDeletion(params.subject)),
  );

  app.delete<BySubject>('/api/v1/subjects/:subject', async (request, reply) => {
    const plan = () => catalogue.planSubjectDeletion(request.params.subject);
    return carryOut(plan, request.query, reply);
  });

  /** Only who has seen what goes, and that it is still that, may have it deleted. */
  async function carryOut(
    planned: () => Promise<DeletionPlan>,
    given: unknown,
    reply: FastifyReply,
  ) {
    const seen = await planned();
    const query = deletionQuery.safeParse(given);
    if (!query.success) {
      const error = 'Ask for the deletion first, and send the token that comes with what goes.';
      return reply.code(400).send({ error });
    }
    const { facts } = feeds.current;
    if (
      facts.mode === 'replay' &&
      seen.sessions.some(({ session }) => session.id === facts.session)
    ) {
      return reply
        .code(409)
        .send({ error: `"${facts.session}" is being replayed: go live first.` });
    }
    if (query.data.token !== seen.token) {
      const error = 'What would go is not what this token was for: look at it again.';
      return reply.code(409).send({ error });
    }
    const ids = seen.sessions.map(({ session }) => session.id);
    await jobs?.cancelOf(ids);
    // One of them may have been about to end: what it computed goes with what it was computed from.
    const plan = await planned();
    const { sessions, files, left } = await catalogue.delete(plan, query.data.by, nowUs);
    await jobs?.removeOf(ids);
    await endOwnTimelines(ids);
    const deleted: DeletedAnswer = {
      sessions,
      files,
      left: left.map(withoutFolder(plan)),
      asksDatabase: plan.asksDatabase,
    };
    return deleted;
  }

  /** Where it lies on this machine is not a client's business. */
  function shown({ path: _, sidecarProblem, ...session }: CatalogueListing): ListedRecording {
    const { facts } = feeds.live;
    return {
      ...session,
      recordingNow: session.own && !session.finished && facts.session === session.id,
      sidecarProblem: sidecarProblem && 'Its sidecar cannot be read.',
    };
  }

  function answer({ session, described, history }: DescribedSession): RecordingAnswer {
    return { recording: shown(session), described, history };
  }
}

function nowUs(): number {
  return Date.now() * 1000;
}

function refuse(reply: FastifyReply, { issues }: z.ZodError) {
  const sentences = issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean));
  return reply.code(400).send({ error: sentences.map((each) => each.join(': ')).join('; ') });
}

function planAnswer(plan: DeletionPlan): DeletionAnswer {
  return {
    token: plan.token,
    asksDatabase: plan.asksDatabase,
    sessions: plan.sessions.map(({ session, derived, files, stays, alsoIn }) => ({
      id: session.id,
      subject: session.subject,
      derived,
      files: files.map((path) => nameIn(plan, path)),
      stays: stays.map((path) => nameIn(plan, path)),
      alsoIn: alsoIn.map((path) => nameIn(plan, path)),
    })),
  };
}

/** Of what was exported elsewhere only the name. */
function nameIn({ folder }: DeletionPlan, path: string): string {
  const within = relative(folder, path);
  return within.startsWith('..') ? basename(path) : within;
}

function withoutFolder(plan: DeletionPlan): (sentence: string) => string {
  const paths = plan.sessions.flatMap(({ files, stays }) => [...files, ...stays]);
  return (sentence) =>
    paths
      .reduce((said, path) => said.replaceAll(path, nameIn(plan, path)), sentence)
      .replaceAll(`${plan.folder}/`, '');
}
