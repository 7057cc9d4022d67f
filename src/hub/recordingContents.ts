import type { ControlInput, PipelineEvent } from '../model/events.ts';
import type { Recording } from '../recording/reader.ts';
import { MovementTally } from '../reprocess/summary/movementTally.ts';
import { TrialTally } from '../reprocess/summary/trialTally.ts';
import type { CountedResults, RecordingContents } from '../stream/answers/contents.ts';

/** What is in a recording besides packets, samples and frames, which are passed over: they take most of the time. */
export async function contentsOf(recording: Recording): Promise<RecordingContents> {
  const tally = new ContentsTally();
  for await (const batch of recording.batches(['event', 'input'])) {
    for (const message of batch) {
      if (message.kind === 'event') tally.event(message.event);
      else tally.control(message.input);
    }
  }
  const { metadata, startUs, endUs, counts } = recording;
  const { movement, trials, markers, holds, samplesLost, samplesRefilled } = tally;
  return {
    startUs,
    endUs,
    method: metadata.method ?? null,
    software: metadata.software,
    hasResults: (counts.get('/body') ?? 0) > 0,
    trials: trials.trials,
    markers,
    reps: repsOf(movement),
    landings: movement.landings,
    strides: movement.strides,
    holds,
    cues: movement.cues.given,
    calibrations: movement.calibrations.map(({ timeUs, verdict }) => ({ timeUs, verdict })),
    samplesLost,
    samplesRefilled,
    faults: movement.faults.length,
    damagedChunks: recording.damagedChunks,
  };
}

function repsOf({ sets }: MovementTally): CountedResults {
  return {
    all: sets.reduce((sum, { reps }) => sum + reps, 0),
    sound: sets.reduce((sum, { counted }) => sum + counted, 0),
  };
}

class ContentsTally {
  readonly movement = new MovementTally();
  readonly trials = new TrialTally();
  readonly markers: { timeUs: number; label: string }[] = [];
  holds = 0;
  samplesLost = 0;
  samplesRefilled = 0;

  control(input: ControlInput): void {
    this.trials.control(input);
    if (input.type === 'marker') this.markers.push({ timeUs: input.timeUs, label: input.label });
  }

  event(event: PipelineEvent): void {
    this.movement.event(event);
    this.trials.event(event);
    if (event.type === 'hold') this.holds++;
    if (event.type === 'samplesLost') this.samplesLost += event.count;
    if (event.type === 'samplesRefilled') this.samplesRefilled += event.count;
  }
}
