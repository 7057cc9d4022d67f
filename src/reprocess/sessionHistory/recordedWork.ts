import type { Calibration } from '../../model/calibration.ts';
import type { PipelineEvent, PipelineInput } from '../../model/events.ts';
import type { Rep } from '../../model/movement.ts';
import type { SessionMetadata } from '../../model/session.ts';
import type { Trial } from '../../model/trial.ts';
import { TrialCourse } from '../../model/trialCourse.ts';
import type { AssessmentResults } from '../../movement/assessments/trials.ts';
import type { TimedNote } from '../../movement/programme/history.ts';
import type { Recording } from '../../recording/reader.ts';

/** What was done between two counts from one. */
export interface RecordedSet extends AssessmentResults {
  readonly startUs: number;
  /** Step of the programme it was of; null of none. */
  readonly step: string | null;
}

/** What detectors told of a recording and what people said in it. */
export interface RecordedWork {
  readonly session: SessionMetadata;
  readonly endUs: number;
  readonly sets: readonly RecordedSet[];
  readonly notes: readonly TimedNote[];
  /** Said after the session, beside the recording; absent where nobody asked for it. */
  readonly said?: readonly TimedNote[];
  readonly trials: readonly Trial[];
  /** Of the last calibration; null without one. */
  readonly calibration: Calibration['verdict'] | null;
  /** False of packets alone. */
  readonly hasResults: boolean;
  /** Whether frames are in it, beside events. */
  readonly hasFrames: boolean;
  /** True where reps were told by a version that measured less of them: they are left out. */
  readonly isOutdated: boolean;
}

/** What is in the recording at a path. @throws RecordingError */
export type WorkAt = (path: string) => Promise<RecordedWork>;

/** Reads sets and notes of a recording from its stored inputs and events; nothing is recomputed. */
export async function recordedWork(recording: Recording): Promise<RecordedWork> {
  const reader = new WorkReader();
  for await (const batch of recording.batches(['input', 'event'])) {
    for (const item of batch) {
      if (item.kind === 'input') reader.input(item.input);
      else reader.event(item.event);
    }
  }
  const { counts, metadata, endUs } = recording;
  const hasFrames = (counts.get('/body') ?? 0) > 0;
  const hasResults = hasFrames || (counts.get('/events') ?? 0) > 0;
  const { sets, notes, trials, calibration, isOutdated } = reader;
  return {
    session: metadata,
    endUs,
    sets,
    notes,
    trials,
    calibration,
    hasResults,
    hasFrames,
    isOutdated,
  };
}

type OpenSet = {
  readonly startUs: number;
  readonly step: string | null;
} & { readonly [K in keyof AssessmentResults]: AssessmentResults[K][number][] };

class WorkReader {
  readonly sets: OpenSet[] = [];
  readonly notes: TimedNote[] = [];
  readonly #course = new TrialCourse();
  calibration: Calibration['verdict'] | null = null;
  isOutdated = false;
  #step: string | null = null;
  /** Set where the next result opens a set of its own. */
  #isNew = true;
  #lastRep = 0;

  get trials(): readonly Trial[] {
    return this.#course.trials;
  }

  input(input: Exclude<PipelineInput, { type: 'packet' }>): void {
    this.#course.control(input);
    if (input.type === 'newSet') this.#isNew = true;
    if (input.type !== 'programmeNote') return;
    this.notes.push({ timeUs: input.timeUs, note: input.note });
    if (input.note.step === undefined || input.note.step === this.#step) return;
    this.#step = input.note.step;
    this.#isNew = true;
  }

  event(event: PipelineEvent): void {
    switch (event.type) {
      case 'calibration':
        this.calibration = event.calibration.verdict;
        break;
      case 'rep':
        if (!isWhole(event.rep)) {
          this.isOutdated = true;
          break;
        }
        if (event.rep.number <= this.#lastRep) this.#isNew = true;
        this.#lastRep = event.rep.number;
        this.#set(event.rep.startUs).reps.push(event.rep);
        break;
      case 'landing':
        this.#set(event.landing.flight.startUs).landings.push(event.landing);
        break;
      case 'stride':
        this.#set(event.stride.initialContactUs).strides.push(event.stride);
        break;
      case 'hold':
        this.#set(event.hold.startUs).holds.push(event.hold);
    }
  }

  #set(startUs: number): OpenSet {
    let set = this.sets.at(-1);
    if (set === undefined || this.#isNew) {
      set = { startUs, step: this.#step, reps: [], landings: [], strides: [], holds: [] };
      this.sets.push(set);
      this.#isNew = false;
    }
    return set;
  }
}

/** A recording of an earlier version has reps without what was measured later. */
function isWhole({ legs }: Rep): boolean {
  return legs.every((leg) => 'metrics' in leg);
}
