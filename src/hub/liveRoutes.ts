import type { FastifyInstance, FastifyReply } from 'fastify';
import type { MarkedAnswer } from '../stream/answers/liveSession.ts';
import type { LiveStatusAnswer } from '../stream/answers/liveStatus.ts';
import { ClientMessageError, parseClientMessage } from './clientMessages.ts';
import { FeedError } from './feed.ts';
import type { FeedSwitch } from './feedSwitch.ts';

/** Words in the body of a request and the message of the stream that says the same. */
const TRIAL = { start: 'trialStart', end: 'trialEnd' } as const;

/**
 * How the live session goes; its trials and markers for programs without a stream, such as a remote control. They
 * go to the sensors' session also while a recording is shown.
 */
export function registerLive(app: FastifyInstance, feeds: FeedSwitch): void {
  app.post('/api/v1/live/marker', (request, reply) =>
    send({ ...fieldsOf(request.body), type: 'marker' }, reply),
  );

  app.post('/api/v1/live/trial', (request, reply) => {
    const { action, ...rest } = fieldsOf(request.body);
    if (action !== 'start' && action !== 'end') {
      return reply.code(400).send({ error: 'action: valid are start and end' });
    }
    return send({ ...rest, type: TRIAL[action] }, reply);
  });

  app.get('/api/v1/live/status', (): LiveStatusAnswer => {
    const { status, sensors } = feeds.live;
    return { status, streaming: sensors.filter(({ link }) => link === 'streaming').length };
  });

  async function send(given: object, reply: FastifyReply) {
    try {
      const message = parseClientMessage(JSON.stringify(given));
      if (message.type === 'ack') throw new ClientMessageError('a stream alone acknowledges');
      await feeds.live.control(message);
    } catch (error) {
      if (error instanceof ClientMessageError)
        return reply.code(400).send({ error: error.message });
      if (error instanceof FeedError) return reply.code(409).send({ error: error.message });
      throw error;
    }
    const { facts, snapshot } = feeds.live;
    const answer: MarkedAnswer = { session: facts.session, trial: snapshot.trial ?? null };
    return reply.send(answer);
  }
}

function fieldsOf(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}
