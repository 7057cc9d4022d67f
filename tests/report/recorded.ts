import { join } from 'node:path';
import type { PipelineEvent, PipelineInput } from '../../src/model/events.ts';
import type { SessionMetadata } from '../../src/model/session.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { type GatherOptions, gatherReport } from '../../src/report/gather/gatherReport.ts';
import type { Report } from '../../src/report/report.ts';
import { opened } from '../recording/opened.ts';
import { SESSION, type Step, temporaryFolder, writeStep } from '../recording/session.ts';

export function inputStep(input: PipelineInput): Step {
  return { kind: 'input', input };
}

export function eventStep(...events: readonly PipelineEvent[]): Step {
  return { kind: 'output', output: { samples: [], frames: [], events } };
}

/** Path of a recording with these facts and steps. */
export async function recorded(
  facts: Partial<SessionMetadata>,
  steps: Iterable<Step>,
): Promise<string> {
  const metadata = { ...SESSION, ...facts };
  const path = join(await temporaryFolder(), `${metadata.id.replaceAll('/', '_')}.mcap`);
  const writer = await RecordingWriter.create(path, metadata);
  for (const step of steps) writeStep(writer, step);
  await writer.close();
  return path;
}

/** The report of a recording with these facts and steps. */
export async function reportOn(
  facts: Partial<SessionMetadata>,
  steps: Iterable<Step>,
  options?: GatherOptions,
): Promise<Report> {
  return gatherReport(await opened(await recorded(facts, steps)), options);
}
