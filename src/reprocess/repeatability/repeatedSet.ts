import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { Calibration } from '../../model/calibration.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { Rep } from '../../model/movement.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import type { Task } from '../../model/task.ts';
import { REPEATED_QUANTITIES, type RepeatedMeasure } from '../../movement/repeatedMeasures.ts';
import { SetCounter } from '../../movement/setCounter.ts';
import type { Recording } from '../../recording/reader.ts';

const HALF_WINDOW_US = 50_000;
/** A rep may be told this long after its bottom. */
const KEPT_US = 20e6;

/** A set cannot be used; `message` is a sentence that says what was found and what is valid. */
export class RepeatabilityError extends Error {
  override name = 'RepeatabilityError';
}

/** The counted reps of one set, each quantity at peak flexion (mean of ±50 ms), in its unit. */
export interface RepeatedSet {
  readonly path: string;
  readonly sessionId: string;
  readonly subject: string;
  readonly task: Task;
  /** Counted from 1 in its recording. */
  readonly number: number;
  /** Sets that share it were done without taking the sensors off. */
  readonly mounting: string;
  readonly countedReps: number;
  /** Only values that could be stated. */
  readonly legs: ReadonlyMap<Side, ReadonlyMap<RepeatedMeasure, readonly number[]>>;
}

interface OpenSet {
  readonly mounting: string;
  reps: number;
  uncalibrated: string | null;
  readonly legs: Map<Side, Map<RepeatedMeasure, number[]>>;
}

/**
 * The sets of a recording, from its stored frames and events. A set ends where reps are counted
 * anew and where the sensors were calibrated again.
 * @throws RepeatabilityError for a recording without results or reps, or with reps on no calibration
 */
export async function setsOf(recording: Recording): Promise<RepeatedSet[]> {
  const { path, metadata } = recording;
  const reader = new SetReader();
  let frames = 0;
  for await (const batch of recording.batches(['frame', 'event'])) {
    for (const item of batch) {
      if (item.kind === 'event') reader.event(item.event);
      else {
        reader.frame(item.frame);
        frames++;
      }
    }
  }
  if (frames === 0) {
    throw new RepeatabilityError(
      `${path} has packets alone, no angles: run "plumbline process" on it and give its result`,
    );
  }
  if (reader.sets.length === 0) {
    throw new RepeatabilityError(
      `${path} has no repetitions: valid are recordings of squats, five or more in a set`,
    );
  }
  return reader.sets.map((set, i) => {
    if (set.uncalibrated !== null) {
      throw new RepeatabilityError(`${path}, set ${i + 1}: ${set.uncalibrated}`);
    }
    return {
      path,
      sessionId: metadata.id,
      subject: metadata.subject,
      task: metadata.settings.task,
      number: i + 1,
      mounting: `${path} ${set.mounting}`,
      countedReps: set.reps,
      legs: set.legs,
    };
  });
}

class SetReader {
  readonly sets: OpenSet[] = [];
  readonly #counter = new SetCounter();
  #set = 0;
  #calibration: Calibration | null = null;
  #frames: BodyFrame[] = [];

  frame(frame: BodyFrame): void {
    this.#frames.push(frame);
    // Cleared in blocks: shifting one frame each time would move the whole window.
    if (frame.timeUs - this.#frames[0].timeUs > 2 * KEPT_US) {
      this.#frames = this.#frames.filter(({ timeUs }) => timeUs >= frame.timeUs - KEPT_US);
    }
  }

  event(event: PipelineEvent): void {
    if (event.type === 'calibration') this.#calibration = event.calibration;
    if (event.type === 'rep') this.#rep(event.rep);
  }

  #rep(rep: Rep): void {
    const number = this.#counter.of(rep);
    const mounting = this.#calibration?.id ?? 'none';
    let set = this.sets.at(-1);
    if (set === undefined || number !== this.#set || set.mounting !== mounting) {
      set = { mounting, reps: 0, uncalibrated: this.#whyNot(), legs: new Map() };
      this.sets.push(set);
    }
    this.#set = number;
    if (!rep.counted) return;
    set.reps++;
    const frames = this.#frames.filter(
      ({ timeUs }) => Math.abs(timeUs - rep.bottomUs) <= HALF_WINDOW_US,
    );
    for (const side of SIDES) {
      for (const { measure, unit } of REPEATED_QUANTITIES) {
        const value = meanOf(frames, side, measure) * (unit === 'cm' ? 100 : 1);
        if (!Number.isFinite(value)) continue;
        const leg = set.legs.get(side) ?? new Map<RepeatedMeasure, number[]>();
        set.legs.set(side, leg);
        const values = leg.get(measure) ?? [];
        leg.set(measure, values);
        values.push(value);
      }
    }
  }

  #whyNot(): string | null {
    if (this.#calibration === null) {
      return 'its repetitions rest on no calibration; stand still for 3 s and squat five times before a set';
    }
    const { verdict, reasons } = this.#calibration;
    return verdict === 'redo'
      ? `its calibration has the verdict redo (${reasons[0]}); valid are good and usable`
      : null;
  }
}

/** NaN where no frame of the window states it. */
function meanOf(frames: readonly BodyFrame[], side: Side, measure: RepeatedMeasure): number {
  let sum = 0;
  let count = 0;
  for (const { legs } of frames) {
    const leg = legs.find((each) => each.side === side);
    if (leg === undefined || !Number.isFinite(leg.measures[measure])) continue;
    sum += leg.measures[measure];
    count++;
  }
  return sum / count;
}
