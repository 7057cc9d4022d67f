import type { PipelineEvent } from '../../src/model/events.ts';
import type { Rep } from '../../src/model/movement.ts';
import type { SessionMetadata } from '../../src/model/session.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { writeStep } from './session.ts';

/**
 * The frames and reps of a recording under other facts, as if another session or processing had made
 * them; moved in time with its start. What begins when it did keeps the packets too.
 */
export async function retold(
  from: string,
  to: string,
  facts: Partial<SessionMetadata>,
  change: (rep: Rep) => Rep = (same) => same,
): Promise<void> {
  const recording = await openRecording(from);
  const { metadata } = recording;
  const writer = await RecordingWriter.create(to, { ...metadata, ...facts });
  const byUs = (facts.startedUs ?? metadata.startedUs) - metadata.startedUs;
  for await (const batch of recording.batches(['frame', 'event', 'packet'])) {
    for (const message of batch) {
      if (message.kind === 'packet') {
        // Of another session they are others.
        if (byUs === 0)
          writeStep(writer, { kind: 'input', input: { type: 'packet', packet: message.packet } });
        continue;
      }
      const frames =
        message.kind === 'frame'
          ? [
              {
                ...message.frame,
                timeUs: message.frame.timeUs + byUs,
                arrivalUs: message.frame.arrivalUs + byUs,
              },
            ]
          : [];
      const events = message.kind === 'event' ? repsOf(message.event, byUs, change) : [];
      if (frames.length + events.length === 0) continue;
      writeStep(writer, { kind: 'output', output: { samples: [], frames, events } });
    }
  }
  await writer.close();
  await recording.close();
}

function repsOf(event: PipelineEvent, byUs: number, change: (rep: Rep) => Rep): PipelineEvent[] {
  if (event.type !== 'rep') return [];
  const { rep } = event;
  const moved = {
    ...rep,
    startUs: rep.startUs + byUs,
    bottomUs: rep.bottomUs + byUs,
    endUs: rep.endUs + byUs,
  };
  return [{ ...event, timeUs: event.timeUs + byUs, rep: change(moved) }];
}
