import type { FastifyInstance, FastifyReply } from 'fastify';
import { ObserverEntriesError } from '../movement/assessments/observerEntries.ts';
import type { TrialResult } from '../movement/assessments/trialResult.ts';
import type { TrialsAnswer } from '../stream/answers/liveSession.ts';
import { NoTrialError, TrialOpenError, type TrialResults } from './trialResults.ts';

type Numbered = { Params: { number: string } };

/** What the trials of the live session came to, and what somebody who watched says of them. */
export function registerTrials(app: FastifyInstance, results: TrialResults): void {
  app.get('/api/v1/live/trials', (): TrialsAnswer => ({ trials: results.trials }));

  app.get<Numbered>('/api/v1/live/trials/:number', (request, reply) =>
    answer(reply, () => results.result(numberIn(request.params.number))),
  );

  app.post<Numbered>('/api/v1/live/trials/:number/observer', (request, reply) =>
    answer(reply, () => results.observe(numberIn(request.params.number), request.body ?? {})),
  );
}

function answer(reply: FastifyReply, result: () => TrialResult) {
  try {
    return reply.send(result());
  } catch (error) {
    if (error instanceof NoTrialError) return reply.code(404).send({ error: error.message });
    if (error instanceof TrialOpenError) return reply.code(409).send({ error: error.message });
    if (error instanceof ObserverEntriesError) {
      return reply.code(400).send({ error: `What was observed is ${error.message}.` });
    }
    throw error;
  }
}

/** @throws NoTrialError where it is no number of a trial */
function numberIn(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new NoTrialError(`There is no trial "${text}": trials are counted from 1.`);
}
