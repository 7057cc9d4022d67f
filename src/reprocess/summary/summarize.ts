import { fadeAdvice } from '../../movement/cues/fadeAdvice.ts';
import { thresholdsOf } from '../../movement/thresholds.ts';
import type { ContentKind } from '../../recording/channelDecoders.ts';
import type { Recorded, Recording } from '../../recording/reader.ts';
import { MovementTally } from './movementTally.ts';
import { QualityTally } from './qualityTally.ts';
import type { RecordingSummary } from './recordingSummary.ts';
import { SensorTallies } from './sensorTally.ts';

const COUNTED = [
  'packet',
  'input',
  'samples',
  'frame',
  'event',
] as const satisfies readonly ContentKind[];
/** Topics of what the pipeline makes of packets. */
const RESULTS = /^\/(?:body$|events$|samples\/)/;
type Counted = Recorded<(typeof COUNTED)[number]>;

/**
 * Reads a recording from end to end and says what is in it; nothing is recomputed.
 * @param onProgress told the log time of what was just read
 */
export async function summarize(
  recording: Recording,
  onProgress: (logUs: number) => void = () => {},
): Promise<RecordingSummary> {
  const tally = new Tally();
  for await (const batch of recording.batches(COUNTED)) {
    for (const message of batch) tally.add(message);
    onProgress(batch.at(-1)?.logUs ?? recording.startUs);
  }
  const { counts, metadata, durationS, damagedChunks, unknownMessages } = recording;
  const { sensors, movement, quality, markers } = tally;
  const hasResults = [...counts].some(([topic, count]) => count > 0 && RESULTS.test(topic));
  return {
    session: metadata,
    durationS,
    sensors: sensors.summaries(hasResults),
    channels: Object.fromEntries(counts),
    calibrations: movement.calibrations,
    sets: movement.sets,
    landings: movement.landings,
    strides: movement.strides,
    gait: movement.gait,
    holds: movement.holds,
    cues: movement.cues,
    fade: fadeAdvice(movement.reps, metadata.settings.cue, thresholdsOf(metadata.settings).cue),
    markers,
    faults: movement.faults,
    quality: quality.summaries(),
    hasResults,
    hasTruth: (counts.get('/truth') ?? 0) > 0,
    damagedChunks,
    unknownMessages,
  };
}

class Tally {
  readonly sensors = new SensorTallies();
  readonly movement = new MovementTally();
  readonly quality = new QualityTally();
  markers = 0;

  add(message: Counted): void {
    switch (message.kind) {
      case 'packet':
        this.sensors.of(message.packet.sensorId)?.packet();
        break;
      case 'input':
        this.sensors.control(message.input);
        if (message.input.type === 'marker') this.markers++;
        break;
      case 'samples':
        this.sensors.of(message.samples.sensorId)?.samples(message.samples);
        break;
      case 'frame':
        this.quality.frame(message.frame);
        break;
      case 'event': {
        const { event } = message;
        this.movement.event(event);
        if ('sensorId' in event && event.sensorId) this.sensors.of(event.sensorId)?.event(event);
      }
    }
  }
}
