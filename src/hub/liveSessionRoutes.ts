import type { FastifyInstance } from 'fastify';
import type { LiveSessionAnswer } from '../stream/answers/liveSession.ts';
import type { LiveSessions } from './liveSessions.ts';
import { SessionWishError, sessionWishOf } from './sessionWish.ts';

/** The session that the sensors are in, also while a recording is shown: who, what, and another one. */
export function registerLiveSession(app: FastifyInstance, sessions: LiveSessions): void {
  app.get('/api/v1/live/session', () => inForce(sessions));

  app.post('/api/v1/live/session', async (request, reply) => {
    try {
      await sessions.begin(sessionWishOf(request.body));
    } catch (error) {
      if (!(error instanceof SessionWishError)) throw error;
      return reply.code(400).send({ error: error.message });
    }
    return inForce(sessions);
  });
}

function inForce({ session, startedUs, choice, nextHeightM }: LiveSessions): LiveSessionAnswer {
  const { subject, protocol, heightM, settings, facts } = choice;
  const { task, assessment, frameRateHz, cue, subject: person } = settings;
  const { shankLengthM, thighLengthM, toeOutDeg } = person;
  return {
    session,
    startedUs,
    subject,
    protocol,
    task,
    assessment: assessment ?? null,
    frameRateHz,
    heightM,
    nextHeightM,
    shankLengthM,
    thighLengthM,
    toeOutDeg,
    cue,
    facts,
  };
}
