import type { PipelineEvent } from '../model/events.ts';
import type { PipelineSettings } from '../model/settings.ts';
import type { Task } from '../model/task.ts';
import type { Trial } from '../model/trial.ts';
import { assessmentShown } from '../movement/assessments/freePractice.ts';
import { resultCard } from '../movement/assessments/makeCard.ts';
import {
  NO_ENTRIES,
  type ObserverEntries,
  observerEntriesOf,
} from '../movement/assessments/observerEntries.ts';
import type { ResultCard } from '../movement/assessments/resultCard.ts';
import type { TrialResult } from '../movement/assessments/trialResult.ts';
import {
  beganUs,
  isResult,
  type ResultEvent,
  resultsOf,
} from '../movement/assessments/trialWork.ts';
import type { SiteRepeatability } from '../movement/detectableChange.ts';
import { summariseSet } from '../movement/metrics/setSummary.ts';
import { thresholdsOf } from '../movement/thresholds.ts';
import type { Feed } from './feed.ts';

/** Trials whose results are kept, the newest. */
export const KEPT_TRIALS = 100;
/** Results kept of all of them together, about 60 MB: then the oldest trials are given up. */
export const KEPT_RESULTS = 20_000;

/** What the cards of the live session rest on. */
export interface TrialSession {
  readonly subject: string;
  readonly settings: PipelineSettings;
}

export interface TrialResultsOptions {
  readonly feed: Feed;
  /** Of the session that is live now. */
  readonly session: () => TrialSession;
  readonly site: (task: Task) => SiteRepeatability | null;
  /** Default `KEPT_RESULTS`. */
  readonly keptResults?: number;
}

interface KeptTrial {
  trial: Trial;
  readonly session: TrialSession;
  readonly events: ResultEvent[];
  /** In force when it ended. */
  calibration: 'good' | 'usable' | 'redo' | null;
  observer: ObserverEntries;
}

/** There is no such result; `message` says what there is. */
export class NoTrialError extends Error {
  override name = 'NoTrialError';
}

/** It goes on, so there is nothing to tell yet. */
export class TrialOpenError extends Error {
  override name = 'TrialOpenError';
}

/**
 * What each trial of the live session came to. What began in a trial belongs to it, as in lists and
 * tables: what was under way when it ended is taken in when it is told. A new session, and a further
 * part of one, begins with none.
 */
export class TrialResults {
  readonly #options: TrialResultsOptions;
  readonly #kept: KeptTrial[] = [];
  #end = (): void => {};

  constructor(options: TrialResultsOptions) {
    this.#options = options;
  }

  start(): void {
    const { feed } = this.#options;
    const undo = [
      feed.on('event', (event) => this.#noteEvent(event)),
      feed.on('snapshot', ({ trial }) => trial && this.#noteTrial(trial)),
      feed.on('restarted', () => this.#kept.splice(0)),
    ];
    this.#end = () => {
      for (const each of undo) each();
    };
  }

  stop(): void {
    this.#end();
    this.#end = () => {};
    this.#kept.splice(0);
  }

  /** Those that are kept, in order; the last may go on. */
  get trials(): readonly Trial[] {
    return this.#kept.map(({ trial }) => trial);
  }

  /** @throws NoTrialError, TrialOpenError */
  result(number: number): TrialResult {
    const kept = this.#ended(number);
    const { trial, session, events } = kept;
    const results = resultsOf(events);
    const site = this.#options.site(session.settings.task);
    return {
      trial,
      card: this.#card(kept),
      set: summariseSet(results.reps, { site }),
      reps: results.reps,
    };
  }

  /**
   * Takes what somebody who watched has entered, in place of what was entered before.
   * @throws NoTrialError, TrialOpenError, ObserverEntriesError
   */
  observe(number: number, entries: unknown): TrialResult {
    const kept = this.#ended(number);
    const { assessment } = assessmentShown(kept.session.settings);
    kept.observer = observerEntriesOf(assessment, entries);
    return this.result(number);
  }

  #card({ trial, session, events, calibration, observer }: KeptTrial): ResultCard {
    const { settings, subject } = session;
    const { assessment, isFree } = assessmentShown(settings);
    const card = resultCard(assessment, resultsOf(events), observer, {
      subject,
      startedUs: trial.startUs,
      simulated: this.#options.feed.facts.simulated,
      shankLengthM: settings.subject.shankLengthM,
      thresholds: thresholdsOf(settings),
      site: this.#options.site(settings.task),
      calibration,
    });
    if (!isFree) return card;
    const name = assessment.name.toLowerCase();
    return { ...card, remarks: [`Free practice, shown as the ${name}.`, ...card.remarks] };
  }

  #ended(number: number): KeptTrial {
    const kept = this.#kept.find(({ trial }) => trial.number === number);
    if (kept === undefined) throw new NoTrialError(this.#whyNone(number));
    if (kept.trial.endUs === null) {
      throw new TrialOpenError(`Trial ${number} goes on: its result is there when it has ended.`);
    }
    return kept;
  }

  #whyNone(number: number): string {
    const [first, last] = [this.#kept.at(0), this.#kept.at(-1)];
    if (!first || !last) return `There is no trial ${number}: none has been started.`;
    const [from, to] = [first.trial.number, last.trial.number];
    const valid = from === to ? `${from}` : `${from} to ${to}`;
    return `There is no trial ${number}: valid are ${valid}.`;
  }

  #noteTrial(trial: Trial): void {
    const newest = this.#kept.at(-1);
    if (newest?.trial.number === trial.number) {
      if (newest.trial.endUs === trial.endUs) return;
      newest.trial = trial;
      newest.calibration = this.#options.feed.snapshot.calibration?.verdict ?? null;
      return;
    }
    // A start in an open trial begins the next one.
    if (newest?.trial.endUs === null) newest.trial = { ...newest.trial, endUs: trial.startUs };
    this.#kept.push({
      trial,
      session: this.#options.session(),
      events: [],
      calibration: this.#options.feed.snapshot.calibration?.verdict ?? null,
      observer: NO_ENTRIES,
    });
    if (this.#kept.length > KEPT_TRIALS) this.#kept.shift();
  }

  #noteEvent(event: PipelineEvent): void {
    if (!isResult(event)) return;
    const startUs = beganUs(event);
    const of = this.#kept.findLast(({ trial }) => trial.startUs <= startUs);
    if (of === undefined || startUs >= (of.trial.endUs ?? Number.POSITIVE_INFINITY)) return;
    of.events.push(event);
    const { keptResults = KEPT_RESULTS } = this.#options;
    let count = this.#kept.reduce((sum, { events }) => sum + events.length, 0);
    while (count > keptResults && this.#kept.length > 1) {
      count -= this.#kept.shift()?.events.length ?? 0;
    }
    // One endless trial alone: its newest results count.
    if (count > keptResults) of.events.shift();
  }
}
