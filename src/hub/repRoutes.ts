import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ComparisonAnswer } from '../stream/answers/comparison.ts';
import type { RepCoursesAnswer } from '../stream/answers/repCourses.ts';
import { comparisonOf } from './beside/comparisonOf.ts';
import { gatherCourses } from './courses/gatherCourses.ts';
import { inPieces } from './courses/inPieces.ts';
import { withoutFigures } from './courses/withoutFigures.ts';
import { RecentAnswers } from './recentAnswers.ts';
import type { OpenedRecording, RecordingLibrary } from './recordingLibrary.ts';

/** Some megabytes each of a long set; two are looked at side by side. */
const KEPT = 4;

export const repsQuery = z.strictObject({ figure: z.enum(['0', '1']).default('0') });

/** Repetitions over one another, and two recordings beside each other. */
export function registerReps(app: FastifyInstance, library: RecordingLibrary): void {
  const courses = new RecentAnswers<RepCoursesAnswer>(KEPT);
  const comparisons = new RecentAnswers<ComparisonAnswer>(KEPT);

  app.get<{ Params: { id: string } }>('/api/v1/recordings/:id/reps', async (request, reply) => {
    const asked = repsQuery.safeParse(request.query);
    if (!asked.success) {
      return reply.code(400).send({ error: 'Valid is "figure", 0 or 1, and nothing else.' });
    }
    const answer = await library.read([request.params.id], ([opened]) =>
      courses.of(questionOf([opened]), () => gatherCourses(opened)),
    );
    return reply
      .type('application/json; charset=utf-8')
      .send(inPieces(asked.data.figure === '1' ? answer : withoutFigures(answer)));
  });

  app.get<{ Params: { id: string; other: string } }>(
    '/api/v1/recordings/:id/compare/:other',
    ({ params: { id, other } }) =>
      library.read([id, other], ([first, second]) =>
        comparisons.of(questionOf([first, second]), () => comparisonOf(first, second)),
      ),
  );
}

/** The site's own figures, and of whom it is said to be, may change while the files stay. */
function questionOf(opened: readonly OpenedRecording[]): string {
  return JSON.stringify(
    opened.map(({ id, subject, version, site }) => [id, subject, version, site]),
  );
}
