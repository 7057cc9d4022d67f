import { SIDES, type Side } from '../../model/placement.ts';
import type { Task } from '../../model/task.ts';
import { type Between, defaultMdc95 } from '../../movement/detectableChange.ts';
import {
  type Repeatability,
  type RepeatedSets,
  repeatabilityOf,
} from '../../movement/repeatability.ts';
import { REPEATED_QUANTITIES, type RepeatedMeasure } from '../../movement/repeatedMeasures.ts';
import { mean } from '../../signal/statistics.ts';
import { RepeatabilityError, type RepeatedSet } from './repeatedSet.ts';

/** Fewer counted reps make no set. */
export const LEAST_REPS = 5;

/** One quantity of one leg, or of both taken together. */
export interface QuantityRepeatability extends Repeatability {
  readonly measure: RepeatedMeasure;
  readonly unit: 'deg' | 'cm';
  readonly leg: Side | 'both';
  /** In the order of `sets`, over the person's reps; only for one leg. */
  readonly setMeans: readonly number[];
  /** What holds where no site has measured its own; null where there is none. */
  readonly defaultMdc95: number | null;
}

export interface RepeatabilityRun {
  readonly task: Task;
  readonly between: Between;
  readonly subjects: readonly string[];
  readonly sets: readonly {
    readonly sessionId: string;
    readonly subject: string;
    readonly number: number;
    readonly countedReps: number;
  }[];
  readonly quantities: readonly QuantityRepeatability[];
  /** Quantities that some set does not state in five reps, one sentence each. */
  readonly leftOut: readonly string[];
}

/**
 * What change between two sets can be told, from two sets or more of each person.
 * @throws RepeatabilityError for sets that do not belong together
 */
export function repeatabilityRun(given: readonly RepeatedSet[]): RepeatabilityRun {
  const task = oneTask(given);
  requireDistinct(given);
  for (const set of given) {
    if (set.countedReps < LEAST_REPS) {
      throw new RepeatabilityError(
        `${set.path}, set ${set.number}: ${set.countedReps} counted repetitions; a set needs ${LEAST_REPS} with data that are ok`,
      );
    }
  }
  const bySubject = groupBySubject(given);
  const between = mountingsOf(bySubject);
  const quantities: QuantityRepeatability[] = [];
  const leftOut: string[] = [];
  for (const { measure, unit, words } of REPEATED_QUANTITIES) {
    const legs = new Map<Side, RepeatedSets[]>();
    for (const side of SIDES) {
      const people = [...bySubject.values()].map((sets) =>
        sets.map((set) => set.legs.get(side)?.get(measure) ?? []),
      );
      const stated = people.flat().filter((values) => values.length >= LEAST_REPS).length;
      if (stated === given.length) legs.set(side, people);
      else if (people.flat().some((values) => values.length > 0)) {
        leftOut.push(
          `${words}, ${side}: stated in ${LEAST_REPS} repetitions of ${stated} of ${given.length} sets`,
        );
      }
    }
    const add = (leg: Side | 'both', people: readonly RepeatedSets[]): void => {
      quantities.push({
        measure,
        unit,
        leg,
        setMeans: leg === 'both' ? [] : people.flat().map((values) => mean(values)),
        ...repeatabilityOf(people, bySubject.size),
        defaultMdc95: defaultMdc95(measure, between),
      });
    };
    for (const [side, people] of legs) add(side, people);
    if (legs.size > 1) add('both', [...legs.values()].flat());
  }
  if (quantities.length === 0) {
    throw new RepeatabilityError(
      'no leg has its angles in all sets: valid are sets in which the same leg wears its sensors',
    );
  }
  return {
    task,
    between,
    subjects: [...bySubject.keys()],
    sets: [...bySubject.values()].flat().map(({ sessionId, subject, number, countedReps }) => ({
      sessionId,
      subject,
      number,
      countedReps,
    })),
    quantities,
    leftOut,
  };
}

/** The figure that holds for a site: of both legs together where both were worn. */
export function pooled(
  run: RepeatabilityRun,
  measure: RepeatedMeasure,
): QuantityRepeatability | undefined {
  const of = run.quantities.filter((each) => each.measure === measure);
  return of.find(({ leg }) => leg === 'both') ?? of[0];
}

function oneTask(given: readonly RepeatedSet[]): Task {
  const tasks = [...new Set(given.map(({ task }) => task))];
  if (tasks.length !== 1) {
    const found = given.map(({ path, task }) => `${path} ${task}`).join(', ');
    throw new RepeatabilityError(`the tasks differ (${found}): valid are sets of one task`);
  }
  return tasks[0];
}

function requireDistinct(given: readonly RepeatedSet[]): void {
  const seen = new Map<string, string>();
  for (const { subject, sessionId, number, path } of given) {
    const key = `${subject} ${sessionId} ${number}`;
    const other = seen.get(key);
    if (other !== undefined) {
      throw new RepeatabilityError(
        `${other} and ${path} are the same session ${sessionId}: valid are different sets, or nothing could differ`,
      );
    }
    seen.set(key, path);
  }
}

/** Every person's sets all on one mounting, or each on its own. */
function mountingsOf(bySubject: ReadonlyMap<string, readonly RepeatedSet[]>): Between {
  const kinds = new Set<Between>();
  for (const [subject, sets] of bySubject) {
    if (sets.length < 2) {
      throw new RepeatabilityError(
        `${sets[0].path}: the only set of ${subject}; a repeatability run needs two of each person, the sensors put on anew between them`,
      );
    }
    const mountings = new Set(sets.map(({ mounting }) => mounting)).size;
    if (mountings === 1) kinds.add('sameMounting');
    else if (mountings === sets.length) kinds.add('newMounting');
    else {
      throw new RepeatabilityError(
        `${sets[0].path}: some of its sets share a calibration and some do not; valid is one for each set, or one for all`,
      );
    }
  }
  if (kinds.size !== 1) {
    throw new RepeatabilityError(
      'some people wore the sensors through, others put them on anew: valid is one or the other for all',
    );
  }
  return [...kinds][0];
}

function groupBySubject(given: readonly RepeatedSet[]): Map<string, RepeatedSet[]> {
  const groups = new Map<string, RepeatedSet[]>();
  for (const set of given) groups.set(set.subject, [...(groups.get(set.subject) ?? []), set]);
  return groups;
}
