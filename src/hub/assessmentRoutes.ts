import type { FastifyInstance } from 'fastify';
import { isAssessmentId } from '../model/assessment.ts';
import type { SubjectSettings } from '../model/settings.ts';
import { ASSESSMENTS, assessmentOf } from '../movement/assessments/assessments.ts';
import { type Readiness, readiness, type WornSensor } from '../movement/assessments/readiness.ts';
import type { AssessmentsAnswer, ReadinessAnswer } from '../stream/answers/assessments.ts';
import type { Feed } from './feed.ts';
import type { FeedSwitch } from './feedSwitch.ts';
import type { LiveSessions } from './liveSessions.ts';

interface Sources {
  readonly feeds: FeedSwitch;
  readonly sessions: LiveSessions | null;
  /** Facts of the person where there are no sessions to tell them; null where nobody gave settings. */
  readonly subject: SubjectSettings | null;
}

/** What can be done, and whether the live sensors are enough for it. */
export function registerAssessments(app: FastifyInstance, sources: Sources): void {
  const { feeds, sessions } = sources;

  app.get('/api/v1/assessments', (): AssessmentsAnswer => ({ assessments: ASSESSMENTS }));

  app.get<{ Params: { id: string } }>('/api/v1/assessments/:id/readiness', (request, reply) => {
    const { id } = request.params;
    if (!isAssessmentId(id)) {
      return reply.code(404).send({ error: `There is no assessment "${id}".` });
    }
    const subject = sessions?.choice.settings.subject ?? sources.subject;
    const found: Readiness = readiness(assessmentOf(id), wornIn(feeds.live), {
      calibration: feeds.live.snapshot.calibration?.verdict ?? null,
      ...(subject !== null && { subject }),
    });
    const answer: ReadinessAnswer = { assessment: id, ...found };
    return reply.send(answer);
  });
}

/** A sensor that is silent is not worn: what it sent before helps nobody. */
function wornIn({ sensors }: Feed): WornSensor[] {
  return sensors.flatMap(({ placement, link, rateHz }) =>
    placement === null || link !== 'streaming' ? [] : [{ placement, rateHz }],
  );
}
