import type { FastifyInstance } from 'fastify';
import { reportPage } from '../report/page/reportPage.ts';
import type { RecordingLibrary } from './recordingLibrary.ts';

/** The page forbids more in a policy of its own, which knows its one style sheet by its hash. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Reports of recordings, by the same ids as their replays. */
export function registerReports(app: FastifyInstance, library: RecordingLibrary): void {
  app.get<{ Params: { id: string } }>('/api/v1/recordings/:id/report', async (request, reply) => {
    const report = await library.report(request.params.id);
    return reply
      .header('content-security-policy', PAGE_POLICY)
      .type('text/html; charset=utf-8')
      .send(reportPage(report));
  });

  app.get<{ Params: { id: string } }>('/api/v1/recordings/:id/report.json', (request) =>
    library.report(request.params.id),
  );
}
