import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import { Backlog } from '../../../src/influx/upload/backlog.ts';
import type { PipelineEvent } from '../../../src/model/events.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import {
  SESSION,
  STARTED_US,
  sessionSteps,
  temporaryFolder,
  writeStep,
} from '../../recording/session.ts';

it('uploads what it knows of a recording of a later version, and tells what it does not', async () => {
  const folder = await temporaryFolder();
  const later = { type: 'strapTapped', timeUs: STARTED_US } as unknown as PipelineEvent;
  const writer = await RecordingWriter.create(join(folder, `${SESSION.id}.mcap`), SESSION);
  for (const step of sessionSteps(1)) writeStep(writer, step);
  writer.writeOutput({ samples: [], frames: [], events: [later, later] });
  await writer.close();

  const config = {
    ...{ host: 'http://127.0.0.1:1', org: '', bucket: 'b', token: '', hub: 'lab' },
    detail: FULL_DETAIL,
  };
  const backlog = new Backlog(folder, join(folder, 'state'), config);
  onTestFinished(() => backlog.close());
  const lines: string[] = [];
  for (let batch = await backlog.next(); batch; batch = await backlog.next()) {
    lines.push(...batch.lines);
    await backlog.keep(batch);
  }
  expect(lines.filter((line) => line.startsWith('body,'))).toHaveLength(200);
  expect(backlog.problem).toBe(
    `${SESSION.id}.mcap holds 2 messages of types that this version does not know (strapTapped 2), which are not uploaded; the version that wrote them can`,
  );
});
