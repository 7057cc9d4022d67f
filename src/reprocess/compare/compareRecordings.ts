import type { Calibration } from '../../model/calibration.ts';
import type { ControlInput, PipelineEvent } from '../../model/events.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { effectiveSettings, headlineOf, thresholdsOf } from '../../movement/thresholds.ts';
import type { Recorded, Recording } from '../../recording/reader.ts';
import { PacketsHash } from '../packetsHash.ts';
import { calibrationsChange } from './calibrationChange.ts';
import {
  type ComparedRecording,
  type FieldChange,
  RESULT_KINDS,
  type RecordingComparison,
  type ResultsChange,
} from './comparison.ts';
import { cuesChange, givenCues, heldBackCues } from './cuesChange.ts';
import { countsOf, eventsChange, isSameSequence, unlike } from './eventCounts.ts';
import { fieldChanges } from './fieldChanges.ts';
import { FrameComparison } from './frameComparison.ts';
import { kinshipOf } from './kinship.ts';
import { paired } from './lockstep.ts';
import { PacketMatcher } from './packetMatcher.ts';
import { resultsChange } from './resultsChange.ts';
import { resultOf } from './resultsOf.ts';
import { type Compared, verdictOf } from './verdictOf.ts';

type Message = Recorded<'packet' | 'input' | 'event'>;

/** What is kept of one of the two while both are read. */
class Side {
  readonly recording: Recording;
  readonly hash = new PacketsHash();
  readonly inputs: ControlInput[] = [];
  readonly events: PipelineEvent[] = [];

  constructor(recording: Recording) {
    this.recording = recording;
  }

  get calibrations(): Calibration[] {
    return this.events.flatMap((event) =>
      event.type === 'calibration' ? [event.calibration] : [],
    );
  }

  facts(packetsHash: string): ComparedRecording {
    const { metadata: session, durationS, damagedChunks, counts } = this.recording;
    const hasResults = (counts.get('/body') ?? 0) + (counts.get('/events') ?? 0) > 0;
    return { session, durationS, packetsHash, hasResults, damagedChunks };
  }
}

/**
 * Holds two recordings against each other as they are stored; nothing is recomputed. Frames are matched
 * by their instant, what the person did by its overlap in time, cues by side and time. Both files are
 * read twice side by side; of frames and packets only those at hand are held.
 * @param onProgress told the share that is done, 0..1
 */
export async function compareRecordings(
  a: Recording,
  b: Recording,
  onProgress: (share: number) => void = () => {},
): Promise<RecordingComparison> {
  const left = new Side(a);
  const right = new Side(b);
  const packets = new PacketMatcher();
  const endUs = Math.max(a.endUs, b.endUs);
  const startUs = Math.min(a.startUs, b.startUs);
  const at = (timeUs: number, pass: number): void =>
    onProgress((pass + (timeUs - startUs) / Math.max(1, endUs - startUs)) / 2);
  for await (const pair of paired(messagesOf(a), messagesOf(b), ({ logUs }) => logUs)) {
    if (pair.a) take(left, 'a', pair.a, packets);
    if (pair.b) take(right, 'b', pair.b, packets);
    at((pair.a ?? pair.b)?.logUs ?? startUs, 0);
  }
  const frames = new FrameComparison(
    a.metadata.settings.customMeasures,
    b.metadata.settings.customMeasures,
  );
  for await (const pair of paired(a.frames(), b.frames(), ({ timeUs }) => timeUs)) {
    frames.add(pair);
    at((pair.a ?? pair.b)?.timeUs ?? startUs, 1);
  }
  const factsA = left.facts(left.hash.hex());
  const factsB = right.facts(right.hash.hex());
  const headlineUnit = headlineUnitOf(a.metadata.settings, b.metadata.settings);
  const compared: Compared = {
    kinship: kinshipOf(factsA, factsB),
    a: factsA,
    b: factsB,
    settings: settingsChange(a.metadata.settings, b.metadata.settings),
    calibrations: calibrationsChange(left.calibrations, right.calibrations),
    packets: packets.finish(),
    inputs: countsOf(left.inputs, right.inputs),
    frames: frames.change(),
    events: eventsChange(left.events, right.events),
    results: resultsOf(left.events, right.events, false, headlineUnit),
    rejected: resultsOf(left.events, right.events, true, headlineUnit),
    cues: cuesChange(givenCues(left.events), givenCues(right.events), headlineUnit),
    cuesHeldBack: cuesChange(heldBackCues(left.events), heldBackCues(right.events), headlineUnit),
  };
  const identical =
    isAlike(compared) &&
    isSameSequence(left.inputs, right.inputs) &&
    isSameSequence(left.events, right.events);
  return { verdict: verdictOf(compared, identical), identical, ...compared };
}

async function* messagesOf(recording: Recording): AsyncGenerator<Message, void, void> {
  for await (const batch of recording.batches(['packet', 'input', 'event'])) yield* batch;
}

function take(side: Side, origin: 'a' | 'b', message: Message, packets: PacketMatcher): void {
  switch (message.kind) {
    case 'packet':
      side.hash.add(message.packet);
      packets.add(origin, message.packet);
      break;
    case 'input':
      side.inputs.push(message.input);
      break;
    case 'event':
      side.events.push(message.event);
  }
}

function isAlike({ a, b, packets, frames, inputs, events }: Compared): boolean {
  return (
    a.damagedChunks + b.damagedChunks === 0 &&
    a.packetsHash === b.packetsHash &&
    packets.every((each) => unlike(each) === 0) &&
    unlike(frames) === 0 &&
    unlike(inputs) === 0 &&
    events.every((each) => unlike(each) === 0)
  );
}

/** Notes are words for whoever reads the file. */
export function settingsChange(a: PipelineSettings, b: PipelineSettings): FieldChange[] {
  return fieldChanges(effectiveSettings(a), effectiveSettings(b)).filter(
    ({ field }) => field !== 'thresholds.note',
  );
}

function resultsOf(
  a: readonly PipelineEvent[],
  b: readonly PipelineEvent[],
  isRejected: boolean,
  headlineUnit: string,
): ResultsChange[] {
  const [inA, inB] = [a, b].map((events) =>
    events.flatMap((event) => {
      const result = resultOf(event);
      return result?.isRejected === isRejected ? [result] : [];
    }),
  );
  return RESULT_KINDS.flatMap((kind) => {
    const [ofA, ofB] = [inA, inB].map((each) => (each ?? []).filter((r) => r.kind === kind));
    if (!ofA || !ofB || ofA.length + ofB.length === 0) return [];
    return [resultsChange(kind, ofA, ofB, headlineUnit)];
  });
}

/** None where the tasks of the two are judged in different units. */
function headlineUnitOf(a: PipelineSettings, b: PipelineSettings): string {
  const [inA, inB] = [a, b].map((each) => headlineOf(each.task, thresholdsOf(each)).unit);
  return inA === inB ? (inA ?? '') : '';
}
