import { join } from 'node:path';
import type { ControlInput, PipelineEvent } from '../../../src/model/events.ts';
import type { SessionMetadata } from '../../../src/model/session.ts';
import { recordingId } from '../../../src/recording/naming.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { SESSION } from '../../recording/session.ts';

/** Writes a recording of these inputs and events into the folder and gives its path. */
export async function recordedInto(
  folder: string,
  given: Partial<SessionMetadata>,
  items: readonly (ControlInput | PipelineEvent)[],
): Promise<string> {
  const { startedUs = SESSION.startedUs, subject = SESSION.subject } = given;
  const session = { ...SESSION, id: recordingId(startedUs, subject), ...given };
  const path = join(folder, `${session.id}.mcap`);
  const writer = await RecordingWriter.create(path, session);
  for (const item of items) {
    if (isEvent(item)) writer.writeOutput({ samples: [], frames: [], events: [item] });
    else writer.writeInput(item);
  }
  await writer.close();
  return path;
}

function isEvent(item: ControlInput | PipelineEvent): item is PipelineEvent {
  return ['calibration', 'rep', 'landing', 'stride', 'hold'].includes(item.type);
}
