import type { ProgrammeNote } from '../../model/programmeNote.ts';
import type { ProgrammePeopleAnswer } from '../answers/programme.ts';
import type { TrendMetricsAnswer, TrendSourceAnswer, TrendsAnswer } from '../answers/trends.ts';
import { asking, type HubAsker, part } from './hubAsker.ts';
import type { AskOptions } from './hubRequest.ts';

export interface TrendsQuestion {
  /** A pseudonym. */
  readonly subject: string;
  /** One of `trendMetrics()`. */
  readonly metric: string;
  readonly task?: string;
  readonly side?: 'right' | 'left';
  /** A day (UTC) or an instant with its zone. */
  readonly since?: string;
  readonly source?: TrendSourceAnswer;
}

export interface SaidOfProgramme {
  readonly note: ProgrammeNote;
  /** Who says it, such as initials. */
  readonly by: string;
  /** Beside this recording, and not the last of the person. */
  readonly recording?: string;
  /** Into the session of the person that goes on. */
  readonly live?: boolean;
}

/** People over sessions: trends, and where they stand in the programme. */
export class PeopleOf {
  readonly #hub: HubAsker;

  constructor(hub: HubAsker) {
    this.#hub = hub;
  }

  trendMetrics(options?: AskOptions): Promise<TrendMetricsAnswer> {
    return this.#hub.json('trends/metrics', options);
  }

  trends(question: TrendsQuestion, options?: AskOptions): Promise<TrendsAnswer> {
    return this.#hub.json(asking('trends', { ...question }), options);
  }

  /** A row per session and leg. */
  trendsCsv(question: TrendsQuestion, options?: AskOptions): Promise<string> {
    return this.#hub.text(asking('trends', { ...question, format: 'csv' }), options);
  }

  programme(options?: AskOptions): Promise<ProgrammePeopleAnswer> {
    return this.#hub.json('programme', options);
  }

  /** Where one stands; its layout is `PersonProgramme` of docs/openapi.json. */
  programmeOf<Person>(subject: string, options?: AskOptions): Promise<Person> {
    return this.#hub.json(`programme/${part(subject)}`, options);
  }

  sayOfProgramme<Person>(
    subject: string,
    said: SaidOfProgramme,
    options?: AskOptions,
  ): Promise<Person> {
    const path = `programme/${part(subject)}/notes`;
    return this.#hub.json(path, { ...options, method: 'POST', body: said });
  }
}
