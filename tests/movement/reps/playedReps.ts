import type { PipelineEvent } from '../../../src/model/events.ts';
import type { Rep, RepRejection } from '../../../src/model/movement.ts';
import type { Side } from '../../../src/model/placement.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../../src/model/settings.ts';
import type { Task } from '../../../src/model/task.ts';
import type { TruthLeg } from '../../../src/model/truth.ts';
import { Pipeline } from '../../../src/pipeline/pipeline.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import type { Person } from '../../../src/simulator/person.ts';
import type { SessionOptions } from '../../../src/simulator/sessionOptions.ts';
import type { SimulatedEvent } from '../../../src/simulator/tasks/simulatedEvent.ts';
import { inputsOf, secondsOf } from '../../validate/simulator/simulatedFrames.ts';

/** What sessions of squats and of other tasks have in common. */
export interface RepSession {
  readonly feeds: readonly ImuFeed[];
  readonly durationS: number;
  readonly events: readonly SimulatedEvent[];
  readonly person: Person;
  readonly options: Pick<SessionOptions, 'toeOutDeg'>;
  truthAt(timeS: number): readonly TruthLeg[];
}

/** A repetition that was done, seconds since the session began. */
export interface TrueRep {
  readonly startS: number;
  readonly bottomS: number;
  readonly endS: number;
  readonly side: Side | null;
  readonly flexionDeg: number;
}

export interface PlayedReps {
  readonly reps: readonly Rep[];
  readonly rejections: readonly RepRejection[];
}

/** What the product makes of a session, live. */
export function playedReps(session: RepSession, task: Task): PlayedReps {
  const { shankLengthM, thighLengthM } = session.person;
  const { toeOutDeg } = session.options;
  const subject = { shankLengthM, thighLengthM, toeOutDeg };
  const settings: PipelineSettings = { ...DEFAULT_SETTINGS, task, subject };
  const pipeline = new Pipeline(settings);
  const events: PipelineEvent[] = [];
  for (const input of inputsOf(session)) events.push(...pipeline.push(input).events);
  return {
    reps: events.flatMap((event) => (event.type === 'rep' ? [event.rep] : [])),
    rejections: events.flatMap((event) => (event.type === 'repRejected' ? [event.rejection] : [])),
  };
}

export function trueReps({ events }: Pick<RepSession, 'events'>): TrueRep[] {
  return events.flatMap((event, i) => {
    if (event.type !== 'repBottom') return [];
    const start = events.slice(0, i).findLast(({ type }) => type === 'repStart');
    const end = events.slice(i).find(({ type }) => type === 'repEnd');
    if (!start || !end) return [];
    const { timeS: bottomS, side, kneeFlexionDeg: flexionDeg } = event;
    return [{ startS: start.timeS, bottomS, endS: end.timeS, side, flexionDeg }];
  });
}

/** Found reps against those that were done. */
export interface RepScore {
  readonly done: number;
  readonly missed: number;
  /** Found where none was done, twice in one, or of the wrong leg. */
  readonly invented: number;
  /** Found less done, s. */
  readonly onsetS: readonly number[];
  readonly endS: readonly number[];
}

export function scoreReps(done: readonly TrueRep[], found: readonly Rep[]): RepScore {
  const onsetS: number[] = [];
  const endS: number[] = [];
  for (const rep of done) {
    const own = found.find((each) => isOf(each, rep));
    if (!own) continue;
    onsetS.push(secondsOf(own.startUs) - rep.startS);
    endS.push(secondsOf(own.endUs) - rep.endS);
  }
  const hits = onsetS.length;
  return {
    done: done.length,
    missed: done.length - hits,
    invented: found.length - hits,
    onsetS,
    endS,
  };
}

/** Of the same leg, and for the most part at the same time. */
function isOf({ startUs, endUs, stance }: Rep, { startS, endS, side }: TrueRep): boolean {
  const [fromS, toS] = [secondsOf(startUs), secondsOf(endUs)];
  const sharedS = Math.min(toS, endS) - Math.max(fromS, startS);
  return stance === side && sharedS > 0.5 * Math.max(toS - fromS, endS - startS);
}

export function sumOf(scores: readonly RepScore[]): RepScore {
  const sum = (of: (score: RepScore) => number): number =>
    scores.reduce((total, score) => total + of(score), 0);
  return {
    done: sum(({ done }) => done),
    missed: sum(({ missed }) => missed),
    invented: sum(({ invented }) => invented),
    onsetS: scores.flatMap((score) => score.onsetS),
    endS: scores.flatMap((score) => score.endS),
  };
}
