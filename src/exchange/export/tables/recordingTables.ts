import type { BodyFrame } from '../../../model/bodyFrame.ts';
import { SIDES, type Side } from '../../../model/placement.ts';
import { TrialCourse } from '../../../model/trialCourse.ts';
import { SetCounter } from '../../../movement/setCounter.ts';
import type { Recording } from '../../../recording/reader.ts';
import { ExportError } from '../exportError.ts';
import type { EventRow } from './eventTable.ts';
import type { RepRow } from './repTable.ts';

export interface ExportOptions {
  /** Ends the export with its reason; nothing is left then. */
  readonly signal?: AbortSignal;
  /** Told how far it is: log time of what was just read. */
  readonly onProgress?: (logUs: number) => void;
}

/** What was written of a recording. */
export interface ExportReport {
  readonly frames: number;
  readonly reps: number;
  readonly events: number;
  /** Chunks of the recording that cannot be read; what they held is missing. */
  readonly damagedChunks: number;
}

/** Takes the rows of the tables in the order of the recording; in memory until `flush`. */
export interface TableSink {
  frame(frame: BodyFrame): void;
  event(row: EventRow): void;
  rep(row: RepRow): void;
  /** After every chunk of the recording: to wait for each row would cost more than to write it. */
  flush(): Promise<void>;
}

/** @throws ExportError where nothing was computed of the packets yet */
export function requireResults({ path, counts }: Recording): void {
  if (['/body', '/events'].some((topic) => (counts.get(topic) ?? 0) > 0)) return;
  throw new ExportError(
    path,
    `${path} holds packets without results: compute them with "plumbline process" and export what that gives.`,
  );
}

/**
 * Reads a recording once and gives its rows to `sink`.
 * @throws the reason of `signal`, and what the sink throws
 */
export async function readTables(
  recording: Recording,
  sink: TableSink,
  { signal, onProgress }: ExportOptions,
): Promise<ExportReport> {
  const { startedUs } = recording.metadata;
  const sets = new SetCounter();
  const trials = new TrialCourse();
  let frames = 0;
  let reps = 0;
  let events = 0;
  for await (const batch of recording.batches(['frame', 'event', 'input'])) {
    for (const message of batch) {
      if (message.kind === 'frame') {
        sink.frame(message.frame);
        frames++;
        continue;
      }
      if (message.kind === 'input') trials.control(message.input);
      const event = message.kind === 'event' ? message.event : message.input;
      sink.event({ event, startedUs });
      events++;
      if (event.type !== 'rep') continue;
      const { rep } = event;
      const set = sets.of(rep);
      const trial = trials.at(rep.startUs)?.number ?? null;
      for (const leg of rep.legs) sink.rep({ set, trial, rep, leg, startedUs });
      reps++;
    }
    await sink.flush();
    onProgress?.(batch.at(-1)?.logUs ?? recording.startUs);
    signal?.throwIfAborted();
  }
  return { frames, reps, events, damagedChunks: recording.damagedChunks };
}

/**
 * The legs that any frame has: headers come first and must name them all. Two legs are found
 * at once; only a recording of one leg is read twice.
 */
export async function sidesIn(recording: Recording, signal?: AbortSignal): Promise<Side[]> {
  const found = new Set<Side>();
  for await (const batch of recording.batches(['frame'])) {
    signal?.throwIfAborted();
    for (const { frame } of batch) for (const { side } of frame.legs) found.add(side);
    if (found.size === SIDES.length) break;
  }
  return SIDES.filter((side) => found.has(side));
}
