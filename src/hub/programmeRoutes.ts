import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { PSEUDONYM } from '../model/pseudonym.ts';
import type { PersonProgramme } from '../movement/programme/personProgramme.ts';
import type { ProgrammePeopleAnswer } from '../stream/answers/programme.ts';
import { FeedError } from './feed.ts';
import { ProgrammeDesk, type ProgrammeSources } from './programmeDesk.ts';
import { programmeNoteOfNow } from './programmeNoteOfNow.ts';

type BySubject = { Params: { subject: string } };

const subjectIn = z.strictObject({
  subject: z.string().regex(PSEUDONYM, 'valid is a pseudonym such as P-7F3K'),
});

export const noteBody = z
  .strictObject({
    note: programmeNoteOfNow.refine(({ step }) => step === undefined, {
      error: 'a step is begun in a live session: send programmeNote over its stream',
      path: ['step'],
    }),
    by: z.string('who says it is needed, such as initials').trim().min(1).max(64),
    recording: z.string().min(1).max(255).exactOptional(),
    /** Into the session of the person that goes on, as a part of it. */
    live: z.boolean().exactOptional(),
  })
  .refine(({ live, recording }) => !live || recording === undefined, {
    error: 'a note of the live session goes beside no recording',
    path: ['recording'],
  });

/** Where people stand in the programme, and what they or a coach say of it. */
export function registerProgramme(app: FastifyInstance, sources: ProgrammeSources): void {
  const desk = new ProgrammeDesk(sources);

  app.get('/api/v1/programme', (): Promise<ProgrammePeopleAnswer> => desk.people());

  app.get<BySubject>('/api/v1/programme/:subject', async ({ params }, reply) => {
    const asked = subjectIn.safeParse(params);
    if (!asked.success) return refuse(reply, asked.error);
    const answer: PersonProgramme = await desk.person(asked.data.subject);
    return reply.send(answer);
  });

  app.post<BySubject>('/api/v1/programme/:subject/notes', async ({ params, body }, reply) => {
    const asked = subjectIn.safeParse(params);
    if (!asked.success) return refuse(reply, asked.error);
    const said = noteBody.safeParse(body);
    if (!said.success) return refuse(reply, said.error);
    const { subject } = asked.data;
    const { note, by, recording, live = false } = said.data;
    try {
      if (live) await desk.sayNow(subject, note);
      else await desk.say(subject, { note, by, recording }, Date.now() * 1000);
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      return reply.code(409).send({ error: error.message });
    }
    const answer: PersonProgramme = await desk.person(subject);
    return reply.send(answer);
  });
}

function refuse(reply: FastifyReply, { issues }: z.ZodError) {
  const sentences = issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean));
  return reply.code(400).send({ error: sentences.map((each) => each.join(': ')).join('; ') });
}
