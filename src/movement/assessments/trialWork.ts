import type { PipelineEvent } from '../../model/events.ts';
import type { Trial } from '../../model/trial.ts';
import type { AssessmentResults } from './trials.ts';

/** Results as they are told, one after the other. */
export type ResultEvent = Extract<PipelineEvent, { type: 'rep' | 'landing' | 'stride' | 'hold' }>;

export function isResult(event: PipelineEvent): event is ResultEvent {
  return ['rep', 'landing', 'stride', 'hold'].includes(event.type);
}

/** When what an event tells of began, hub time. */
export function beganUs(event: ResultEvent): number {
  switch (event.type) {
    case 'rep':
      return event.rep.startUs;
    case 'landing':
      return event.landing.flight.startUs;
    case 'stride':
      return event.stride.initialContactUs;
    case 'hold':
      return event.hold.startUs;
  }
}

export function resultsOf(events: readonly ResultEvent[]): AssessmentResults {
  return {
    reps: events.flatMap((event) => (event.type === 'rep' ? [event.rep] : [])),
    landings: events.flatMap((event) => (event.type === 'landing' ? [event.landing] : [])),
    strides: events.flatMap((event) => (event.type === 'stride' ? [event.stride] : [])),
    holds: events.flatMap((event) => (event.type === 'hold' ? [event.hold] : [])),
  };
}

/**
 * Of these results, those of a trial: what begins in it belongs to it, also where its end is told
 * behind the end of the trial.
 */
export function resultsIn(results: AssessmentResults, trial: Trial): AssessmentResults {
  const isIn = (startUs: number): boolean =>
    trial.startUs <= startUs && startUs < (trial.endUs ?? Number.POSITIVE_INFINITY);
  return {
    reps: results.reps.filter(({ startUs }) => isIn(startUs)),
    landings: results.landings.filter(({ flight }) => isIn(flight.startUs)),
    strides: results.strides.filter(({ initialContactUs }) => isIn(initialContactUs)),
    holds: results.holds.filter(({ startUs }) => isIn(startUs)),
  };
}
